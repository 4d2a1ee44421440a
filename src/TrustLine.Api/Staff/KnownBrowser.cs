using Microsoft.AspNetCore.DataProtection;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Staff;

/// <summary>A mark that this person has logged in from this browser before. It opens nothing; it only keeps a stranger's guesses from slowing its owner.</summary>
internal static class KnownBrowser
{
    private const string Name = "__Host-browser";
    private const string Purpose = "trustline/known-browser/v1";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    /// <summary>The browser's id for this person; empty when it is not known to them.</summary>
    public static Guid Of(HttpContext context, IDataProtectionProvider ring, Guid member) =>
        Protected.Open(ring, Purpose, context.Request.Cookies[Name]) is { Length: 32 } bytes && new Guid(bytes.AsSpan(0, 16)) == member
            ? new Guid(bytes.AsSpan(16)) : Guid.Empty;

    /// <summary>Whether the request bears such a mark at all.</summary>
    public static bool Any(HttpContext context, IDataProtectionProvider ring) => Protected.Open(ring, Purpose, context.Request.Cookies[Name]) is not null;

    /// <summary>Marks the browser.</summary>
    public static void Mark(HttpContext context, IDataProtectionProvider ring, Guid member) =>
        context.Response.Cookies.Append(Name, Protected.Seal(ring, Purpose, [.. member.ToByteArray(), .. Draw.Id().ToByteArray()]),
            new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = Lasts });
}

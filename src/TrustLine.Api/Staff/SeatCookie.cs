using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Sessions;

namespace TrustLine.Api.Staff;

/// <summary>
/// What the session cookie holds: the session's random id, the key that opens its row, and the language of the pages. The browser
/// has it under the cookie ring; it goes when the browser closes. Prints nothing.
/// </summary>
internal sealed class SeatCookie(Guid session, string key, Language language)
{
    /// <summary>The cookie's name: bound to this host, never sent in clear over a network.</summary>
    public const string Name = "__Host-office";

    private const string Purpose = "trustline/office-cookie/v1";

    public Guid Session => session;
    public Language Language => language;

    /// <summary>The session's key; the caller disposes it.</summary>
    public SessionKey? Key() => SessionKey.TryParse(key, out var parsed) ? parsed : null;

    /// <summary>Finds the row.</summary>
    public byte[] IdHash() => Digest.Sha256([.. "trustline/office-session/v1"u8, .. session.ToByteArray()]);

    /// <summary>The same session in another language.</summary>
    public SeatCookie In(Language other) => new(session, key, other);

    /// <summary>Gives the cookie to the browser.</summary>
    public void Write(HttpContext context, IDataProtectionProvider ring)
    {
        var text = Encoding.UTF8.GetBytes($"{session:N}|{key}|{language.Code()}");
        context.Response.Cookies.Append(Name, Base64Url.EncodeToString(ring.CreateProtector(Purpose).Protect(text)), Shape());
        Digest.Wipe(text);
    }

    /// <summary>What the browser brought; null for anything that <see cref="Write"/> did not make.</summary>
    public static SeatCookie? Read(HttpContext context, IDataProtectionProvider ring)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 2048 } value || Protected.Open(ring, Purpose, value) is not { } bytes) return null;
        var parts = Encoding.UTF8.GetString(bytes).Split('|');
        return parts is [var id, var key, var code] && Guid.TryParse(id, out var session) && LanguageCodes.TryParse(code, out var language) ? new(session, key, language) : null;
    }

    /// <summary>Takes the cookie away.</summary>
    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Shape());

    private static CookieOptions Shape() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" };

    /// <inheritdoc/>
    public override string ToString() => nameof(SeatCookie);
}

/// <summary>Values that only travel through a browser: under the cookie ring, base64url.</summary>
internal static class Protected
{
    /// <summary>Seals for one purpose.</summary>
    public static string Seal(IDataProtectionProvider ring, string purpose, byte[] bytes) => Base64Url.EncodeToString(ring.CreateProtector(purpose).Protect(bytes));

    /// <summary>Opens, or null for whatever was not sealed here for this purpose.</summary>
    public static byte[]? Open(IDataProtectionProvider ring, string purpose, string? text)
    {
        if (text is null || !Base64Url.IsValid(text)) return null;
        try
        {
            return ring.CreateProtector(purpose).Unprotect(Base64Url.DecodeFromChars(text));
        }
#pragma warning disable CA1031 // Whatever a stranger sends, the answer is the same: it is not ours.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}

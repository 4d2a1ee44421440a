using System.Text;
using Microsoft.AspNetCore.DataProtection;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Staff;

/// <summary>
/// Keeps other sites from sending the office's forms: each form carries a token under the cookie ring, bound to the session (or to the
/// door, before there is one), and what the browser itself says about the sender must not contradict.
/// </summary>
internal sealed class FormSeal(IDataProtectionProvider ring)
{
    private const string Purpose = "trustline/office-form/v1";

    /// <summary>The token of a session's forms; null is the door.</summary>
    public string For(Guid? session) => Protected.Seal(ring, Purpose, Bound(session));

    /// <summary>Whether the posted form is this session's own, from this site.</summary>
    public bool Holds(HttpContext context, IFormCollection form, Guid? session) => Holds(context, form[FormField.Name].ToString(), session);

    /// <summary>As the other overload, with the token at hand.</summary>
    public bool Holds(HttpContext context, string? token, Guid? session) =>
        FromHere(context.Request) && Protected.Open(ring, Purpose, token) is { } bound && Digest.Same(bound, Bound(session));

    /// <summary>Whether nothing says that another site sent this: fetch metadata where the browser sends it, Origin otherwise.</summary>
    /// <remarks>Neither is sent by programs, which nobody can trick into anything.</remarks>
    public static bool FromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Bound(Guid? session) => Encoding.ASCII.GetBytes(session is { } id ? id.ToString("N") : "door");
}

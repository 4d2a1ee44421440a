using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Channels.Phone;

/// <summary>
/// Whether a webhook comes from the provider: Twilio's request validation. The address is the public one, not the one that a proxy made of it, and is tried with and without
/// its port; a form adds its parameters, sorted by name; any other body is bound by its hash in the address.
/// </summary>
public static class PhoneSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Twilio-Signature";

    /// <summary>The part of the query that binds a body which is no form.</summary>
    public const string BodyHash = "bodySHA256";

    /// <summary>The signature of a form sent to an address.</summary>
    public static string Of(string authToken, string address, IEnumerable<KeyValuePair<string, string>> form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var text = new StringBuilder(address);
        // A name that comes twice counts each of its values once.
        foreach (var name in form.GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            foreach (var value in name.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                text.Append(name.Key).Append(value);
        return ProviderSignature.Of(authToken, text.ToString());
    }

    /// <summary>Whether the signature fits the address as the provider called it, and the body.</summary>
    public static bool Fits(string authToken, Uri publicBase, string pathAndQuery, PhoneBody body, string? signature)
    {
        ArgumentNullException.ThrowIfNull(publicBase);
        ArgumentNullException.ThrowIfNull(body);
        if (string.IsNullOrEmpty(signature) || authToken.Length == 0) return false;
        var form = body.IsForm ? body.Fields : [];
        if (!body.IsForm && body.Bytes.Length > 0 && !BodyFits(pathAndQuery, body.Bytes)) return false;
        var fits = false;
        foreach (var address in Addresses(publicBase, pathAndQuery))
            fits |= Digest.Same(Encoding.ASCII.GetBytes(Of(authToken, address, form)), Encoding.UTF8.GetBytes(signature));
        return fits;
    }

    private static IEnumerable<string> Addresses(Uri publicBase, string pathAndQuery)
    {
        var path = publicBase.AbsolutePath.TrimEnd('/') + pathAndQuery;
        yield return $"{publicBase.Scheme}://{publicBase.IdnHost}{path}";
        yield return FormattableString.Invariant($"{publicBase.Scheme}://{publicBase.IdnHost}:{publicBase.Port}{path}");
    }

    private static bool BodyFits(string pathAndQuery, byte[] bytes)
    {
        var query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return false;
        var told = pathAndQuery[(query + 1)..].Split('&').FirstOrDefault(p => p.StartsWith(BodyHash + "=", StringComparison.Ordinal))?[(BodyHash.Length + 1)..];
        return told is not null && Digest.Same(Encoding.UTF8.GetBytes(told), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Digest.Sha256(bytes))));
    }
}

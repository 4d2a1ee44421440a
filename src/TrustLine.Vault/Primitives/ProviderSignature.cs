using System.Security.Cryptography;
using System.Text;

namespace TrustLine.Vault.Primitives;

/// <summary>
/// HMAC-SHA1 (RFC 2104) as Twilio's protocol fixes it for its webhooks; for nothing else. As a keyed hash SHA-1 is not broken, and the provider offers no other.
/// </summary>
public static class ProviderSignature
{
    /// <summary>The signature of a text under the account's token, in base 64.</summary>
#pragma warning disable CA5350 // The protocol's own choice.
    public static string Of(string token, string text) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}

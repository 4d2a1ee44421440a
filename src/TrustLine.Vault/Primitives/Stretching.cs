using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>PBKDF2-HMAC-SHA512 (RFC 8018): makes every guess of a short secret cost its rounds.</summary>
internal static class Stretching
{
    internal static byte[] Stretch(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, int rounds, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA512, length);
}

/// <summary>HMAC-SHA1, which the authenticator apps of RFC 6238 speak; used for nothing else.</summary>
internal static class AuthenticatorMac
{
    internal const int Length = 20;

#pragma warning disable CA5350 // RFC 6238: what the apps on people's phones implement. HMAC does not rest on SHA-1's collision resistance.
    internal static byte[] Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> counter) => HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
}

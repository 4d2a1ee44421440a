using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>AES-256-GCM (NIST SP 800-38D) with 12-byte nonces and full 16-byte tags; one object per key and thread.</summary>
internal sealed class Aead(SecretKey key) : IDisposable
{
    internal const int NonceLength = 12;
    internal const int TagLength = 16;
    internal const int Overhead = NonceLength + TagLength;

    private readonly AesGcm aes = new(key.Bytes, TagLength);

    /// <summary>Writes nonce, ciphertext and tag; the nonce is fresh every time.</summary>
    internal void Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated, Span<byte> destination)
    {
        var nonce = destination[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, plaintext, destination.Slice(NonceLength, plaintext.Length), destination.Slice(NonceLength + plaintext.Length, TagLength), associated);
    }

    /// <summary>False when the tag does not fit; the destination is then wiped.</summary>
    internal bool TryOpen(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associated, Span<byte> destination)
    {
        var length = sealedBytes.Length - Overhead;
        if (length < 0)
            return false;
        try
        {
            aes.Decrypt(sealedBytes[..NonceLength], sealedBytes.Slice(NonceLength, length), sealedBytes[^TagLength..], destination[..length], associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(destination);
            return false;
        }
    }

    public void Dispose() => aes.Dispose();
}

/// <summary>What counts as a refusal of the cryptography below us, so that other rooms can turn it into their own words.</summary>
internal static class CryptoFailure
{
    internal static bool Is(Exception e) => e is CryptographicException;
}

using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>SHA-256, HMAC-SHA256 and the comparison that takes the same time whatever differs.</summary>
public static class Digest
{
    /// <summary>Length of every digest here, in bytes.</summary>
    public const int Length = 32;

    /// <summary>SHA-256 of the bytes.</summary>
    public static byte[] Sha256(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes);

    /// <summary>SHA-256 of everything that the stream still holds.</summary>
    public static ValueTask<byte[]> Sha256Async(Stream stream, CancellationToken ct = default) => SHA256.HashDataAsync(stream, ct);

    /// <summary>HMAC-SHA256 (RFC 2104) of the bytes under the key.</summary>
    public static byte[] Keyed(SecretKey key, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(key);
        return HMACSHA256.HashData(key.Bytes, bytes);
    }

    /// <summary>Whether two byte strings are equal, in a time that does not depend on where they differ.</summary>
    public static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(one, other);

    /// <summary>Overwrites a buffer that held a secret or a story.</summary>
    public static void Wipe(Span<byte> bytes) => CryptographicOperations.ZeroMemory(bytes);
}

/// <summary>SHA-256 over bytes that come piece by piece.</summary>
public sealed class RunningDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    /// <summary>The digest of all bytes taken; the count then starts anew.</summary>
    public byte[] Finish() => hash.GetHashAndReset();

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}

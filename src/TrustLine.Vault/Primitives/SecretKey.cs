using System.Security.Cryptography;
using System.Text;

namespace TrustLine.Vault.Primitives;

/// <summary>Thirty-two secret bytes. Never printed; wiped when disposed.</summary>
public sealed class SecretKey : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] bytes;
    private bool wiped;

    private SecretKey(byte[] bytes) => this.bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => wiped ? throw new ObjectDisposedException(nameof(SecretKey)) : bytes;

    /// <summary>A fresh random key.</summary>
    public static SecretKey Fresh() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>A copy of 32 given bytes; any other length is an <see cref="ArgumentException"/>.</summary>
    public static SecretKey From(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length ? new(bytes.ToArray()) : throw new ArgumentException("A key has 32 bytes.", nameof(bytes));

    /// <summary>The key for one use: HKDF-SHA256 (RFC 5869) with the use's label, and a salt that tells one owner from the next.</summary>
    public SecretKey Derive(string label, ReadOnlySpan<byte> salt = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        var derived = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes, derived, salt, Encoding.UTF8.GetBytes(label));
        return new(derived);
    }

    /// <summary>The key that neither half gives alone.</summary>
    public SecretKey Xor(SecretKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var joined = new byte[Length];
        var one = Bytes;
        var two = other.Bytes;
        for (var i = 0; i < Length; i++)
            joined[i] = (byte)(one[i] ^ two[i]);
        return new(joined);
    }

    /// <summary>A copy of the bytes, for the one place that must carry them (a browser's form or cookie). The caller wipes it.</summary>
    public byte[] Export() => Bytes.ToArray();

    /// <summary>Whether both are the same key, in constant time.</summary>
    public bool SameAs(SecretKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Bytes, other.Bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        wiped = true;
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SecretKey);
}

using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>A P-256 pair that signs: ECDSA with SHA-256, 64 bytes (IEEE P1363). Never printed; one thread at a time.</summary>
public sealed class SigningPair : IDisposable
{
    /// <summary>Length of a signature, in bytes.</summary>
    public const int SignatureLength = 64;

    private readonly ECDsa pair;

    private SigningPair(ECDsa pair)
    {
        this.pair = pair;
        PublicKey = SigningPublicKey.Of(pair);
    }

    /// <summary>The half by which others check a signature.</summary>
    public SigningPublicKey PublicKey { get; }

    /// <summary>A fresh pair.</summary>
    public static SigningPair Fresh() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The pair of a 32-byte private half; anything else is an <see cref="InvalidKeyException"/>.</summary>
    public static SigningPair From(SecretKey privateHalf)
    {
        ArgumentNullException.ThrowIfNull(privateHalf);
        var parameters = Curve.FromScalar(privateHalf.Bytes);
        try
        {
            return new(Curve.Import(() => ECDsa.Create(parameters)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <summary>The pair that a seed always gives, by the derivation of RFC 9180, 7.1.3.</summary>
    internal static SigningPair FromSeed(ReadOnlySpan<byte> seed)
    {
        using var scalar = Hpke.DeriveScalar(seed);
        return From(scalar);
    }

    /// <summary>Signs the bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => pair.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>The private half, for wrapping. The caller disposes it.</summary>
    public SecretKey ExportPrivate()
    {
        var parameters = pair.ExportParameters(true);
        try
        {
            return SecretKey.From(parameters.D);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SigningPair);
}

/// <summary>A public key that checks signatures; any number of threads.</summary>
public sealed class SigningPublicKey : IEquatable<SigningPublicKey>
{
    private readonly byte[] point;
    private readonly ECDsa imported;

    private SigningPublicKey(byte[] point, ECDsa imported) => (this.point, this.imported) = (point, imported);

    internal ReadOnlySpan<byte> Point => point;

    /// <summary>Takes a 65-byte uncompressed point; one that is not on the curve is an <see cref="InvalidKeyException"/>.</summary>
    public static SigningPublicKey From(ReadOnlySpan<byte> point)
    {
        var parameters = Curve.FromPoint(point);
        return new(Curve.Point(parameters), Curve.Import(() => ECDsa.Create(parameters)));
    }

    internal static SigningPublicKey Of(ECDsa pair) => From(Curve.Point(pair.ExportParameters(false)));

    /// <summary>Whether the signature is this key's over exactly these bytes.</summary>
    public bool Verifies(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) =>
        signature.Length == SigningPair.SignatureLength &&
        imported.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>The 65-byte uncompressed point (SEC 1).</summary>
    public byte[] ToBytes() => (byte[])point.Clone();

    /// <inheritdoc/>
    public bool Equals(SigningPublicKey? other) => other is not null && point.AsSpan().SequenceEqual(other.point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SigningPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(point, 1);
}

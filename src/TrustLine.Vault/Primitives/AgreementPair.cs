using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>A P-256 pair that opens what was sealed to its public half. Never printed; one thread at a time.</summary>
public sealed class AgreementPair : IDisposable
{
    private readonly ECDiffieHellman pair;

    private AgreementPair(ECDiffieHellman pair)
    {
        this.pair = pair;
        PublicKey = AgreementPublicKey.Of(pair);
    }

    /// <summary>The half that may be shown.</summary>
    public AgreementPublicKey PublicKey { get; }

    /// <summary>A fresh pair.</summary>
    public static AgreementPair Fresh() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The pair of a 32-byte private half; anything else is an <see cref="InvalidKeyException"/>.</summary>
    public static AgreementPair From(SecretKey privateHalf)
    {
        ArgumentNullException.ThrowIfNull(privateHalf);
        var parameters = Curve.FromScalar(privateHalf.Bytes);
        try
        {
            return new(Curve.Import(() => ECDiffieHellman.Create(parameters)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <summary>The pair that a seed always gives: DeriveKeyPair of RFC 9180, 7.1.3.</summary>
    internal static AgreementPair FromSeed(ReadOnlySpan<byte> seed)
    {
        using var scalar = Hpke.DeriveScalar(seed);
        return From(scalar);
    }

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

    internal byte[] Agree(AgreementPublicKey other) => pair.DeriveRawSecretAgreement(other.Imported);

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AgreementPair);
}

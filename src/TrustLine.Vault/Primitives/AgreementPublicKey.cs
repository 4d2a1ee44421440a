using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>A public key that others seal to. Imported and checked once; then used by any number of threads.</summary>
public sealed class AgreementPublicKey : IEquatable<AgreementPublicKey>
{
    private readonly byte[] point;

    private AgreementPublicKey(byte[] point, ECDiffieHellmanPublicKey imported) => (this.point, Imported) = (point, imported);

    internal ECDiffieHellmanPublicKey Imported { get; }

    internal ReadOnlySpan<byte> Point => point;

    /// <summary>Takes a 65-byte uncompressed point; one that is not on the curve is an <see cref="InvalidKeyException"/>.</summary>
    public static AgreementPublicKey From(ReadOnlySpan<byte> point)
    {
        var parameters = Curve.FromPoint(point);
        return Curve.Import(() =>
        {
            using var key = ECDiffieHellman.Create(parameters);
            return new AgreementPublicKey(Curve.Point(parameters), key.PublicKey);
        });
    }

    internal static AgreementPublicKey Of(ECDiffieHellman pair) => new(Curve.Point(pair.ExportParameters(false)), pair.PublicKey);

    /// <summary>The 65-byte uncompressed point (SEC 1).</summary>
    public byte[] ToBytes() => (byte[])point.Clone();

    /// <inheritdoc/>
    public bool Equals(AgreementPublicKey? other) => other is not null && point.AsSpan().SequenceEqual(other.point);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AgreementPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(point, 1);
}

using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>P-256 points and scalars as bytes: 65-byte uncompressed points (SEC 1, 2.3.3) and 32-byte big-endian scalars.</summary>
internal static class Curve
{
    internal const int PointLength = 65;
    internal const int ScalarLength = 32;

    // The order n of P-256 (FIPS 186-5 / SP 800-186, 3.2.1.3).
    internal static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];

    internal static byte[] Point(ECParameters parameters)
    {
        var point = new byte[PointLength];
        point[0] = 4;
        parameters.Q.X!.CopyTo(point, 1);
        parameters.Q.Y!.CopyTo(point, 1 + ScalarLength);
        return point;
    }

    internal static ECParameters FromPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointLength || point[0] != 4)
            throw new InvalidKeyException();
        return new()
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = point.Slice(1, ScalarLength).ToArray(), Y = point[(1 + ScalarLength)..].ToArray() },
        };
    }

    internal static ECParameters FromScalar(ReadOnlySpan<byte> scalar)
    {
        if (!IsScalar(scalar))
            throw new InvalidKeyException();
        return new() { Curve = ECCurve.NamedCurves.nistP256, D = scalar.ToArray() };
    }

    /// <summary>Whether the number lies from 1 to n-1.</summary>
    internal static bool IsScalar(ReadOnlySpan<byte> scalar) =>
        scalar.Length == ScalarLength && scalar.IndexOfAnyExcept((byte)0) >= 0 && scalar.SequenceCompareTo(Order) < 0;

    /// <summary>Runs an import; a point off the curve or any other bad material becomes one clear refusal that quotes nothing.</summary>
    internal static T Import<T>(Func<T> import)
    {
        try
        {
            return import();
        }
        catch (CryptographicException)
        {
            throw new InvalidKeyException();
        }
    }
}

/// <summary>The bytes are no key of suite 1: wrong length, a point off the curve, a number out of range. Never quotes them.</summary>
public sealed class InvalidKeyException() : Exception("These bytes are not a valid P-256 key.");

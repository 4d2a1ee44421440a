using System.Numerics;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Files;

/// <summary>
/// The form of a sealed file: format version, suite, then segments of 64 KiB, each with a fresh nonce and bound to the file, its
/// number and whether it is the last. The content is followed by zeros up to a step of a sixteenth of its size.
/// </summary>
internal sealed class Segments(SecretKey key, Guid file) : IDisposable
{
    internal const int PlainLength = 64 * 1024;
    internal const int SealedLength = PlainLength + Aead.Overhead;
    private const long SmallestFile = 4096;
    private const int StepsPerDoubling = 4;

    private readonly Aead aead = new(key);
    private readonly byte[] buffer = new byte[SealedLength];

    /// <summary>The padded size of a file: at least 4 KiB, then in steps of 1/16 of the power of two below it.</summary>
    internal static long Padded(long length)
    {
        if (length <= SmallestFile)
            return SmallestFile;
        var step = 1L << (BitOperations.Log2((ulong)length) - StepsPerDoubling);
        return (length + step - 1) / step * step;
    }

    /// <summary>The size on disk of a file with so much content.</summary>
    internal static long OnDisk(long length)
    {
        var padded = Padded(length);
        return Format.HeaderLength + padded + (padded + PlainLength - 1) / PlainLength * Aead.Overhead;
    }

    /// <summary>How long a segment of a file with so much padded content is, in clear.</summary>
    internal static int LengthOf(long number, long padded) => (int)Math.Min(PlainLength, padded - number * PlainLength);

    /// <summary>Seals one segment; the memory is good until the next call.</summary>
    internal ReadOnlyMemory<byte> Seal(long number, bool last, ReadOnlySpan<byte> plain)
    {
        var length = plain.Length + Aead.Overhead;
        aead.Seal(plain, Associated(number, last), buffer.AsSpan(0, length));
        return buffer.AsMemory(0, length);
    }

    internal bool TryOpen(long number, bool last, ReadOnlySpan<byte> sealedSegment, Span<byte> plain) =>
        aead.TryOpen(sealedSegment, Associated(number, last), plain);

    private byte[] Associated(long number, bool last) =>
        new Binding(Labels.FileSegment, file, new CanonicalWriter().Int64(number).Byte(last ? (byte)1 : (byte)0).ToBytes()).Associated();

    public void Dispose() => aead.Dispose();
}

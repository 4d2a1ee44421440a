using System.Numerics;

namespace TrustLine.Vault.Envelopes;

/// <summary>The size classes that hide how much was written (design 4, "shape tells nothing"). Sizes are of the padded content, in bytes.</summary>
public enum EnvelopeSize
{
    /// <summary>Always 1 KiB.</summary>
    IndexCard = 1,

    /// <summary>Always 4 KiB, also when the report is anonymous.</summary>
    Identity = 2,

    /// <summary>Always 1 KiB, also when no answer is wanted.</summary>
    ReturnPath = 3,

    /// <summary>The next power of two, from 512 bytes to 64 KiB.</summary>
    Body = 4,
}

/// <summary>Padding: four bytes of length, the content, zeros.</summary>
public static class Padding
{
    internal const int LengthPrefix = 4;
    private const int SmallestBody = 512;
    private const int LargestBody = 64 * 1024;

    /// <summary>How many bytes of content an envelope of this class holds.</summary>
    public static int Capacity(EnvelopeSize size) => size switch
    {
        EnvelopeSize.IndexCard or EnvelopeSize.ReturnPath => 1024 - LengthPrefix,
        EnvelopeSize.Identity => 4096 - LengthPrefix,
        EnvelopeSize.Body => LargestBody - LengthPrefix,
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };

    /// <summary>The padded size; too much content is a <see cref="ContentTooLargeException"/>.</summary>
    internal static int PaddedLength(EnvelopeSize size, int contentLength)
    {
        var capacity = Capacity(size);
        if (contentLength > capacity)
            throw new ContentTooLargeException(contentLength, capacity);
        return size is EnvelopeSize.Body
            ? Math.Max(SmallestBody, (int)BitOperations.RoundUpToPowerOf2((uint)(contentLength + LengthPrefix)))
            : capacity + LengthPrefix;
    }
}

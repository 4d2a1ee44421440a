using System.Buffers.Binary;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>
/// A picture or animation written anew (GIF89a): screen, colours, frames with their times, and how often it repeats. Each frame's points are unpacked and packed
/// again; comments, texts, application data and whatever stands behind a frame or the end stay behind.
/// </summary>
internal static class GifCopy
{
    public static WashedCopy Of(byte[] original)
    {
        using var copy = new MemoryStream();
        ReadOnlySpan<byte> left = original.AsSpan(6);
        copy.Write("GIF89a"u8);
        var colours = left.Length >= 7 ? Colours(left[4]) : throw UnwashableException.Broken;
        var points = 0L;
        Copy(copy, ref left, 7 + colours);
        while (Take(ref left, 1)[0] is var kind && kind != 0x3B)
        {
            if (kind == 0x21) Extension(copy, ref left);
            else if (kind == 0x2C) Frame(copy, ref left, ref points);
            else throw UnwashableException.Broken;
        }

        copy.WriteByte(0x3B);
        return copy.Length <= WashBounds.LargestCopy ? new(copy.ToArray(), "image/gif", ".gif") : throw new UnwashableException(Washing.TooLarge);
    }

    private static void Extension(MemoryStream copy, ref ReadOnlySpan<byte> left)
    {
        var (label, body) = (Take(ref left, 1)[0], Blocks(ref left));
        // Time and transparency of the next frame; how often all is repeated.
        if (label == 0xF9 && body.Length == 4) copy.Write([0x21, 0xF9, 4, .. body, 0]);
        else if (label == 0xFF && body.Length == 14 && body.AsSpan().StartsWith("NETSCAPE2.0"u8)) copy.Write([0x21, 0xFF, 11, .. body.AsSpan(0, 11), 3, .. body.AsSpan(11), 0]);
    }

    private static void Frame(MemoryStream copy, ref ReadOnlySpan<byte> left, ref long points)
    {
        if (left.Length < 9) throw UnwashableException.Broken;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(left[4..]) * BinaryPrimitives.ReadUInt16LittleEndian(left[6..]);
        if (count < 0 || count > WashBounds.MostPoints || (points += count) > WashBounds.MostPoints * 4) throw new UnwashableException(Washing.TooLarge);
        copy.WriteByte(0x2C);
        Copy(copy, ref left, 9 + Colours(left[8]));
        var size = Take(ref left, 1)[0];
        if (size is < 2 or > 8) throw UnwashableException.Broken;
        copy.WriteByte(size);
        var packed = GifPoints.Pack(GifPoints.Unpack(Blocks(ref left), size, count), size);
        for (var at = 0; at < packed.Length; at += 255)
        {
            var length = Math.Min(255, packed.Length - at);
            copy.WriteByte((byte)length);
            copy.Write(packed, at, length);
        }

        copy.WriteByte(0);
    }

    private static int Colours(byte flags) => (flags & 0x80) != 0 ? 3 << ((flags & 7) + 1) : 0;

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> left, int length)
    {
        if (length > left.Length) throw UnwashableException.Broken;
        var taken = left[..length];
        left = left[length..];
        return taken;
    }

    private static void Copy(MemoryStream copy, ref ReadOnlySpan<byte> left, int length) => copy.Write(Take(ref left, length));

    private static byte[] Blocks(ref ReadOnlySpan<byte> left)
    {
        using var body = new MemoryStream();
        while (Take(ref left, 1)[0] is var length and > 0) body.Write(Take(ref left, length));
        return body.ToArray();
    }
}

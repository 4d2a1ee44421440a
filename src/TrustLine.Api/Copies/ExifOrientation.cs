using System.Buffers.Binary;

namespace TrustLine.Api.Copies;

/// <summary>The one thing that is read from a photo's Exif data, and the only one that a copy has: which way is up.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112, Short = 3;

    /// <summary>The orientation, 1 to 8; 1 where none is told or what is told is broken.</summary>
    public static int Of(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14) return 1;
        var little = tiff.StartsWith("II*\0"u8);
        if (!little && !tiff.StartsWith("MM\0*"u8)) return 1;
        ushort Word(ReadOnlySpan<byte> b) => little ? BinaryPrimitives.ReadUInt16LittleEndian(b) : BinaryPrimitives.ReadUInt16BigEndian(b);
        var start = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > tiff.Length - 2) return 1;
        var directory = tiff[(int)start..];
        var left = Word(directory);
        for (var entry = directory[2..]; left > 0 && entry.Length >= 12; left--, entry = entry[12..])
            if (Word(entry) == Tag && Word(entry[2..]) == Short) return Word(entry[8..]) is >= 1 and <= 8 and var told ? told : 1;
        return 1;
    }

    /// <summary>An Exif segment body that says this and nothing else.</summary>
    public static byte[] Segment(int orientation) =>
        [.. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001"u8, Tag >> 8, Tag & 0xFF, 0, (byte)Short, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
}

using System.Buffers.Binary;
using System.IO.Compression;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>
/// A picture written anew (PNG, third edition): header, palette, transparency, and exactly as many rows as the header tells, unpacked and packed again.
/// Texts, times, Exif, profiles, previews, further frames and whatever stands behind the rows or the end stay behind.
/// </summary>
internal static class PngCopy
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static WashedCopy Of(byte[] original)
    {
        var header = default(ReadOnlyMemory<byte>);
        var (kept, rows) = (new List<(string, ReadOnlyMemory<byte>)>(), new List<ReadOnlyMemory<byte>>());
        var frames = false;
        foreach (var (type, body) in Chunks(original.AsMemory(8)))
        {
            if (header.IsEmpty != (type == "IHDR")) throw UnwashableException.Broken;
            if (type == "IHDR") header = body;
            else if (type is "PLTE" or "tRNS" && rows.Count == 0 && body.Length <= 768) kept.Add((type, body));
            else if (type == "IDAT") rows.Add(body);
            else frames |= type == "fdAT";
        }

        if (header.Length != 13 || rows.Count == 0) throw UnwashableException.Broken;
        using var copy = new MemoryStream();
        copy.Write(Signature);
        Chunk(copy, "IHDR", header.Span);
        foreach (var (type, body) in kept) Chunk(copy, type, body.Span);
        Chunk(copy, "IDAT", Packed(rows, RowLengths(header.Span)));
        Chunk(copy, "IEND", []);
        return new(copy.ToArray(), "image/png", ".png", frames ? LeftOut.Frames : LeftOut.None);
    }

    private static IEnumerable<(string Type, ReadOnlyMemory<byte> Body)> Chunks(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);
            if (length > bytes.Length - 12) throw UnwashableException.Broken;
            var type = System.Text.Encoding.ASCII.GetString(bytes.Span.Slice(4, 4));
            if (type == "IEND") yield break;
            yield return (type, bytes.Slice(8, (int)length));
            bytes = bytes[(12 + (int)length)..];
        }

        throw UnwashableException.Broken;
    }

    /// <summary>Each pass of the picture: how many rows, and their length with the filter's byte (7.2, 8).</summary>
    private static List<(int Rows, long Length)> RowLengths(ReadOnlySpan<byte> header)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var channels = header[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => throw UnwashableException.Broken };
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue || header[8] is not (1 or 2 or 4 or 8 or 16) || header[10] != 0 || header[11] != 0 || header[12] > 1) throw UnwashableException.Broken;
        if ((long)width * height > WashBounds.MostPoints) throw new UnwashableException(Washing.TooLarge);
        var perPoint = channels * header[8];
        ReadOnlySpan<(int X, int Y, int Right, int Down)> passes = header[12] == 0
            ? [(0, 0, 1, 1)]
            : [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        var lengths = new List<(int Rows, long Length)>();
        foreach (var (x, y, right, down) in passes)
        {
            var (across, rows) = ((width - x + right - 1) / right, (height - y + down - 1) / down);
            if (across > 0 && rows > 0) lengths.Add(((int)rows, 1 + (((across * perPoint) + 7) / 8)));
        }

        if (lengths.Sum(l => l.Rows * l.Length) > WashBounds.MostUnfolded) throw new UnwashableException(Washing.TooLarge);
        return lengths;
    }

    private static byte[] Packed(List<ReadOnlyMemory<byte>> rows, List<(int Rows, long Length)> passes)
    {
        using var whole = new MemoryStream();
        foreach (var part in rows) whole.Write(part.Span);
        whole.Position = 0;
        using var unpacked = new ZLibStream(whole, CompressionMode.Decompress);
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var (count, length) in passes)
            {
                var row = new byte[length];
                for (var i = 0; i < count; i++)
                {
                    unpacked.ReadExactly(row);
                    if (row[0] > 4) throw UnwashableException.Broken;
                    packing.Write(row);
                }
            }
        }

        return packed.Length <= WashBounds.LargestCopy ? packed.ToArray() : throw new UnwashableException(Washing.TooLarge);
    }

    private static void Chunk(Stream to, string type, ReadOnlySpan<byte> body)
    {
        byte[] whole = [.. System.Text.Encoding.ASCII.GetBytes(type), .. body];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        to.Write(number);
        to.Write(whole);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(whole));
        to.Write(number);
    }

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        return c;
    })];

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }
}

using System.Buffers.Binary;

namespace TrustLine.Api.Copies;

/// <summary>Reads a JPEG (T.81: baseline, extended and progressive, eight bits, Huffman) into its coefficients. What was cut off stays grey, as in a viewer.</summary>
internal sealed class JpegReader
{
    private const int MostScans = 200;
    private readonly byte[] file;
    private readonly JpegBits bits;
    private readonly ushort[]?[] quantisations = new ushort[]?[4];
    private readonly JpegCodes?[] dc = new JpegCodes?[4], ac = new JpegCodes?[4];
    private JpegPicture? picture;
    private int? adobe;
    private int orientation = 1, restart;
    private bool more;

    private JpegReader(byte[] file) => (this.file, bits) = (file, new(file));

    /// <summary>The picture; <see cref="UnwashableException"/> for what is none, or is coded in a way that is not known here.</summary>
    public static JpegPicture Read(byte[] file) => new JpegReader(file).Read();

    private JpegPicture Read()
    {
        var (at, scans) = (2, 0);
        while (NextMarker(ref at) is { } marker and not 0xD9)
        {
            if (marker is 0x01 or >= 0xD0 and <= 0xD8) continue;
            if (at + 2 > file.Length) break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
            if (length < 2 || at + length > file.Length) break;
            var body = file.AsSpan(at + 2, length - 2);
            at += length;
            switch (marker)
            {
                case 0xDB: Quantisations(body); break;
                case 0xC4: Codes(body); break;
                case 0xC0 or 0xC1 or 0xC2 when picture is null: Frame(body, progressive: marker == 0xC2); break;
                case >= 0xC0 and <= 0xCF and not (0xC8 or 0xCC): throw UnwashableException.Broken; // Lossless, arithmetic, hierarchical, or a second frame.
                case 0xDD when body.Length >= 2: restart = BinaryPrimitives.ReadUInt16BigEndian(body); break;
                case 0xE1 when body.StartsWith("Exif\0\0"u8): orientation = ExifOrientation.Of(body[6..]); break;
                case 0xE2 when body.StartsWith("MPF\0"u8): more = true; break;
                case 0xEE when body.Length >= 12 && body.StartsWith("Adobe"u8): adobe = body[11]; break;
                case 0xDA:
                    if (++scans > MostScans) throw UnwashableException.Broken;
                    bits.At = at;
                    Scan(body);
                    at = bits.At;
                    break;
                default: break;
            }
        }

        if (picture is null || scans == 0) throw UnwashableException.Broken;
        // What a scan was never sent for has no quantisation; it is grey, whatever the table.
        foreach (var c in picture.Components) c.Quantisation ??= JpegTables.Luminance;
        (picture.Adobe, picture.Orientation, picture.More) = (adobe, orientation, more || file.Length - at > 1024);
        return picture;
    }

    private byte? NextMarker(ref int at)
    {
        while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0 or 0xFF)) at++;
        if (at + 1 >= file.Length) return null;
        at += 2;
        return file[at - 1];
    }

    private void Quantisations(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            var (wide, number) = (body[0] >> 4, body[0] & 15);
            var length = wide == 0 ? 64 : 128;
            if (wide > 1 || number > 3 || body.Length < 1 + length) throw UnwashableException.Broken;
            var table = new ushort[64];
            for (var i = 0; i < 64; i++) table[i] = wide == 0 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + (2 * i))..]);
            quantisations[number] = table;
            body = body[(1 + length)..];
        }
    }

    private void Codes(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            if (body.Length < 17) throw UnwashableException.Broken;
            var (type, number, total) = (body[0] >> 4, body[0] & 15, 0);
            foreach (var count in body[1..17]) total += count;
            if (type > 1 || number > 3 || total > 256 || body.Length < 17 + total) throw UnwashableException.Broken;
            (type == 0 ? dc : ac)[number] = new(body[1..17], body.Slice(17, total));
            body = body[(17 + total)..];
        }
    }

    private void Frame(ReadOnlySpan<byte> body, bool progressive)
    {
        if (body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3 or 4) || body.Length < 6 + (3 * body[5])) throw UnwashableException.Broken;
        var components = new JpegComponent[body[5]];
        for (var i = 0; i < components.Length; i++)
        {
            var c = body.Slice(6 + (3 * i), 3);
            var (across, down) = (c[1] >> 4, c[1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || c[2] > 3) throw UnwashableException.Broken;
            components[i] = new() { Id = c[0], Across = components.Length == 1 ? 1 : across, Down = components.Length == 1 ? 1 : down, Table = c[2] };
        }

        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        if (width == 0 || height == 0 || components.Sum(c => c.Across * c.Down) > 10) throw UnwashableException.Broken;
        picture = new() { Width = width, Height = height, Components = components, Progressive = progressive };
        picture.MakeRoom();
    }

    private void Scan(ReadOnlySpan<byte> body)
    {
        if (picture is null || body.Length < 1 || body[0] is < 1 or > 4 || body.Length < 4 + (2 * body[0])) throw UnwashableException.Broken;
        var chosen = new JpegComponent[body[0]];
        for (var i = 0; i < chosen.Length; i++)
        {
            var (id, tables) = (body[1 + (2 * i)], body[2 + (2 * i)]);
            var c = chosen[i] = picture.Components.FirstOrDefault(x => x.Id == id) ?? throw UnwashableException.Broken;
            if (tables >> 4 > 3 || (tables & 15) > 3) throw UnwashableException.Broken;
            (c.Dc, c.Ac, c.Prediction) = (dc[tables >> 4], ac[tables & 15], 0);
            c.Quantisation ??= quantisations[c.Table];
        }

        var last = body[(1 + (2 * chosen.Length))..];
        new JpegScan(picture, bits, chosen, last[0], last[1], last[2] >> 4, last[2] & 15).Read(restart);
    }
}

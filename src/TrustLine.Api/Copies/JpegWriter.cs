using System.Numerics;
using System.Runtime.CompilerServices;

namespace TrustLine.Api.Copies;

/// <summary>Writes a picture's coefficients as one interleaved baseline scan (T.81, F.1.2).</summary>
internal sealed class JpegWriter(JpegPicture picture)
{
    private readonly (ushort Bits, byte Length)[][] codes = [.. JpegTables.Huffman.Select(Codes)];
    private byte[] bytes = new byte[1 << 20];
    private int length, count;
    private uint bits;

    // Red, green and blue (or inks) have no luminance of their own: all take the finer table.
    private bool Coloured => picture.Components.Length == 3 ? picture.Adobe != 0 && !NamedRgb : picture.Components.Length == 4 && picture.Adobe == 2;

    private bool NamedRgb => picture.Adobe is null && picture.Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }];

    public byte[] Write()
    {
        Put(0xFF, 0xD8);
        if (picture.Components.Length == 4 ? picture.Adobe is not null : picture.Components.Length == 3 && !Coloured)
            Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)(picture.Adobe ?? 0)]);
        else if (picture.Components.Length < 4)
            Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        if (picture.Orientation > 1) Segment(0xE1, ExifOrientation.Segment(picture.Orientation));
        Segment(0xDB, [0, .. JpegTables.Luminance.Select(q => (byte)q), 1, .. JpegTables.Chrominance.Select(q => (byte)q)]);
        Segment(0xC0, [8, (byte)(picture.Height >> 8), (byte)picture.Height, (byte)(picture.Width >> 8), (byte)picture.Width, (byte)picture.Components.Length,
            .. picture.Components.SelectMany((c, i) => new[] { (byte)(i + 1), (byte)((c.Across << 4) | c.Down), (byte)Table(i) })]);
        foreach (var (type, counts, values) in JpegTables.Huffman) Segment(0xC4, [type, .. counts, .. values]);
        Segment(0xDA, [(byte)picture.Components.Length, .. picture.Components.SelectMany((_, i) => new[] { (byte)(i + 1), (byte)(Table(i) * 0x11) }), 0, 63, 0]);
        Scan();
        Put(0xFF, 0xD9);
        return bytes[..length];
    }

    private int Table(int component) => Coloured && component is 1 or 2 ? 1 : 0;

    private void Scan()
    {
        foreach (var c in picture.Components) c.Prediction = 0;
        for (var y = 0; y < picture.McusHigh; y++)
            for (var x = 0; x < picture.McusWide; x++)
                for (var i = 0; i < picture.Components.Length; i++)
                {
                    var c = picture.Components[i];
                    for (var v = 0; v < c.Down; v++)
                        for (var h = 0; h < c.Across; h++) Block(c, Table(i), c.Block((x * c.Across) + h, (y * c.Down) + v));
                }

        Write(0x7F, 7); // Ones up to the end of the byte (F.1.2.3).
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(JpegComponent c, int table, ReadOnlySpan<short> block)
    {
        var (from, to) = (c.Quantisation!, table == 0 ? JpegTables.Luminance : JpegTables.Chrominance);
        var (direct, alternate) = (codes[table * 2], codes[(table * 2) + 1]);
        var value = Round(block[0], from[0], to[0]);
        var difference = value - c.Prediction;
        c.Prediction = value;
        Number(direct, 0, difference);
        var run = 0;
        for (var k = 1; k < 64; k++)
        {
            if (block[k] == 0 || Round(block[k], from[k], to[k]) is var rounded && rounded == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16) Write(alternate[0xF0].Bits, alternate[0xF0].Length);
            Number(alternate, run, Round(block[k], from[k], to[k]));
            run = 0;
        }

        if (run > 0) Write(alternate[0].Bits, alternate[0].Length);
    }

    // Ten bits are the most that a baseline file can hold of eight-bit samples.
    private static int Round(int coefficient, int from, int to)
    {
        var whole = Math.Clamp((long)coefficient * from, -32_768, 32_767);
        return (int)Math.Clamp((whole + (whole < 0 ? -to / 2 : to / 2)) / to, -1023, 1023);
    }

    private void Number((ushort Bits, byte Length)[] table, int run, int number)
    {
        var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(number));
        var (code, codeLength) = table[(run << 4) | size];
        Write(code, codeLength);
        if (size > 0) Write((uint)(number < 0 ? number + (1 << size) - 1 : number), size);
    }

    private void Write(uint value, int size)
    {
        bits = (bits << size) | value;
        for (count += size; count >= 8; count -= 8)
        {
            var next = (byte)(bits >> (count - 8));
            Put(next);
            if (next == 0xFF) Put(0);
        }
    }

    private void Put(params ReadOnlySpan<byte> more)
    {
        if (length + more.Length > bytes.Length) Array.Resize(ref bytes, checked(bytes.Length * 2));
        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
    }

    private void Segment(byte marker, byte[] body)
    {
        Put(0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2));
        Put(body);
    }

    private static (ushort, byte)[] Codes((byte, byte[] Counts, byte[] Values) table)
    {
        var codes = new (ushort, byte)[256];
        var (code, index) = (0, 0);
        for (var size = 1; size <= 16; size++, code <<= 1)
            for (var i = 0; i < table.Counts[size - 1]; i++) codes[table.Values[index++]] = ((ushort)code++, (byte)size);
        return codes;
    }
}

using System.Buffers;

namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>Base64 with its usual sins: blanks, long lines, no or too much padding, pieces encoded one by one and put together, a list's footer after the end.</summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private static readonly sbyte[] Values = Table();
    private uint bits;
    private int held;
    private bool padded, skipping;

    internal override void Push(ReadOnlySpan<byte> bytes, IBufferWriter<byte> to)
    {
        if (bytes.IsEmpty) return;
        var room = to.GetSpan((bytes.Length / 4 * 3) + 6);
        var written = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = Values[bytes[i]];
            if (skipping)
            {
                if (bytes[i] == '\n') skipping = false;
            }
            else if (value >= 0)
            {
                if (padded)
                {
                    // After the padding either another encoded piece follows, or words that somebody hung on.
                    padded = false;
                    if (!Encoded(bytes[i..]))
                    {
                        (skipping, padded, Broken) = (true, true, true);
                        continue;
                    }
                }

                bits = (bits << 6) | (byte)value;
                if (++held < 4) continue;
                room[written++] = (byte)(bits >> 16);
                room[written++] = (byte)(bits >> 8);
                room[written++] = (byte)bits;
                (bits, held) = (0, 0);
            }
            else if (value == -2)
            {
                Flush(room, ref written);
                padded = true;
            }
            else if (value == -1)
            {
                (Broken, skipping) = (true, padded);
            }
        }

        to.Advance(written);
    }

    internal override void End(IBufferWriter<byte> to)
    {
        Broken |= held != 0;
        var written = 0;
        Flush(to.GetSpan(3), ref written);
        to.Advance(written);
    }

    private void Flush(Span<byte> room, ref int written)
    {
        if (held == 1) Broken = true;
        if (held >= 2) room[written++] = (byte)(bits >> ((6 * held) - 8));
        if (held == 3) room[written++] = (byte)(bits >> 2);
        (bits, held) = (0, 0);
    }

    private static bool Encoded(ReadOnlySpan<byte> rest)
    {
        rest = rest[..Math.Min(rest.Length, 128)];
        var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (end >= 0) rest = rest[..end];
        foreach (var b in rest)
            if (Values[b] == -1 || b == ' ') return false;
        return true;
    }

    // -3 passed over, -2 padding, -1 not of the alphabet.
    private static sbyte[] Table()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        for (var i = 0; i < 64; i++) values["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = (sbyte)i;
        foreach (var blank in " \t\r\n\0") values[blank] = -3;
        values['='] = -2;
        return values;
    }
}

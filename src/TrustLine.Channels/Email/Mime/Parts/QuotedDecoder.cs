using System.Buffers;

namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>Quoted-printable (RFC 2045, 6.7) with its usual sins: small letters, a lone "=", blanks after a soft break, a soft break as the last thing, lines of any length.</summary>
internal sealed class QuotedDecoder : TransferDecoder
{
    private const int MostBlanks = 1000;
    private readonly byte[] blanks = new byte[MostBlanks];
    private int blank;
    private State state;
    private byte first;

    private enum State
    {
        Text,
        // "=" was seen.
        Escape,
        // "=" and one hexadecimal digit.
        Half,
        // "=" and blanks: a soft break, if the line ends here.
        Soft,
        // "=" and CR.
        SoftCr,
    }

    internal override void Push(ReadOnlySpan<byte> bytes, IBufferWriter<byte> to)
    {
        // What was held back may come out too.
        var room = to.GetSpan(bytes.Length + MostBlanks + 4);
        var written = 0;
        foreach (var b in bytes)
        {
            if (state != State.Text && Escaped(b, room, ref written)) continue;
            switch (b)
            {
                case (byte)'=':
                    Blanks(room, ref written);
                    state = State.Escape;
                    break;
                case (byte)' ' or (byte)'\t' when blank < MostBlanks:
                    blanks[blank++] = b;
                    break;
                case (byte)'\r' or (byte)'\n':
                    blank = 0; // Blanks before a line end were added on the way.
                    room[written++] = b;
                    break;
                default:
                    Blanks(room, ref written);
                    room[written++] = b;
                    break;
            }
        }

        to.Advance(written);
    }

    internal override void End(IBufferWriter<byte> to)
    {
        if (state != State.Half) return;
        to.Write([(byte)'=', first]);
        Broken = true;
    }

    // True when the byte belongs to the escape.
    private bool Escaped(byte b, Span<byte> room, ref int written)
    {
        switch (state)
        {
            case State.Escape when Hex(b) >= 0:
                (first, state) = (b, State.Half);
                return true;
            case State.Escape or State.Soft when b is (byte)' ' or (byte)'\t':
                if (blank < MostBlanks) blanks[blank++] = b;
                state = State.Soft;
                return true;
            case State.Escape or State.Soft when b == '\r':
                (blank, state) = (0, State.SoftCr);
                return true;
            case State.Escape or State.Soft or State.SoftCr when b == '\n':
                (blank, state) = (0, State.Text);
                return true;
            case State.Half when Hex(b) >= 0:
                room[written++] = (byte)((Hex(first) << 4) | Hex(b));
                state = State.Text;
                return true;
            case State.SoftCr:
                state = State.Text;
                return false;
            default:
                // A "=" that begins nothing stands for itself.
                Broken = true;
                room[written++] = (byte)'=';
                if (state == State.Half) room[written++] = first;
                Blanks(room, ref written);
                state = State.Text;
                return false;
        }
    }

    private void Blanks(Span<byte> room, ref int written)
    {
        blanks.AsSpan(0, blank).CopyTo(room[written..]);
        written += blank;
        blank = 0;
    }

    /// <summary>The value of a hexadecimal digit; -1 for none.</summary>
    internal static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        _ => -1,
    };
}

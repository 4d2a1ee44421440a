using System.Text;

namespace TrustLine.Channels.Email.Imap;

/// <summary>What one command says, in pieces: between two pieces the server must agree to take the literal that follows (RFC 9051 4.3). Prints nothing.</summary>
internal sealed class ImapCommand(string verb)
{
    private readonly List<byte[]> strings = [];
    private readonly StringBuilder text = new(verb);

    /// <summary>Adds something that needs no quoting: our own words, numbers, sets.</summary>
    public ImapCommand With(string atom)
    {
        text.Append(' ').Append(atom);
        return this;
    }

    /// <summary>Adds a string, quoted when it can be, else as a literal.</summary>
    public ImapCommand WithString(string value)
    {
        if (value.Length < 1000 && value.All(c => c is >= ' ' and <= '~'))
            return With('"' + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"');
        text.Append(" \0");
        strings.Add(Encoding.UTF8.GetBytes(value));
        return this;
    }

    /// <summary>The pieces in order. Literals that the server takes without being asked (<paramref name="unasked"/>, by length; RFC 7888) part nothing.</summary>
    public IReadOnlyList<byte[]> Pieces(string tag, Func<int, bool> unasked)
    {
        var pieces = new List<byte[]>();
        var piece = new MemoryStream();
        piece.Write(Encoding.UTF8.GetBytes(tag + " "));
        var parts = text.ToString().Split('\0');
        for (var i = 0; i < parts.Length; i++)
        {
            piece.Write(Encoding.ASCII.GetBytes(parts[i]));
            if (i == strings.Count) break;
            var free = unasked(strings[i].Length);
            piece.Write(Encoding.ASCII.GetBytes(free ? $"{{{strings[i].Length}+}}\r\n" : $"{{{strings[i].Length}}}\r\n"));
            if (!free)
            {
                pieces.Add(piece.ToArray());
                piece.SetLength(0);
            }

            piece.Write(strings[i]);
        }

        piece.Write("\r\n"u8);
        pieces.Add(piece.ToArray());
        return pieces;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ImapCommand);
}

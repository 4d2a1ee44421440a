using System.Text;

namespace TrustLine.Channels.Email.Letters;

/// <summary>A text as the body of a part, in seven bits and short lines: quoted-printable when most of it is ASCII, else base64 (RFC 2045 6.7, 6.8).</summary>
internal static class LetterBody
{
    private const int LongestLine = 76;

    /// <summary>The name of the encoding, and the text in it.</summary>
    public static (string Encoding, string Body) Encode(string text)
    {
        var lines = text.ReplaceLineEndings("\r\n");
        var bytes = Encoding.UTF8.GetBytes(lines);
        if (bytes.All(b => b is (byte)'\r' or (byte)'\n' or (byte)'\t' or (>= (byte)' ' and <= (byte)'~')) && lines.Split("\r\n").All(l => l.Length <= LongestLine)) return ("7bit", lines);
        return bytes.Count(b => b > '~') * 6 < bytes.Length ? ("quoted-printable", Quoted(bytes)) : ("base64", Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));
    }

    private static string Quoted(byte[] bytes)
    {
        var body = new StringBuilder();
        var used = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var next = bytes[i];
            if (next == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n')
            {
                body.Append("\r\n");
                (used, i) = (0, i + 1);
                continue;
            }

            // A space at the end of a line would be lost on the way.
            var last = i + 1 == bytes.Length || bytes[i + 1] == '\r';
            var piece = next is > (byte)' ' and <= (byte)'~' and not (byte)'=' || (next is (byte)' ' or (byte)'\t' && !last) ? ((char)next).ToString() : $"={next:X2}";
            if (used + piece.Length >= LongestLine)
            {
                body.Append("=\r\n");
                used = 0;
            }

            body.Append(piece);
            used += piece.Length;
        }

        return body.ToString();
    }
}

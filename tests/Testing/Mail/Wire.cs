// How mail programs write letters beyond ASCII: encoded words, quoted-printable, base64, charsets of one byte.

using System.Text;

namespace TrustLine.Testing.Mail;

public static class Wire
{
    // The bytes by which KZ-1048 and PT154 write what windows-1251 cannot.
    private static readonly Dictionary<char, (byte Kz, byte Pt)> Kazakh = new()
    {
        ['Ә'] = (0xA3, 0xAA), ['ә'] = (0xBC, 0xBA), ['Ғ'] = (0xAA, 0x81), ['ғ'] = (0xBA, 0x83), ['Қ'] = (0x8D, 0x8D), ['қ'] = (0x9D, 0x9D), ['Ң'] = (0xBD, 0x8C), ['ң'] = (0xBE, 0x9C),
        ['Ө'] = (0xA5, 0xA4), ['ө'] = (0xB4, 0xB5), ['Ұ'] = (0xA1, 0xA6), ['ұ'] = (0xA2, 0xB1), ['Ү'] = (0xAF, 0x87), ['ү'] = (0xBF, 0x89), ['Һ'] = (0x8E, 0x8E), ['һ'] = (0x9E, 0x9E),
    };

    public static byte[] Bytes(string text, string charset) => charset.ToLowerInvariant() switch
    {
        "utf-8" => Encoding.UTF8.GetBytes(text),
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        "utf-16be" => Encoding.BigEndianUnicode.GetBytes(text),
        "us-ascii" => Encoding.ASCII.GetBytes(text),
        "kz-1048" => [.. text.Select(c => Kazakh.TryGetValue(c, out var b) ? b.Kz : Encode(c, 1251))],
        "pt154" => [.. text.Select(c => Kazakh.TryGetValue(c, out var b) ? b.Pt : Encode(c, 1251))],
        "windows-1251" => [.. text.Select(c => Encode(c, 1251))],
        "koi8-r" => [.. text.Select(c => Encode(c, 20866))],
        "koi8-u" => [.. text.Select(c => Encode(c, 21866))],
        "iso-8859-5" => [.. text.Select(c => Encode(c, 28595))],
        "cp866" => [.. text.Select(c => Encode(c, 866))],
        _ => throw new ArgumentOutOfRangeException(nameof(charset)),
    };

    /// <summary>Whether every sign of the text can be written in this charset.</summary>
    public static bool Carries(string text, string charset) => charset.StartsWith("utf", StringComparison.Ordinal) || text.All(c => c < 128 || (charset is "kz-1048" or "pt154" && Kazakh.ContainsKey(c)) || Page(charset) is { } page && Encode(c, page) != '?');

    public static string Base64(byte[] bytes, int width = 76, string end = "\r\n")
    {
        var text = Convert.ToBase64String(bytes);
        var lines = new StringBuilder();
        for (var i = 0; i < text.Length; i += width) lines.Append(text, i, Math.Min(width, text.Length - i)).Append(end);
        return lines.ToString();
    }

    public static string Quoted(byte[] bytes, bool small = false)
    {
        var text = new StringBuilder();
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b == '\n')
            {
                text.Append("\r\n");
                column = 0;
                continue;
            }

            if (b == '\r') continue;
            var last = i + 1 >= bytes.Length || bytes[i + 1] is (byte)'\r' or (byte)'\n';
            var sign = b is > 32 and < 127 and not (byte)'=' || (b == ' ' && !last) ? ((char)b).ToString() : "=" + b.ToString(small ? "x2" : "X2");
            if (column + sign.Length > 75)
            {
                text.Append("=\r\n");
                column = 0;
            }

            text.Append(sign);
            column += sign.Length;
        }

        return text.ToString();
    }

    /// <summary>Encoded words of RFC 2047, cut after so many bytes; a cut may fall inside a letter, as many programs do.</summary>
    public static string Words(string text, string charset, char kind = 'B', int bytes = 42, bool splitLetters = false)
    {
        if (text.All(c => c is >= ' ' and < '\u007f')) return text;
        var raw = Bytes(text, charset);
        var words = new List<string>();
        for (var at = 0; at < raw.Length;)
        {
            var length = Math.Min(bytes, raw.Length - at);
            while (!splitLetters && charset == "utf-8" && at + length < raw.Length && (raw[at + length] & 0xC0) == 0x80) length--;
            var piece = raw[at..(at + length)];
            words.Add(kind == 'B' ? $"=?{charset}?B?{Convert.ToBase64String(piece)}?=" : $"=?{charset}?Q?{string.Concat(piece.Select(b => b == ' ' ? "_" : char.IsAsciiLetterOrDigit((char)b) ? ((char)b).ToString() : "=" + b.ToString("X2")))}?=");
            at += length;
        }

        return string.Join("\r\n ", words);
    }

    /// <summary>A parameter of RFC 2231 in pieces of so many bytes; 0 for one piece.</summary>
    public static string Parameter(string name, string value, int bytes = 0)
    {
        var raw = Encoding.UTF8.GetBytes(value);
        static string Percent(byte[] piece) => string.Concat(piece.Select(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'_' ? ((char)b).ToString() : "%" + b.ToString("X2")));
        if (bytes == 0) return $"{name}*=UTF-8''{Percent(raw)}";
        var pieces = raw.Chunk(bytes).ToList();
        return string.Join(";\r\n ", pieces.Select((piece, i) => $"{name}*{i}*={(i == 0 ? "UTF-8''" : "")}{Percent(piece)}"));
    }

    private static int? Page(string charset) => charset switch { "koi8-r" => 20866, "koi8-u" => 21866, "iso-8859-5" => 28595, "cp866" => 866, "windows-1251" or "kz-1048" or "pt154" => 1251, _ => null };

    private static byte Encode(char c, int page) => c < 128 ? (byte)c : CodePagesEncodingProvider.Instance.GetEncoding(page, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback)!.GetBytes([c])[0];
}

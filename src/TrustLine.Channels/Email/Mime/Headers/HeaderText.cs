using System.Buffers;
using System.Text;
using System.Text.Unicode;
using TrustLine.Channels.Email.Mime.Charsets;
using TrustLine.Channels.Email.Mime.Parts;
using TrustLine.Channels.Web;

namespace TrustLine.Channels.Email.Mime.Headers;

/// <summary>The words of a header: raw UTF-8 (RFC 6532), raw bytes of older charsets, encoded words (RFC 2047) with their usual sins.</summary>
internal static class HeaderText
{
    private const int LongestName = 60;

    /// <summary>Bytes as text, encoded words left as they are.</summary>
    internal static string Plain(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : TextBytes.Read(bytes, null, new HashSet<Remark>()).Text;

    /// <summary>One line of words: decoded, without control and direction signs.</summary>
    internal static ReadText Line(ReadOnlySpan<byte> bytes, ISet<Remark> remarks)
    {
        var raw = Utf8.IsValid(bytes) ? new ReadText(Encoding.UTF8.GetString(bytes), "utf-8") : TextBytes.Read(bytes, null, remarks);
        return Line(raw.Text, remarks);
    }

    /// <summary>One line of words from text that may hold encoded words.</summary>
    internal static ReadText Line(string raw, ISet<Remark> remarks)
    {
        var words = Words(raw, remarks);
        return words with { Text = Clean(words.Text, remarks), Other = words.Other is null ? null : Clean(words.Other, remarks) };
    }

    /// <summary>Decodes encoded words; neighbours of one charset are joined as bytes first, since many programs cut letters in two.</summary>
    internal static ReadText Words(string raw, ISet<Remark> remarks)
    {
        var at = raw.IndexOf("=?", StringComparison.Ordinal);
        if (at < 0) return new(raw, "us-ascii");
        var text = new StringBuilder(raw.Length);
        StringBuilder? other = null;
        string? otherCharset = null;
        var bytes = new ArrayBufferWriter<byte>(Math.Min(raw.Length, 256));
        string? charset = null;
        var done = 0;

        void Flush()
        {
            if (charset is null) return;
            var read = TextBytes.Read(bytes.WrittenSpan, charset, remarks);
            if (read.Other is not null && other is null) other = new StringBuilder().Append(text);
            otherCharset ??= read.OtherCharset;
            text.Append(read.Text);
            other?.Append(read.Other ?? read.Text);
            bytes.ResetWrittenCount();
            charset = null;
        }

        void Literal(ReadOnlySpan<char> span)
        {
            text.Append(span);
            other?.Append(span);
        }

        while (at >= 0)
        {
            if (Word(raw, at, out var told, out var kind, out var from, out var to, out var next))
            {
                var between = raw.AsSpan(done, at - done);
                // Blanks between two encoded words are only there to part them (RFC 2047, 6.2).
                if (charset is null || !between.IsWhiteSpace())
                {
                    Flush();
                    Literal(between);
                }
                else if (!told.Equals(charset, StringComparison.OrdinalIgnoreCase))
                {
                    Flush();
                }

                charset = told;
                Decode(raw.AsSpan(from, to - from), kind, bytes, remarks);
                done = next;
                at = next;
            }
            else
            {
                at += 2;
            }

            at = at < raw.Length ? raw.IndexOf("=?", at, StringComparison.Ordinal) : -1;
        }

        Flush();
        Literal(raw.AsSpan(done));
        return new(text.ToString(), "utf-8", other?.ToString(), otherCharset);
    }

    /// <summary>One line without signs that steer or turn.</summary>
    internal static string Clean(string text, ISet<Remark> remarks)
    {
        foreach (var c in text)
        {
            if (StrictText.TurnsDirection(c)) remarks.Add(Remark.DirectionMarks);
            else if (char.IsControl(c) && c != '\t') remarks.Add(Remark.ControlSigns);
        }

        return StrictText.Line(text);
    }

    // "=?" charset ["*" language] "?" encoding "?" text "?=" (RFC 2047, 2; RFC 2231, 5). Without its end it reaches to the end.
    private static bool Word(string raw, int at, out string charset, out char kind, out int from, out int to, out int next)
    {
        (charset, kind, from, to, next) = ("", ' ', 0, 0, 0);
        var name = raw.AsSpan(at + 2, Math.Min(LongestName, raw.Length - at - 2));
        var question = name.IndexOf('?');
        if (question <= 0 || name[..question].ContainsAny(" \t")) return false;
        from = at + 2 + question + 3;
        if (from > raw.Length || raw[from - 1] != '?') return false;
        kind = char.ToUpperInvariant(raw[from - 2]);
        if (kind is not ('B' or 'Q')) return false;
        to = raw.IndexOf("?=", from, StringComparison.Ordinal);
        if (to < 0)
        {
            (to, next) = (raw.Length, raw.Length);
        }
        else
        {
            next = to + 2;
        }

        var told = name[..question];
        var star = told.IndexOf('*');
        charset = (star > 0 ? told[..star] : told).ToString();
        return true;
    }

    private static void Decode(ReadOnlySpan<char> text, char kind, ArrayBufferWriter<byte> to, ISet<Remark> remarks)
    {
        var raw = Encoding.UTF8.GetBytes(text.ToArray());
        if (kind == 'B')
        {
            var decoder = new Base64Decoder();
            decoder.Push(raw, to);
            decoder.End(to);
            if (decoder.Broken) remarks.Add(Remark.EncodingBroken);
            return;
        }

        var room = to.GetSpan(raw.Length + 1);
        var written = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '=' && i + 2 < raw.Length && QuotedDecoder.Hex(raw[i + 1]) is >= 0 and var high && QuotedDecoder.Hex(raw[i + 2]) is >= 0 and var low)
            {
                room[written++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                room[written++] = raw[i] == '_' ? (byte)' ' : raw[i];
            }
        }

        to.Advance(written);
    }
}

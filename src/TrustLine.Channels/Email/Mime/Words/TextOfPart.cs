using TrustLine.Channels.Email.Mime.Charsets;
using TrustLine.Channels.Email.Mime.Headers;
using TrustLine.Channels.Email.Mime.Html;
using TrustLine.Channels.Email.Mime.Parts;
using TrustLine.Channels.Web;

namespace TrustLine.Channels.Email.Mime.Words;

/// <summary>The bytes of a text part become readable words: charset, flowed lines, HTML.</summary>
internal static class TextOfPart
{
    private static readonly System.Buffers.SearchValues<char> AfterCharset = System.Buffers.SearchValues.Create("\"'> ;/");
    private const int MetaWithin = 2048;

    /// <summary>The words of these bytes.</summary>
    internal static TextPiece Read(ReadOnlySpan<byte> bytes, string type, Parameters content, ISet<Remark> remarks)
    {
        var html = type != "text/plain";
        var charset = content["charset"];
        if (html && CharsetNames.Told(charset) is null) charset = Meta(bytes);
        if (bytes.IndexOf("-----BEGIN PGP MESSAGE-----"u8) >= 0) remarks.Add(Remark.Encrypted);
        if (bytes.IndexOf("-----BEGIN PGP SIGNED MESSAGE-----"u8) >= 0) remarks.Add(Remark.Signed);
        var read = TextBytes.Read(bytes, charset, remarks);
        return new(Readable(read.Text, html, content, remarks), html, read.Charset)
        {
            Other = read.Other is null ? null : Readable(read.Other, html, content, remarks),
            OtherCharset = read.OtherCharset,
        };
    }

    /// <summary>The words of a mail out of the texts of its parts.</summary>
    internal static MailText Whole(List<TextPiece> pieces)
    {
        var said = pieces.FindAll(p => p.Text.Length > 0);
        if (said.Count == 0) return MailText.None;
        var whole = string.Join("\n\n", said.Select(p => p.Text));
        return new()
        {
            Whole = whole,
            Stretches = Stretches.Of(whole),
            Charset = said[0].Charset,
            Other = said.Exists(p => p.Other is not null) ? string.Join("\n\n", said.Select(p => p.Other ?? p.Text)) : null,
            OtherCharset = said.Find(p => p.OtherCharset is not null)?.OtherCharset,
            OtherFace = said.Exists(p => p.OtherFace is not null) ? string.Join("\n\n", said.Select(p => p.OtherFace).OfType<string>()) : null,
            FromHtml = said.TrueForAll(p => p.Html),
        };
    }

    private static string Readable(string text, bool html, Parameters content, ISet<Remark> remarks)
    {
        if (html) text = HtmlText.Of(text, remarks);
        else if (string.Equals(content["format"], "flowed", StringComparison.OrdinalIgnoreCase)) text = Flowed.Join(text, string.Equals(content["delsp"], "yes", StringComparison.OrdinalIgnoreCase));
        var lines = StrictText.Lines(text);
        // Marks and joiners are part of many scripts; only what embeds, overrides or isolates can make words read as others.
        if (lines.AsSpan().IndexOfAnyInRange('\u202A', '\u202E') >= 0 || lines.AsSpan().IndexOfAnyInRange('\u2066', '\u2069') >= 0) remarks.Add(Remark.TextDirectionMarks);
        return lines;
    }

    // <meta charset=x> or <meta http-equiv="Content-Type" content="text/html; charset=x">, where the part itself tells none.
    private static string? Meta(ReadOnlySpan<byte> bytes)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWithin)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || head.LastIndexOf("<meta", at, StringComparison.OrdinalIgnoreCase) < 0) return null;
        var rest = head[(at + 8)..].TrimStart('"', '\'', ' ');
        var end = rest.AsSpan().IndexOfAny(AfterCharset);
        return end > 0 ? rest[..end] : null;
    }
}

using System.Globalization;
using System.Net;
using System.Text;

namespace TrustLine.Channels.Email.Mime.Html;

/// <summary>What a stretch of HTML is.</summary>
internal enum Token
{
    /// <summary>Characters between tags.</summary>
    Text,
    /// <summary>A tag that opens.</summary>
    Open,
    /// <summary>A tag that closes.</summary>
    Close,
    /// <summary>The end.</summary>
    End,
}

/// <summary>HTML cut into texts and tags, forward only and in linear time. Nothing is ever loaded or run; scripts, styles and comments are passed over.</summary>
internal sealed class HtmlTokens(string html)
{
    private const int MostAttributes = 64;
    private readonly Dictionary<string, string> attributes = new(StringComparer.Ordinal);
    private int at;
    private bool noCommentEnd, noTagEnd, noSkipEnd;

    /// <summary>The name of the tag, in small letters.</summary>
    internal string Name { get; private set; } = "";

    /// <summary>The characters of a text, entities decoded.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>Something was not closed.</summary>
    internal bool Broken => noCommentEnd || noTagEnd || noSkipEnd;

    /// <summary>An attribute of the tag; null when it has none of this name.</summary>
    internal string? this[string name] => attributes.GetValueOrDefault(name);

    /// <summary>The next stretch.</summary>
    internal Token Next()
    {
        while (at < html.Length)
        {
            if (html[at] != '<') return Characters();
            if (at + 1 >= html.Length || noTagEnd) return Characters();
            var sign = html[at + 1];
            if (sign is '!' or '?')
            {
                if (!PassOver()) return Characters();
                continue;
            }

            if (char.IsAsciiLetter(sign) || (sign == '/' && at + 2 < html.Length && char.IsAsciiLetter(html[at + 2])))
            {
                if (Tag() is { } token) return token;
                continue;
            }

            return Characters();
        }

        return Token.End;
    }

    // The first sign belongs to the text even if it is a "<" that begins nothing.
    private Token Characters()
    {
        var end = html.IndexOf('<', Math.Min(at + 1, html.Length));
        if (end < 0 || noTagEnd) end = html.Length;
        Text = Decode(html.AsSpan(at, end - at));
        at = end;
        return Token.Text;
    }

    // A comment, a doctype or a condition of Outlook; one that is never closed hides nothing here.
    private bool PassOver()
    {
        if (html.AsSpan(at).StartsWith("<!--"))
        {
            var end = noCommentEnd ? -1 : html.IndexOf("-->", Math.Min(at + 2, html.Length), StringComparison.Ordinal);
            if (end < 0) noCommentEnd = true;
            at = end < 0 ? at + 4 : Math.Max(end + 3, at + 4);
            return true;
        }

        var close = html.IndexOf('>', at);
        if (close < 0)
        {
            noTagEnd = true;
            return false;
        }

        at = close + 1;
        return true;
    }

    private Token? Tag()
    {
        var closes = html[at + 1] == '/';
        var i = at + (closes ? 2 : 1);
        var start = i;
        while (i < html.Length && (char.IsAsciiLetterOrDigit(html[i]) || html[i] is ':' or '-' or '_')) i++;
        Name = html[start..Math.Min(i, start + 32)].ToLowerInvariant();
        attributes.Clear();
        while (i < html.Length && html[i] != '>') i = Attribute(i);
        if (i >= html.Length)
        {
            noTagEnd = true;
            return Characters();
        }

        at = i + 1;
        if (closes) return Token.Close;
        if (Name is "script" or "style" or "title" && Skip()) return null;
        return Token.Open;
    }

    private int Attribute(int i)
    {
        while (i < html.Length && (char.IsWhiteSpace(html[i]) || html[i] is '/' or '"' or '\'')) i++;
        var start = i;
        while (i < html.Length && !char.IsWhiteSpace(html[i]) && html[i] is not ('=' or '>' or '/')) i++;
        var name = html.AsSpan(start, i - start);
        while (i < html.Length && char.IsWhiteSpace(html[i])) i++;
        if (i >= html.Length || html[i] != '=')
        {
            if (name.Length is > 0 and < 32 && attributes.Count < MostAttributes) attributes.TryAdd(name.ToString().ToLowerInvariant(), "");
            return i;
        }

        i++;
        while (i < html.Length && char.IsWhiteSpace(html[i])) i++;
        if (i >= html.Length) return i;
        int from;
        if (html[i] is '"' or '\'')
        {
            from = i + 1;
            var quote = html.IndexOf(html[i], from);
            i = quote < 0 ? html.Length : quote;
        }
        else
        {
            from = i;
            while (i < html.Length && !char.IsWhiteSpace(html[i]) && html[i] != '>') i++;
        }

        if (name.Length is > 0 and < 32 && attributes.Count < MostAttributes) attributes.TryAdd(name.ToString().ToLowerInvariant(), Decode(html.AsSpan(from, Math.Min(i - from, 4000))));
        return i < html.Length && html[i] is '"' or '\'' ? i + 1 : i;
    }

    // What stands between these tags is no text; without an end tag it is.
    private bool Skip()
    {
        var end = noSkipEnd ? -1 : html.IndexOf("</" + Name, at, StringComparison.OrdinalIgnoreCase);
        if (end < 0) noSkipEnd = true;
        else at = end;
        return true;
    }

    /// <summary>Decodes entities (HTML 4 names, numbers as WHATWG HTML 13.2.5.80 reads them, with or without the semicolon).</summary>
    internal static string Decode(ReadOnlySpan<char> text)
    {
        var ampersand = text.IndexOf('&');
        if (ampersand < 0) return text.ToString();
        var decoded = new StringBuilder(text.Length);
        while (ampersand >= 0)
        {
            decoded.Append(text[..ampersand]);
            text = text[ampersand..];
            var used = Entity(text, decoded);
            if (used == 0) decoded.Append('&');
            text = text[Math.Max(used, 1)..];
            ampersand = text.IndexOf('&');
        }

        return decoded.Append(text).ToString();
    }

    private static int Entity(ReadOnlySpan<char> text, StringBuilder to)
    {
        if (text.Length > 2 && text[1] == '#') return Numbered(text, to);
        var end = 1;
        while (end < text.Length && end < 32 && char.IsAsciiLetterOrDigit(text[end])) end++;
        if (end == 1) return 0;
        var name = $"&{text[1..end]};";
        var sign = name is "&apos;" ? "'" : WebUtility.HtmlDecode(name);
        if (sign == name) return 0;
        var closed = end < text.Length && text[end] == ';';
        if (!closed && !Bare(name)) return 0; // "&copy=1" in an address stays.
        to.Append(sign);
        return closed ? end + 1 : end;
    }

    private static bool Bare(string name) => name is "&nbsp;" or "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&laquo;" or "&raquo;";

    private static int Numbered(ReadOnlySpan<char> text, StringBuilder to)
    {
        var hex = text[2] is 'x' or 'X';
        var start = hex ? 3 : 2;
        var end = start;
        while (end < text.Length && end < start + 8 && (hex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end]))) end++;
        if (end == start || !int.TryParse(text[start..end], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return 0;
        if (number is >= 0x80 and <= 0x9F) to.Append(Charsets.CharsetNames.Page(1252).GetString([(byte)number]));
        else to.Append(number != 0 && Rune.IsValid(number) ? new Rune(number).ToString() : "\uFFFD");
        return end < text.Length && text[end] == ';' ? end + 1 : end;
    }
}

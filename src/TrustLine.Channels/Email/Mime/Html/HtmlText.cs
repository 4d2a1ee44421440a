using System.Globalization;

namespace TrustLine.Channels.Email.Mime.Html;

/// <summary>
/// HTML as readable text: blocks as lines, quotations marked, links with their address where the words say another, pictures by their description. What a mail program would hide is shown between ⟦ and ⟧. Nothing is loaded.
/// </summary>
internal sealed class HtmlText
{
    private const int Deepest = 256;
    private const int LongestAddress = 300;
    private readonly HtmlTokens tokens;
    private readonly HtmlLines lines = new();
    private readonly List<Frame> open = [];
    private readonly ISet<Remark> remarks;
    private int hidden;
    private bool marked;

    private HtmlText(string html, ISet<Remark> remarks) => (tokens, this.remarks) = (new(html), remarks);

    /// <summary>The text of this HTML.</summary>
    internal static string Of(string html, ISet<Remark> remarks)
    {
        var page = new HtmlText(html, remarks);
        page.Read();
        if (page.tokens.Broken) remarks.Add(Remark.HtmlBroken);
        return page.lines.ToString();
    }

    private void Read()
    {
        while (true)
        {
            switch (tokens.Next())
            {
                case Token.Text:
                    Words(tokens.Text);
                    break;
                case Token.Open:
                    Open(tokens.Name);
                    break;
                case Token.Close:
                    Close(tokens.Name);
                    break;
                default:
                    while (open.Count > 0) Pop();
                    return;
            }
        }
    }

    private void Words(string words)
    {
        if (hidden > 0)
        {
            // The filling of hidden previews is no text.
            words = string.Concat(words.Where(c => c is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' or '\u034F' or '\u00A0' or '\u2007')));
            if (string.IsNullOrWhiteSpace(words)) return;
            if (!marked)
            {
                lines.Words(" ");
                lines.Literal("⟦");
                (marked, words) = (true, words.TrimStart());
                remarks.Add(Remark.HiddenText);
            }
        }

        lines.Words(words);
    }

    private void Open(string name)
    {
        Layout(name, opens: true);
        switch (name)
        {
            case "br":
                lines.Feed();
                return;
            case "hr":
                lines.Literal("----------");
                lines.Break(1);
                return;
            case "img":
                if (tokens["alt"] is { Length: > 0 and < 200 } alt && !string.IsNullOrWhiteSpace(alt)) Words(alt.Length < 3 ? alt : $"[{alt.Trim()}]");
                return;
            case "li":
                lines.Literal("•");
                lines.Words(" ");
                break;
            case "input" or "meta" or "link" or "base" or "col" or "area" or "wbr" or "source" or "embed" or "param" or "track":
                return;
        }

        Push(name);
    }

    private void Push(string name)
    {
        var hides = HtmlStyle.Hides(tokens, name, open.Count > 0 && open.Exists(f => f.Dark));
        var dark = HtmlStyle.Dark(tokens);
        var quotes = name == "blockquote";
        var keeps = name is "pre" or "xmp" or "listing" or "plaintext" || (tokens["style"]?.Contains("white-space:pre", StringComparison.OrdinalIgnoreCase) ?? false);
        var link = name == "a" ? Address(tokens["href"]) : null;
        if (HtmlStyle.Signs(tokens))
        {
            lines.Break(1);
            lines.Literal("--");
            lines.Words(" ");
            lines.Break(1);
        }

        if (open.Count > 0 && open[^1].Name == name && name is "p" or "li" or "td" or "tr" or "th" or "option" or "a") Pop();
        var effect = hides || dark || quotes || keeps || link is not null;
        if (!effect || open.Count >= Deepest)
        {
            var same = open.FindLastIndex(f => f.Name == name);
            if (same >= 0) open[same].Nested++;
            return;
        }

        open.Add(new(name, hides, dark, quotes, keeps && !lines.Kept, link, lines.Length));
        if (hides) hidden++;
        if (quotes) lines.Quote++;
        if (keeps) lines.Kept = true;
    }

    private void Close(string name)
    {
        var same = open.FindLastIndex(f => f.Name == name);
        if (same >= 0 && open[same].Nested > 0) open[same].Nested--;
        else if (same >= 0)
            while (open.Count > same) Pop();
        Layout(name, opens: false);
    }

    private void Pop()
    {
        var frame = open[^1];
        open.RemoveAt(open.Count - 1);
        if (frame.Link is { } link && (lines.Length - frame.Start > LongestAddress * 2 || Differs(lines.From(frame.Start), link)))
        {
            if (lines.Length > frame.Start) lines.Words(" ");
            lines.Literal($"<{link}>");
        }

        if (frame.Hides && --hidden == 0 && marked)
        {
            lines.Literal("⟧");
            marked = false;
        }

        if (frame.Quotes) lines.Quote--;
        if (frame.Keeps) lines.Kept = false;
    }

    private void Layout(string name, bool opens)
    {
        switch (name)
        {
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "table" or "ul" or "ol" or "dl" or "pre" or "fieldset":
                lines.Break(lines.Quote > 0 || name is "table" ? 1 : 2);
                break;
            case "div" or "tr" or "li" or "dt" or "dd" or "blockquote" or "section" or "article" or "header" or "footer" or "address" or "center" or "form" or "figure" or "body" or "html" or "head" or "hr" or "main" or "nav" or "aside" or "option" or "caption" or "plaintext" or "xmp" or "listing":
                lines.Break(1);
                break;
            case "td" or "th" when opens:
                lines.Words(" ");
                break;
        }
    }

    // Addresses within the page and pictures of the mail lead nowhere.
    private static string? Address(string? href)
    {
        var link = href?.Trim();
        if (link is not { Length: > 1 } || link[0] == '#' || link.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)) return null;
        link = string.Concat(link.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        return link.Length <= LongestAddress ? link : link[..LongestAddress] + "…";
    }

    private static bool Differs(string words, string link)
    {
        static string Bare(string address)
        {
            address = address.Trim().TrimEnd('/').ToLower(CultureInfo.InvariantCulture);
            foreach (var scheme in (string[])["mailto:", "tel:", "https://", "http://"])
                if (address.StartsWith(scheme, StringComparison.Ordinal)) address = address[scheme.Length..];
            return address.StartsWith("www.", StringComparison.Ordinal) ? address[4..] : address;
        }

        return Bare(words) != Bare(link);
    }

    private sealed record Frame(string Name, bool Hides, bool Dark, bool Quotes, bool Keeps, string? Link, int Start)
    {
        internal int Nested { get; set; }
    }
}

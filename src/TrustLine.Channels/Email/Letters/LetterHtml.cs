using System.Text;

namespace TrustLine.Channels.Email.Letters;

/// <summary>The same words as a page: paragraphs, line breaks, and whole addresses of pages as links. No picture, no style, nothing that is loaded.</summary>
internal static class LetterHtml
{
    /// <summary>The page.</summary>
    public static string Of(string title, string text, string language)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(language).Append("\">\n<head><meta charset=\"utf-8\"><title>").Append(Escaped(title)).Append("</title></head>\n<body>\n");
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            page.Append("<p>").AppendJoin("<br>\n", paragraph.Split('\n').Select(Line)).Append("</p>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Line(string line) => string.Join(' ', line.Split(' ').Select(Word));

    private static string Word(string word)
    {
        var link = word.TrimEnd('.', ',', ';', ':', '!', '?', ')', '»');
        if (!(link.StartsWith("https://", StringComparison.Ordinal) || link.StartsWith("http://", StringComparison.Ordinal)) || !Uri.TryCreate(link, UriKind.Absolute, out _)) return Escaped(word);
        return $"<a href=\"{Escaped(link)}\">{Escaped(link)}</a>{Escaped(word[link.Length..])}";
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ when char.IsControl(c) => " ",
        _ => c.ToString(),
    }));
}

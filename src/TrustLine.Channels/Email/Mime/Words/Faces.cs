using TrustLine.Channels.Email.Mime.Parts;

namespace TrustLine.Channels.Email.Mime.Words;

/// <summary>Chooses among the faces of one text (multipart/alternative, RFC 2046, 5.1.4): plain words, unless HTML says more. Where they differ both are kept, so that nothing is said to one reader only.</summary>
internal static class Faces
{
    private const int FewWords = 8;
    private const double Differing = 0.4;
    private const int Longest = 200_000;

    /// <summary>The texts that are shown of these alternatives.</summary>
    internal static List<TextPiece> Choose(List<List<TextPiece>> faces, ISet<Remark> remarks)
    {
        var plain = faces.FindLast(f => f.Count > 0 && f.TrueForAll(p => !p.Html) && f.Exists(p => Says(p.Text)));
        var html = faces.FindLast(f => f.Exists(p => p.Html && Says(p.Text)));
        if (plain is null || html is null) return html ?? plain ?? faces.FindLast(f => f.Count > 0) ?? [];
        var (plainText, htmlText) = (Joined(plain), Joined(html));
        var (missing, all) = Missing(htmlText, plainText);
        if (Much(missing, all))
        {
            remarks.Add(Remark.AlternativesDiffer);
            return [html[0] with { OtherFace = plainText }, .. html[1..]];
        }

        (missing, all) = Missing(plainText, htmlText);
        if (!Much(missing, all)) return plain;
        remarks.Add(Remark.AlternativesDiffer);
        return [plain[0] with { OtherFace = htmlText }, .. plain[1..]];
    }

    private static bool Much(int missing, int all) => missing >= FewWords && missing > all * Differing;

    private static string Joined(List<TextPiece> pieces) => string.Join("\n\n", pieces.Select(p => p.Text));

    private static bool Says(string text) => Web.StrictText.Says(text);

    // How many words of the one the other does not have, and how many there are.
    private static (int Missing, int All) Missing(string words, string other)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in Words(other)) known.Add(word);
        var (missing, all) = (0, 0);
        foreach (var word in Words(words))
        {
            all++;
            if (!known.Contains(word)) missing++;
        }

        return (missing, all);
    }

    private static IEnumerable<string> Words(string text)
    {
        var length = Math.Min(text.Length, Longest);
        for (var at = 0; at < length;)
        {
            while (at < length && !char.IsLetter(text[at])) at++;
            var start = at;
            while (at < length && char.IsLetter(text[at])) at++;
            if (at - start is > 2 and < 60) yield return text[start..at];
        }
    }
}

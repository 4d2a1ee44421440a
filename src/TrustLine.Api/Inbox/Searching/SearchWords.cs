using System.Text;
using TrustLine.Triage.Reading;

namespace TrustLine.Api.Inbox;

/// <summary>What is searched for: each word as the beginning of a word, all of them; words joined by a sign stand beside each other. Prints nothing.</summary>
internal sealed class SearchWords
{
    private const int Most = 8;
    private readonly List<string> folded;

    private SearchWords(List<string> folded) => this.folded = folded;

    /// <summary>As the index is asked.</summary>
    public IReadOnlyList<byte[]> Bytes => [.. folded.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The words of what was typed; null when there is too little of it.</summary>
    public static SearchWords? Of(string typed)
    {
        var folded = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(SearchSpelling.Of).Where(w => w.Length > 0).Distinct().Take(Most).ToList();
        return folded.Sum(w => w.Length - 1) >= 2 ? new(folded) : null;
    }

    /// <summary>The piece of a text around the first place that was searched for; null where there is none.</summary>
    public IReadOnlyList<PieceView>? Excerpt(string text, string why)
    {
        const int before = 50, after = 90;
        foreach (var (start, end) in SearchSpelling.Words(text))
        {
            var word = SearchSpelling.Of(text[start..end]);
            if (!folded.Exists(f => word.StartsWith(f.IndexOf(' ', 1) is > 0 and var space ? f[..space] : f, StringComparison.Ordinal))) continue;
            var (from, to) = (Break(text, Math.Max(0, start - before), start), Math.Min(text.Length, end + after));
            return [new((from > 0 ? "… " : "") + Line(text[from..start]), null, false), new(text[start..end], why, false), new(Line(text[end..to]) + (to < text.Length ? "…" : ""), null, false)];
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(SearchWords);

    private static int Break(string text, int from, int to) => from == 0 || text.IndexOf(' ', from, to - from) is not (> 0 and var space) ? from : space + 1;

    private static string Line(string piece) => piece.Replace('\n', ' ').Replace('\r', ' ');
}

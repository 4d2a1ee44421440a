using System.Text.RegularExpressions;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;

namespace TrustLine.Api.Inbox;

/// <summary>Cuts a masked text into pieces: what the engine noticed, what was cut out as identity, and the rest, to the last character.</summary>
internal static partial class EvidenceText
{
    /// <summary>The pieces of the text named (narrative, what, who …).</summary>
    public static IReadOnlyList<PieceView> Pieces(string text, string name, Assessment assessment, Language language)
    {
        var noticed = Telling(assessment).Where(e => e.In == name && e.Length > 0 && e.Start >= 0 && e.Start + e.Length <= text.Length)
            .Select(e => (e.Start, e.Start + e.Length, NamedReasons.Say(e, language))).Distinct().ToList();
        return Pieces(text, noticed);
    }

    /// <summary>The pieces of a text of which nothing was noticed: a message of the thread.</summary>
    public static IReadOnlyList<PieceView> Pieces(string text) => Pieces(text, []);

    // What speaks for a "no" stands in the list of findings; in the text it would only distract.
    private static IEnumerable<Evidence> Telling(Assessment a) =>
        new[] { a.Anonymous, a.ReplyAddress, a.CrimeOrThreat, a.Threat, a.CorruptionFacts, a.DirectorAccused, a.OfficerAccused }.Where(f => f.Yes).SelectMany(f => f.Evidence).Concat(a.Grounds.SelectMany(g => g.Evidence));

    private static List<PieceView> Pieces(string text, List<(int Start, int End, string Why)> evidence)
    {
        var noticed = Merged(evidence);
        var cut = Placeholder().Matches(text).Select(m => (Start: m.Index, End: m.Index + m.Length)).ToList();
        var borders = noticed.SelectMany(n => new[] { n.Start, n.End }).Concat(cut.SelectMany(c => new[] { c.Start, c.End })).Append(0).Append(text.Length).Distinct().Order().ToList();
        return [.. borders.Zip(borders.Skip(1), (from, to) => new PieceView(
            text[from..to],
            noticed.Find(n => n.Start <= from && to <= n.End) is { Why.Count: > 0 } place ? string.Join("; ", place.Why) : null,
            cut.Exists(c => c.Start <= from && to <= c.End)))];
    }

    // Places that touch or overlap are one mark with all its reasons: a page of slivers could not be read.
    private static List<Noticed> Merged(List<(int Start, int End, string Why)> evidence)
    {
        var merged = new List<Noticed>();
        foreach (var (start, end, why) in evidence.OrderBy(e => e.Start))
        {
            if (merged.Count > 0 && start <= merged[^1].End) merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, end) };
            else merged.Add(new(start, end, []));
            if (!merged[^1].Why.Contains(why)) merged[^1].Why.Add(why);
        }

        return merged;
    }

    private sealed record Noticed(int Start, int End, List<string> Why);

    [GeneratedRegex("⟦[^⟦⟧]{1,40}⟧")]
    private static partial Regex Placeholder();
}

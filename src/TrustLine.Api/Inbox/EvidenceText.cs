using System.Text.RegularExpressions;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Cuts a masked text into pieces: what the engine noticed, what was cut out as identity, and the rest, to the last character.</summary>
internal static partial class EvidenceText
{
    /// <summary>The pieces of the text named (narrative, what, who …).</summary>
    public static IReadOnlyList<PieceView> Pieces(string text, string name, Assessment assessment, Language language)
    {
        var noticed = Telling(assessment).Where(e => e.In == name && e.Length > 0 && e.Start >= 0 && e.Start + e.Length <= text.Length)
            .Select(e => (e.Start, e.Start + e.Length, Reasons.Say(e, language))).Distinct().ToList();
        return Pieces(text, noticed);
    }

    private static List<PieceView> Pieces(string text, List<(int Start, int End, string Why)> noticed)
    {
        var cut = Placeholder().Matches(text).Select(m => (Start: m.Index, End: m.Index + m.Length)).ToList();
        var borders = noticed.SelectMany(n => new[] { n.Start, n.End }).Concat(cut.SelectMany(c => new[] { c.Start, c.End })).Append(0).Append(text.Length).Distinct().Order().ToList();
        return [.. borders.Zip(borders.Skip(1), (from, to) => new PieceView(
            text[from..to],
            noticed.Where(n => n.Start <= from && to <= n.End).Select(n => n.Why).Distinct().ToList() is { Count: > 0 } reasons ? string.Join("; ", reasons) : null,
            cut.Exists(c => c.Start <= from && to <= c.End)))];
    }

    /// <summary>The pieces of a text of which nothing was noticed: a message of the thread.</summary>
    public static IReadOnlyList<PieceView> Pieces(string text) => Pieces(text, []);

    // What speaks for a "no" stands in the list of findings; in the text it would only distract.
    private static IEnumerable<Evidence> Telling(Assessment a) =>
        new[] { a.Anonymous, a.ReplyAddress, a.CrimeOrThreat, a.Threat, a.CorruptionFacts, a.DirectorAccused, a.OfficerAccused }.Where(f => f.Yes).SelectMany(f => f.Evidence).Concat(a.Grounds.SelectMany(g => g.Evidence));

    [GeneratedRegex("⟦[^⟦⟧]{1,40}⟧")]
    private static partial Regex Placeholder();
}

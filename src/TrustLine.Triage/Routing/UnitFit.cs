using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;

namespace TrustLine.Triage.Routing;

/// <summary>Which of the entered units a report that goes to none of ours' tasks may belong to (10.9): by the matters that its words speak of, and by what a unit's name and the report share, as a branch's town. A proposal; who decides sees all units.</summary>
public static class UnitFit
{
    private static readonly (string[] InName, string[] InText)[] Matters =
        [.. LexiconFile.Rows("units.tsv").Select(r => (Beginnings(r[1]), Beginnings(r[2])))];

    // Words of every second unit's name tell nothing.
    private static readonly string[] Plain = [.. "жұмыс работ бөлім департамент басқарма филиал отдел управлени служб сектор центр орталы unit department branch office division".Split(' ').Select(w => Folding.Word(w))];

    private const int MostWords = 5;

    /// <summary>The unit that fits best, with the words of the text that speak for it; null when none does more than the others.</summary>
    public static FittingUnit? Best(IReadOnlyList<Trilingual> units, string text)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(text);
        var words = Words.Of(text);
        var said = Folded(words);
        var spoken = Matters.Where(m => Array.Exists(m.InText, b => Holds(said, b))).ToList();
        var scores = units.Select(unit => Speaking(unit, said, spoken)).ToList();
        var most = scores.Count == 0 ? 0 : scores.Max(s => s.Score);
        return most > 0 && scores.Count(s => s.Score == most) == 1 && scores.FindIndex(s => s.Score == most) is var best ? new(best, Places(words, scores[best].Beginnings)) : null;
    }

    // Of a unit's names the one that most speaks for; the name itself weighs more than the matters of such units.
    private static (int Score, IReadOnlyList<string> Beginnings) Speaking(Trilingual unit, string said, List<(string[] InName, string[] InText)> spoken) =>
        new[] { unit.Kk, unit.Ru, unit.En }.Select(Folded).Select(name =>
        {
            var matters = spoken.Where(m => Array.Exists(m.InName, b => Holds(name, b))).SelectMany(m => m.InText.Where(b => Holds(said, b))).ToList();
            var named = name.Split(' ').Where(w => w.Length >= 5 && !Array.Exists(Plain, p => w.StartsWith(p, StringComparison.Ordinal))).Select(w => w[..Math.Max(5, w.Length - 2)]).Where(b => Holds(said, b)).ToList();
            return (Score: matters.Count + (3 * named.Count), Beginnings: (IReadOnlyList<string>)[.. named, .. matters]);
        }).MaxBy(s => s.Score);

    private static IReadOnlyList<string> Places(Words words, IReadOnlyList<string> beginnings) =>
        [.. words.All.Where(w => beginnings.Any(b => w.Folded.StartsWith(b.Split(' ')[0], StringComparison.Ordinal))).Select(w => words.Text.Substring(w.Start, w.Length)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords)];

    private static bool Holds(string text, string beginning) => text.Contains(" " + beginning, StringComparison.Ordinal);

    private static string Folded(string text) => Folded(Words.Of(text));

    private static string Folded(Words words) => " " + string.Join(' ', words.All.Select(w => w.Folded));

    private static string[] Beginnings(string row) => [.. row.Split(' ').Select(w => Folding.Phrase(w.Replace('_', ' ')))];
}

/// <summary>A unit that is proposed: its place among those that there are, and the words that speak for it. Quiet: it never prints them.</summary>
public sealed record FittingUnit(int Place, IReadOnlyList<string> Words)
{
    /// <summary>The name of the type, never the words.</summary>
    public override string ToString() => nameof(FittingUnit);
}

using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;

namespace TrustLine.Triage.Routing;

/// <summary>Which of the entered units a report that goes to none of ours' tasks may belong to (10.9): by the matters that its words speak of, and by what a unit's name and the report share, as a branch's town. A proposal; who decides sees all units.</summary>
public static class UnitFit
{
    private static readonly (string[] InName, string[] InText)[] Matters =
        [.. LexiconFile.Rows("units.tsv").Select(r => (Beginnings(r[1]), Beginnings(r[2])))];

    // Words of every second unit's name tell nothing.
    private static readonly string[] Plain = [.. "бөлім департамент басқарма филиал отдел управлени служб сектор центр орталы unit department branch office division".Split(' ').Select(w => Folding.Word(w))];

    /// <summary>The place of the unit that fits best; null when none does more than the others.</summary>
    public static int? Best(IReadOnlyList<Trilingual> units, string text)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(text);
        var said = Folded(text);
        var spoken = Matters.Where(m => Array.Exists(m.InText, b => Holds(said, b))).ToList();
        var scores = units.Select(unit => Score(unit, said, spoken)).ToList();
        return scores.Count > 0 && scores.Max() is > 0 and var most && scores.Count(s => s == most) == 1 ? scores.IndexOf(most) : null;
    }

    private static int Score(Trilingual unit, string said, List<(string[] InName, string[] InText)> spoken)
    {
        var score = 0;
        foreach (var name in new[] { unit.Kk, unit.Ru, unit.En }.Select(Folded))
        {
            score = Math.Max(score, spoken.Sum(m => Array.Exists(m.InName, b => Holds(name, b)) ? m.InText.Count(b => Holds(said, b)) : 0)
                + (3 * name.Split(' ').Count(w => w.Length >= 5 && !Array.Exists(Plain, p => w.StartsWith(p, StringComparison.Ordinal)) && Holds(said, w[..Math.Max(5, w.Length - 2)]))));
        }

        return score;
    }

    private static bool Holds(string text, string beginning) => text.Contains(" " + beginning, StringComparison.Ordinal);

    private static string Folded(string text) => " " + string.Join(' ', Words.Of(text).All.Select(w => w.Folded));

    private static string[] Beginnings(string row) => [.. row.Split(' ').Select(w => Folding.Phrase(w.Replace('_', ' ')))];
}

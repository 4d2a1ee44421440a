using TrustLine.Triage.Reading;

namespace TrustLine.Training;

/// <summary>Teaches which area of chapter 2 a report with facts is about: one logistic sum an area over the words and the area's concepts; the highest wins.</summary>
internal sealed class AreaTraining
{
    private readonly List<Row> rows = [];

    public AreaTraining(IReadOnlyList<Message> messages, Table table, Settings settings, int folds)
    {
        About = [.. messages.Where(m => m.Answers[Weights.Facts])];
        Names = [.. About.Select(m => m.RiskArea).Distinct().Order(StringComparer.Ordinal)];
        for (var c = 0; c < table.Features.Count; c++)
            if (Features.IsOfTopics(table.Features[c])) Columns.Add(c);
        var index = Columns.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
        for (var m = 0; m < messages.Count; m++)
        {
            if (!messages[m].Answers[Weights.Facts]) continue;
            var kept = Enumerable.Range(0, table.Rows[m].Columns.Length).Where(i => index.ContainsKey(table.Rows[m].Columns[i])).ToArray();
            rows.Add(new Row([.. kept.Select(i => index[table.Rows[m].Columns[i]])], [.. kept.Select(i => table.Rows[m].Values[i])]));
        }

        var best = new (double Sum, string Area)[About.Count];
        Array.Fill(best, (double.MinValue, ""));
        foreach (var area in Names)
        {
            Fitted.Add(Fit(Enumerable.Range(0, rows.Count), area, settings));
            for (var fold = 0; fold < folds; fold++)
            {
                var weights = Fit(Enumerable.Range(0, rows.Count).Where(i => i % folds != fold), area, settings);
                for (var i = fold; i < rows.Count; i += folds)
                    if (Logistic.Sum(rows[i], weights) is var sum && sum > best[i].Sum) best[i] = (sum, area);
            }
        }

        Right = [.. About.Select((m, i) => best[i].Area == m.RiskArea)];
    }

    /// <summary>The messages that state facts; only they have an area.</summary>
    public IReadOnlyList<Message> About { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The columns of the table that tell an area.</summary>
    public List<int> Columns { get; } = [];

    /// <summary>For each area the weights of <see cref="Columns"/>, the last one the bias.</summary>
    public List<double[]> Fitted { get; } = [];

    /// <summary>For each message: weights that had not seen it found its area.</summary>
    public IReadOnlyList<bool> Right { get; }

    private double[] Fit(IEnumerable<int> known, string area, Settings settings)
    {
        var some = known.ToArray();
        return Logistic.Fit([.. some.Select(i => rows[i])], [.. some.Select(i => About[i].RiskArea == area)], Columns.Count, settings["ridge"], 1);
    }
}

using System.Globalization;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>How much each noticed thing speaks for or against an answer (weights.tsv): a logistic sum, so that the probability can be traced to its words.</summary>
internal sealed class Weights
{
    private const int MostEvidence = 8;
    private static readonly Lazy<Weights> Loaded = new(() => new Weights());
    private readonly Dictionary<string, Dictionary<string, double>> byQuestion = new(StringComparer.Ordinal);

    private Weights()
    {
        foreach (var row in LexiconFile.Rows("weights.tsv"))
        {
            if (!byQuestion.TryGetValue(row[0], out var weights)) byQuestion[row[0]] = weights = new(StringComparer.Ordinal);
            weights.Add(row[1], double.Parse(row[2], CultureInfo.InvariantCulture));
        }
    }

    public static Weights Current => Loaded.Value;

    public Finding Answer(string question, Noticed noticed)
    {
        var sum = 0.0;
        var speaking = new List<(double Weight, string Name)>();
        var weights = byQuestion[question];
        foreach (var name in noticed.Names)
        {
            var met = noticed.Count(name);
            var weight = weights.GetValueOrDefault(name);
            // Said twice or four times speaks louder, with weights of its own.
            if (met >= 2) weight += weights.GetValueOrDefault(name + "+2");
            if (met >= 4) weight += weights.GetValueOrDefault(name + "+4");
            sum += weight;
            if (met > 0) speaking.Add((weight, name));
        }

        var probability = Math.Round(1 / (1 + Math.Exp(-sum)), 4);
        var yes = probability >= 0.5;
        var evidence = speaking.Where(s => s.Weight > 0 == yes && s.Weight != 0).OrderByDescending(s => Math.Abs(s.Weight)).ThenBy(s => s.Name, StringComparer.Ordinal)
            .SelectMany(s => noticed.Places(s.Name).Take(2)).DistinctBy(e => (e.In, e.Start, e.Length)).Take(MostEvidence).OrderBy(e => e.In == "narrative" ? 0 : 1).ThenBy(e => e.Start);
        return new Finding(yes, probability, [.. evidence]);
    }
}

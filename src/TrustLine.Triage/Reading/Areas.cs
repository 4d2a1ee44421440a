using System.Globalization;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>Which area of chapter 2 a report is about: the words of each area and the concepts of the lexicon add up (areas.tsv, written by the trainer); the highest sum wins.</summary>
internal sealed class Areas
{
    private const double Unit = 0.01;
    private static readonly Lazy<Areas> Loaded = new(() => new Areas());
    private readonly RiskArea[] areas = [];
    private readonly float[] biases = [];
    private readonly KeyTable rows;
    private readonly float[] weights;
    private readonly int count;

    private Areas()
    {
        var text = LexiconFile.Text("areas.tsv");
        var lines = text.AsSpan().Count('\n') + 1;
        rows = new KeyTable(lines);
        weights = [];
        foreach (var row in LexiconFile.Lines(text))
        {
            var line = row;
            var name = LexiconFile.Cell(ref line);
            if (name is "@areas")
            {
                areas = Array.ConvertAll(line.ToString().Split('\t'), EnumText.Area);
                biases = new float[areas.Length];
                weights = new float[lines * areas.Length];
            }
            else if (name is "@bias")
            {
                Numbers(line, biases, 0);
            }
            else if (rows.TryAdd(FeatureKey.Written(name), count))
            {
                Numbers(line, weights, count++ * areas.Length);
            }
        }
    }

    public static Areas Current => Loaded.Value;

    public RiskArea Of(Noticed noticed)
    {
        float[] sums = [.. biases];
        var seen = new bool[count];
        Features.OfTopics(noticed, (in Feature feature, float value, Place? _) =>
        {
            if (rows[feature.Key] is not (>= 0 and var row) || seen[row]) return;
            seen[row] = true;
            for (var area = 0; area < areas.Length; area++) sums[area] += weights[(row * areas.Length) + area] * value;
        });
        return areas[Array.IndexOf(sums, sums.Max())];
    }

    private static void Numbers(ReadOnlySpan<char> line, float[] to, int at)
    {
        for (; line.Length > 0; at++)
            if (LexiconFile.Cell(ref line) is { Length: > 0 } hundredths) to[at] = (float)(int.Parse(hundredths, CultureInfo.InvariantCulture) * Unit);
    }
}

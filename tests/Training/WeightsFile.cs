using System.Globalization;
using System.Text;
using TrustLine.Triage.Reading;

namespace TrustLine.Training;

/// <summary>Writes weights.tsv: hundredths, only what counts, in alphabetical order, so that a review sees what changed.</summary>
internal static class WeightsFile
{
    private const double Unit = 0.01;

    public static void Write(string path, Training training)
    {
        var text = new StringBuilder();
        text.Append("# Written by tests/Training (docs/triage.md); not by hand. A line of a question: bias, slope, offset, threshold, sure no below, sure yes from. Then each feature with its weights in hundredths: ");
        text.Append(string.Join(", ", Weights.Names)).Append(". w: word, w? word of a question or supposition, b: two words, x: word under a no, e: word of the last sentence, q: word of a quotation, g: part of a word, d and o: beside director and officer, & two concepts of one sentence, n: beside a full name.\n");
        for (var q = 0; q < Weights.Questions; q++)
        {
            var n = training.Questions[q];
            text.Append('@').Append(Weights.Names[q]);
            foreach (var number in new[] { n.Bias, n.Slope, n.Offset, n.Threshold, n.Low, n.High }) text.Append('\t').Append(number.ToString("0.####", CultureInfo.InvariantCulture));
            text.Append('\n');
        }

        for (var f = 0; f < training.Table.Features.Count; f++)
        {
            var weights = Enumerable.Range(0, Weights.SelfName).Select(q => (int)Math.Round(training.Fitted[q][f] * training.Table.Scales[f] / Unit)).ToArray();
            if (Array.TrueForAll(weights, w => Math.Abs(w) < Least(training.Table.Features[f]))) continue;
            var row = training.Table.Features[f] + "\t" + string.Join('\t', weights.Select(w => w == 0 ? "" : w.ToString(CultureInfo.InvariantCulture)));
            text.Append(row.TrimEnd('\t')).Append('\n');
        }

        for (var f = 0; f < training.Naming.Features.Count; f++)
        {
            var weight = (int)Math.Round(training.Fitted[Weights.SelfName][f] / Unit);
            if (weight != 0) text.Append(training.Naming.Features[f]).Append('\t', Weights.SelfName + 1).Append(weight.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Writes areas.tsv: the same for the areas of chapter 2.</summary>
    public static void WriteAreas(string path, Training training)
    {
        var areas = training.Areas;
        var text = new StringBuilder("# Written by tests/Training (docs/triage.md); not by hand. The areas, what speaks for each before any word, then each word and concept with its weights in hundredths.\n");
        text.Append("@areas\t").AppendJoin('\t', areas.Names).Append('\n');
        text.Append("@bias\t").AppendJoin('\t', areas.Fitted.Select(f => Hundredths(f[^1]))).Append('\n');
        for (var c = 0; c < areas.Columns.Count; c++)
        {
            var feature = training.Table.Features[areas.Columns[c]];
            var weights = areas.Fitted.Select(f => Hundredths(f[c] * training.Table.Scales[areas.Columns[c]])).ToArray();
            if (Array.TrueForAll(weights, w => Math.Abs(w) < 2 * Least(feature))) continue;
            var row = feature + "\t" + string.Join('\t', weights.Select(w => Math.Abs(w) < Least(feature) ? "" : w.ToString(CultureInfo.InvariantCulture)));
            text.Append(row.TrimEnd('\t')).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    private static int Hundredths(double weight) => (int)Math.Round(weight / Unit);

    // A word counts for about a tenth in a message, a part of a word for a twentieth: a small weight of theirs changes nothing.
    private static int Least(string feature) => (feature[0], feature[1]) switch { ('g', ':') => 60, (_, ':' or '?') => 40, _ => 2 };
}

using System.Globalization;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>One of the questions that the weights answer: how its sum becomes a probability, from where it is a yes, and between which probabilities nobody should be sure.</summary>
/// <param name="Bias">What speaks before any feature.</param>
/// <param name="Slope">With <paramref name="Offset"/>: calibration on messages that the weights had not seen.</param>
/// <param name="Offset">See <paramref name="Slope"/>.</param>
/// <param name="Threshold">The least probability of a yes.</param>
/// <param name="Low">Below it a no is sure.</param>
/// <param name="High">From it a yes is sure.</param>
internal readonly record struct Question(double Bias, double Slope, double Offset, double Threshold, double Low, double High)
{
    /// <summary>Far enough from doubt to be taken as said.</summary>
    public bool IsClear(double probability) => probability < Low || probability >= High;

    public double Probability(double sum) => 1 / (1 + Math.Exp(-((Slope * (Bias + sum)) + Offset)));
}

/// <summary>How much each feature speaks for or against an answer (weights.tsv, written by the trainer): a logistic sum, so that the probability can be traced to its words.</summary>
internal sealed class Weights
{
    public const int Questions = 6;
    public const int Crime = 0, Threat = 1, Facts = 2, Director = 3, Officer = 4, SelfName = 5;

    /// <summary>In the order of the columns of weights.tsv.</summary>
    public static readonly string[] Names = ["crime_or_threat", "threat", "corruption_facts", "director", "officer", "self_name"];

    private const int MostEvidence = 8;
    private const double Unit = 0.01;
    private const double LeastShown = 0.02;
    private const string Learned = "words.learned";
    private static readonly Lazy<Weights> Loaded = new(() => new Weights());
    private readonly Dictionary<string, int> rows = new(16384, StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly List<float> weights = new(16384 * Questions);
    private readonly Question[] questions = new Question[Questions];

    private Weights()
    {
        foreach (var row in LexiconFile.Rows("weights.tsv"))
        {
            if (row[0][0] == '@')
            {
                var n = Array.ConvertAll(row[1..], v => double.Parse(v, CultureInfo.InvariantCulture));
                questions[Array.IndexOf(Names, row[0][1..])] = new Question(n[0], n[1], n[2], n[3], n[4], n[5]);
                continue;
            }

            rows.Add(row[0], rows.Count);
            for (var q = 0; q < Questions; q++)
                weights.Add(q + 1 < row.Length && row[q + 1].Length > 0 ? (float)(int.Parse(row[q + 1], CultureInfo.InvariantCulture) * Unit) : 0);
        }

        bySpan = rows.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What one feature weighs for one question; 0 when it is not in the file.</summary>
    public double Of(string feature, int question) => rows.TryGetValue(feature, out var row) ? weights[(row * Questions) + question] : 0;

    public static Weights Current => Loaded.Value;

    /// <summary>The numbers of one question.</summary>
    public Question this[int question] => questions[question];

    /// <summary>The answers in the order of <see cref="Names"/>.</summary>
    public Finding[] Answer(Noticed noticed)
    {
        var sums = new double[SelfName];
        var seen = new bool[rows.Count];
        var spoken = new List<(int Row, float Value, string? Concept, Place Place)>();
        Features.Each(noticed, (feature, value, place) =>
        {
            if (!bySpan.TryGetValue(feature, out var concept, out var row)) return;
            if (!seen[row])
            {
                seen[row] = true;
                for (var q = 0; q < SelfName; q++) sums[q] += weights[(row * Questions) + q] * value;
            }
            else if (value != 0)
            {
                return;
            }

            if (place is { } at) spoken.Add((row, value == 0 ? 1 : value, concept, at));
        });
        var findings = new Finding[SelfName];
        for (var q = 0; q < SelfName; q++)
        {
            var probability = Math.Round(questions[q].Probability(sums[q]), 4);
            var yes = probability >= questions[q].Threshold;
            findings[q] = new Finding(yes, probability, Evidence(noticed, spoken, q, yes));
        }

        return findings;
    }

    private List<Evidence> Evidence(Noticed noticed, List<(int Row, float Value, string? Concept, Place Place)> spoken, int question, bool yes)
    {
        var sign = yes ? 1 : -1;
        // The heaviest few of some hundred, kept in order while they come; of equals the earlier in the text.
        var heaviest = new (float Weight, string Concept, Place Place)[2 * MostEvidence];
        var count = 0;
        foreach (var (row, value, concept, place) in spoken)
        {
            var weight = sign * weights[(row * Questions) + question] * value;
            if (weight <= LeastShown || (count == heaviest.Length && !IsBefore(weight, place, heaviest[^1]))) continue;
            if (count < heaviest.Length) count++;
            var at = count - 1;
            for (; at > 0 && IsBefore(weight, place, heaviest[at - 1]); at--) heaviest[at] = heaviest[at - 1];
            heaviest[at] = (weight, concept!, place);
        }

        return [.. heaviest.Take(count).Select(s => noticed.Show(s.Place, Reason(s.Concept))).DistinctBy(e => (e.In, e.Start)).Take(MostEvidence)
            .OrderBy(e => e.In == "narrative" ? 0 : 1).ThenBy(e => e.Start)];
    }

    private static bool IsBefore(float weight, Place place, (float Weight, string Concept, Place Place) other) =>
        weight > other.Weight || (weight == other.Weight && place.First < other.Place.First);

    // A concept's reason is the concept, whatever its scope; a mere word was learned from labelled messages.
    private static string Reason(string feature)
    {
        if (feature[1] is ':' or '?' or '=' or '<' or '>') return Learned;
        var scope = feature.IndexOf('~');
        return scope < 0 ? feature : feature[..scope];
    }
}

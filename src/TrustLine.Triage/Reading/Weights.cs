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
    private readonly KeyTable rows;
    private readonly float[] weights;
    private readonly Question[] questions = new Question[Questions];

    private Weights()
    {
        var text = LexiconFile.Text("weights.tsv");
        var lines = text.AsSpan().Count('\n') + 1;
        rows = new KeyTable(lines);
        weights = new float[lines * Questions];
        foreach (var row in LexiconFile.Lines(text))
        {
            var line = row;
            var name = LexiconFile.Cell(ref line);
            if (name[0] == '@')
            {
                questions[Array.IndexOf(Names, name[1..].ToString())] = new Question(Number(ref line), Number(ref line), Number(ref line), Number(ref line), Number(ref line), Number(ref line));
                continue;
            }

            if (!rows.TryAdd(FeatureKey.Written(name), Rows)) throw new InvalidDataException("Two features of weights.tsv have one key.");
            for (var at = Rows++ * Questions; line.Length > 0; at++)
                if (LexiconFile.Cell(ref line) is { Length: > 0 } hundredths) weights[at] = (float)(int.Parse(hundredths, CultureInfo.InvariantCulture) * Unit);
        }
    }

    /// <summary>How many features have weights.</summary>
    public int Rows { get; }

    /// <summary>What one feature weighs for one question; 0 when it is not in the file.</summary>
    public double Of(ReadOnlySpan<char> feature, int question) => rows[FeatureKey.Written(feature)] is >= 0 and var row ? weights[(row * Questions) + question] : 0;

    public static Weights Current => Loaded.Value;

    /// <summary>The numbers of one question.</summary>
    public Question this[int question] => questions[question];

    /// <summary>The answers in the order of <see cref="Names"/>.</summary>
    public Finding[] Answer(Noticed noticed)
    {
        var sums = new Sums(this);
        Features.Each(noticed, sums.Add);
        var findings = new Finding[SelfName];
        for (var q = 0; q < SelfName; q++)
        {
            var probability = Math.Round(questions[q].Probability(sums.Of[q]), 4);
            var yes = probability >= questions[q].Threshold;
            findings[q] = new Finding(yes, probability, sums.Evidence(noticed, q, yes));
        }

        return findings;
    }

    private static double Number(ref ReadOnlySpan<char> line) => double.Parse(LexiconFile.Cell(ref line), CultureInfo.InvariantCulture);

    /// <summary>What the features of one report add up to, and which of them have a place.</summary>
    private sealed class Sums(Weights known)
    {
        private readonly ulong[] seen = new ulong[(known.Rows + 63) / 64];
        private Spoken[] spoken = new Spoken[256];
        private int count;

        public double[] Of { get; } = new double[SelfName];

        public void Add(in Feature feature, float value, Place? place)
        {
            var row = known.rows[feature.Key];
            if (row < 0) return;
            var bit = 1UL << (row & 63);
            ref var met = ref seen[row >> 6];
            if ((met & bit) == 0)
            {
                met |= bit;
                var weights = known.weights.AsSpan(row * Questions, SelfName);
                for (var q = 0; q < weights.Length; q++) Of[q] += weights[q] * value;
            }
            else if (value != 0)
            {
                return;
            }

            if (place is not { } at) return;
            if (count == spoken.Length) Array.Resize(ref spoken, 2 * count);
            // A concept's reason is the concept, whatever its scope; a mere word was learned from labelled messages.
            spoken[count++] = new Spoken(row, value == 0 ? 1 : value, feature.Concept?.Plain ?? Learned, at);
        }

        public List<Evidence> Evidence(Noticed noticed, int question, bool yes)
        {
            var sign = yes ? 1 : -1;
            // The heaviest few of some hundred, kept in order while they come; of equals the earlier in the text.
            var heaviest = new Weighed[2 * MostEvidence];
            var kept = 0;
            for (var i = 0; i < count; i++)
            {
                ref readonly var one = ref spoken[i];
                var weight = sign * known.weights[(one.Row * Questions) + question] * one.Value;
                if (weight <= LeastShown || (kept == heaviest.Length && !IsBefore(weight, one.Place, heaviest[^1]))) continue;
                if (kept < heaviest.Length) kept++;
                var at = kept - 1;
                for (; at > 0 && IsBefore(weight, one.Place, heaviest[at - 1]); at--) heaviest[at] = heaviest[at - 1];
                heaviest[at] = new Weighed(weight, one);
            }

            return Shown(noticed, heaviest, kept);
        }

        // One piece of evidence for each beginning, the narrative first, in the order of the text.
        private static List<Evidence> Shown(Noticed noticed, Weighed[] heaviest, int kept)
        {
            var shown = new List<Evidence>(MostEvidence);
            for (var i = 0; i < kept && shown.Count < MostEvidence; i++)
            {
                var evidence = noticed.Show(heaviest[i].Spoken.Place, heaviest[i].Spoken.Why);
                if (shown.Exists(e => e.Start == evidence.Start && e.In == evidence.In)) continue;
                var at = shown.Count;
                while (at > 0 && IsLater(shown[at - 1], evidence)) at--;
                shown.Insert(at, evidence);
            }

            return shown;
        }

        private static bool IsLater(Evidence one, Evidence than) =>
            one.In == "narrative" != (than.In == "narrative") ? than.In == "narrative" : one.Start > than.Start;
    }

    private readonly record struct Spoken(int Row, float Value, string Why, Place Place);

    private readonly record struct Weighed(float Weight, Spoken Spoken);

    private static bool IsBefore(float weight, Place place, in Weighed other) =>
        weight > other.Weight || (weight == other.Weight && place.First < other.Spoken.Place.First);
}

using TrustLine.Triage.Reading;

namespace TrustLine.Training;

/// <summary>What the trainer may be told: how much each kind of feature may say, how strongly weights are held back, how much rare answers count.</summary>
internal sealed record Settings(IReadOnlyDictionary<string, double> Values)
{
    private static readonly Dictionary<string, double> Usual = new(StringComparer.Ordinal)
    {
        ["ridge"] = 1, ["ridge.name"] = 1, ["concept"] = 0.6, ["times"] = 0.5, ["pair"] = 0.6, ["word"] = 2, ["bigram"] = 1.4, ["part"] = 2.6, ["denied"] = 2, ["end"] = 2, ["quoted"] = 2, ["beside"] = 0.6, ["least"] = 3,
        ["positive.threat"] = 2, ["positive.director"] = 3, ["positive.officer"] = 3,
    };

    public double this[string name] => Values[name];

    public static Settings Parse(string text)
    {
        var values = new Dictionary<string, double>(Usual, StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            values[pair.Split('=')[0]] = double.Parse(pair.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);
        return new Settings(values);
    }

    /// <summary>Positive.threat=2: a threat counts as two messages.</summary>
    public double Positive(int question) => Values.GetValueOrDefault("positive." + Weights.Names[question], 1);

    public double Scale(string feature) =>
        feature.StartsWith("w:", StringComparison.Ordinal) || feature.StartsWith("w?", StringComparison.Ordinal) ? Values["word"]
        : feature.StartsWith("b:", StringComparison.Ordinal) ? Values["bigram"]
        : feature.StartsWith("g:", StringComparison.Ordinal) ? Values["part"]
        : feature.StartsWith("x:", StringComparison.Ordinal) ? Values["denied"]
        : feature.StartsWith("e:", StringComparison.Ordinal) ? Values["end"]
        : feature.StartsWith("q:", StringComparison.Ordinal) ? Values["quoted"]
        : feature.Length > 1 && feature[1] is '<' or '>' or '=' ? Values["beside"]
        : feature.Contains('&') ? Values["pair"]
        : feature.Contains('+') ? Values["times"]
        : Values["concept"];
}

/// <summary>Weights fitted to all messages, and for each message the probabilities given by weights that had not seen it.</summary>
internal sealed record Training(IReadOnlyList<Message> Messages, Table Table, double[][] Fitted, double[][] Probabilities, Question[] Questions, SelfNaming Naming, double?[] Named, AreaTraining Areas)
{
    // A no below Low is sure where not even one in three hundred of the yes answers lies; a yes from High where nine of ten are right.
    private const double MissedWhenSure = 0.003;
    private const double RightWhenSure = 0.9;
    private static readonly double[] Shares = [0.975, 0.965, 0, 0.93, 0.93];

    public static Training Of(IReadOnlyList<Message> messages, Settings settings, int folds)
    {
        var table = new Table(messages, (int)settings["least"], settings.Scale);
        var fitted = new double[Weights.Questions][];
        var probabilities = new double[Weights.SelfName][];
        var questions = new Question[Weights.Questions];
        for (var q = 0; q < Weights.SelfName; q++)
        {
            var answers = messages.Select(m => m.Answers[q]).ToArray();
            var sums = new double[messages.Count];
            for (var fold = 0; fold < folds; fold++)
            {
                var rest = Enumerable.Range(0, messages.Count).Where(i => i % folds != fold).ToArray();
                var weights = Logistic.Fit([.. rest.Select(i => table.Rows[i])], [.. rest.Select(i => answers[i])], table.Features.Count, settings["ridge"], settings.Positive(q));
                for (var i = fold; i < messages.Count; i += folds) sums[i] = Logistic.Sum(table.Rows[i], weights);
            }

            fitted[q] = Logistic.Fit(table.Rows, answers, table.Features.Count, settings["ridge"], settings.Positive(q));
            var (slope, offset) = Calibration.Platt(sums, answers);
            var bias = fitted[q][^1];
            probabilities[q] = [.. sums.Select(s => 1 / (1 + Math.Exp(-((slope * s) + offset))))];
            var threshold = Shares[q] > 0 ? Calibration.Finding(probabilities[q], answers, Shares[q], 0.5) : 0.5;
            var low = Calibration.Finding(probabilities[q], answers, 1 - MissedWhenSure, threshold);
            questions[q] = new Question(bias, slope, offset, threshold, low, High(probabilities[q], answers, threshold));
        }

        var naming = new SelfNaming(messages, 2);
        var (self, named) = naming.Fit(folds, settings["ridge.name"]);
        fitted[Weights.SelfName] = self;
        var asked = Enumerable.Range(0, messages.Count).Where(i => named[i] is not null && !ByChannel(messages[i])).ToArray();
        var (nameSlope, nameOffset) = Calibration.Platt([.. asked.Select(i => named[i]!.Value)], [.. asked.Select(i => !messages[i].Anonymous)]);
        questions[Weights.SelfName] = new Question(self[^1], nameSlope, nameOffset, 0.5, 0.1, 0.9);
        double?[] shares = [.. named.Select(s => s is { } sum ? 1 / (1 + Math.Exp(-((nameSlope * sum) + nameOffset))) : (double?)null)];
        return new Training(messages, table, fitted, probabilities, questions, naming, shares, new AreaTraining(messages, table, settings, folds));
    }

    /// <summary>The channel itself names the reporter.</summary>
    public static bool ByChannel(Message message) => NameLexicon.Current.IsFullName(message.Signals.FullName) || NameLexicon.Current.IsFullName(message.Signals.Organisation);

    private static double High(double[] probabilities, bool[] answers, double threshold)
    {
        // The least probability in whose neighbourhood nine of ten are right.
        for (var at = Math.Ceiling(threshold * 50) / 50; at < 0.98; at += 0.02)
        {
            var near = Enumerable.Range(0, answers.Length).Where(i => Math.Abs(probabilities[i] - at) <= 0.05).ToList();
            if (near.Count > 0 && near.Count(i => answers[i]) >= RightWhenSure * near.Count) return Math.Round(at, 2);
        }

        return 0.98;
    }
}

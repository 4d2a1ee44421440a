using System.Text.Json;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Training;

/// <summary>A labelled message: what it is (labels.md) and what the engine reads of it.</summary>
internal sealed record Message(string Source, string Id, string Language, string Line, Narrative Narrative, SenderSignals Signals, bool Anonymous, bool[] Answers, string RiskArea, string Disposition)
{
    /// <summary>Reads the files of labelled messages in the order given.</summary>
    public static List<Message> Read(IEnumerable<string> files) => [.. files.SelectMany(file => System.IO.File.ReadLines(file).Where(l => l.Length > 0).Select(l => Of(Path.GetFileNameWithoutExtension(file), l)))];

    private static Message Of(string file, string line)
    {
        using var document = JsonDocument.Parse(line);
        var message = document.RootElement;
        var labels = message.GetProperty("labels");
        var (narrative, signals) = TriageLine.Message(message);
        var implicates = labels.GetProperty("implicates").GetString();
        bool[] answers = [labels.GetProperty("crime_or_threat").GetBoolean(), labels.GetProperty("threat").GetBoolean(), labels.GetProperty("corruption_facts").GetBoolean(), implicates == "director", implicates == "officer"];
        return new Message(file, message.GetProperty("id").GetString()!, message.GetProperty("lang").GetString()!, line, narrative, signals,
            labels.GetProperty("anonymous").GetBoolean(), answers, labels.GetProperty("risk_area").GetString()!, labels.GetProperty("disposition").GetString()!);
    }
}

/// <summary>Messages as rows of numbers over a common list of features.</summary>
internal sealed class Table
{
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);

    public List<string> Features { get; } = [];

    /// <summary>How much of a feature the weight of its column counts for: the engine multiplies nothing.</summary>
    public List<double> Scales { get; } = [];

    public List<Row> Rows { get; } = [];

    /// <summary>Features met in fewer than <paramref name="least"/> of the messages are left out.</summary>
    public Table(IReadOnlyList<Message> messages, int least, Func<string, double> scale)
    {
        var read = messages.Select(m => Read(m)).ToList();
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var features in read)
            foreach (var feature in features.Keys) met[feature] = met.GetValueOrDefault(feature) + 1;
        foreach (var (feature, count) in met.Where(f => f.Value >= least).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var rarity = feature.Length > 1 && feature[1] is ':' or '?' ? Math.Log((messages.Count + 1.0) / (count + 1)) : 1;
            var weight = scale(feature);
            if (weight == 0) continue;
            index[feature] = Features.Count;
            Features.Add(feature);
            Scales.Add(rarity * weight);
        }

        foreach (var features in read) Rows.Add(RowOf(features));
    }

    private static Dictionary<string, float> Read(Message message)
    {
        var features = new Dictionary<string, float>(StringComparer.Ordinal);
        TrustLine.Triage.Reading.Features.Each(Reader.Notice(message.Narrative, message.Signals), (in Feature feature, float value, Place? _) => features.TryAdd(feature.ToString(), value));
        return features;
    }

    private Row RowOf(Dictionary<string, float> features)
    {
        var known = features.Where(f => index.ContainsKey(f.Key)).Select(f => (Column: index[f.Key], f.Value)).OrderBy(f => f.Column).ToList();
        return new Row([.. known.Select(k => k.Column)], [.. known.Select(k => (float)(k.Value * Scales[k.Column]))]);
    }
}

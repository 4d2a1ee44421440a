using TrustLine.Triage.Reading;

namespace TrustLine.Training;

/// <summary>
/// Teaches the weights which full name in a text is the reporter's. The labels say only whether there is one, so the likeliest name of a named message
/// is taken for it, and again with the weights that this gives.
/// </summary>
internal sealed class SelfNaming
{
    private const int Rounds = 4;
    private readonly List<Person> people = [];
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly int messages;

    public SelfNaming(IReadOnlyList<Message> messages, int least)
    {
        this.messages = messages.Count;
        var described = new List<(int Message, bool Rule, string Text, IReadOnlyList<string> Features)>();
        for (var m = 0; m < messages.Count; m++)
        {
            var noticed = Reader.Notice(messages[m].Narrative, messages[m].Signals);
            var words = noticed.Passages[0].Words;
            var byRule = SelfNames.Find(words);
            var at = m;
            NamedPeople.Each(words, byRule, Reader.WantsSecrecy(noticed), (first, last, features) => described.Add((at, features.Any(f => f.StartsWith("n:self.", StringComparison.Ordinal)), words.Text[words.All[first].Start..words.All[last].End], [.. features])));
        }

        foreach (var feature in described.SelectMany(d => d.Features.Distinct()).GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Count() >= least).Select(g => g.Key).Order(StringComparer.Ordinal))
        {
            index[feature] = Features.Count;
            Features.Add(feature);
        }

        foreach (var d in described)
        {
            var message = messages[d.Message];
            var byChannel = NameLexicon.Current.IsFullName(message.Signals.FullName) || NameLexicon.Current.IsFullName(message.Signals.Organisation);
            var columns = d.Features.Where(index.ContainsKey).Select(f => index[f]).Distinct().Order().ToArray();
            people.Add(new Person(d.Message, new Row(columns, [.. columns.Select(_ => 1f)]), message.Anonymous, byChannel, byChannel && SharesAWord(d.Text, message.Signals.FullName + " " + message.Signals.Organisation), d.Rule));
        }
    }

    public List<string> Features { get; } = [];

    /// <summary>Weights for all messages, and for each message the sum of its likeliest name by weights that had not seen it (null: it has no full name in the text).</summary>
    public (double[] Fitted, double?[] Sums) Fit(int folds, double ridge)
    {
        var sums = new double?[messages];
        for (var fold = 0; fold < folds; fold++)
        {
            var weights = Fit([.. people.Where(p => p.Message % folds != fold)], ridge);
            foreach (var person in people.Where(p => p.Message % folds == fold))
            {
                var sum = Logistic.Sum(person.Row, weights);
                if (sums[person.Message] is not { } best || sum > best) sums[person.Message] = sum;
            }
        }

        return (Fit(people, ridge), sums);
    }

    private double[] Fit(List<Person> known, double ridge)
    {
        // First guess: the name that a rule found, else the first of the message.
        var self = known.Where(p => !p.Anonymous && !p.ByChannel).GroupBy(p => p.Message).Select(g => g.FirstOrDefault(p => p.Rule) ?? g.First()).ToHashSet();
        double[] weights = [];
        for (var round = 0; round < Rounds; round++)
        {
            weights = Logistic.Fit([.. known.Select(p => p.Row)], [.. known.Select(p => p.Anonymous ? false : p.ByChannel ? p.IsChannels : self.Contains(p))], Features.Count, ridge, 1);
            self = [.. known.Where(p => !p.Anonymous && !p.ByChannel).GroupBy(p => p.Message).Select(g => g.MaxBy(p => Logistic.Sum(p.Row, weights))!)];
        }

        return weights;
    }

    private static bool SharesAWord(string name, string channel)
    {
        var given = Words.Of(channel).All.Select(w => w.Folded).ToHashSet(StringComparer.Ordinal);
        return Words.Of(name).All.Any(w => w.Length > 3 && given.Any(g => g.Length > 3 && (g.StartsWith(w.Folded[..^1], StringComparison.Ordinal) || w.Folded.StartsWith(g[..^1], StringComparison.Ordinal))));
    }

    private sealed record Person(int Message, Row Row, bool Anonymous, bool ByChannel, bool IsChannels, bool Rule);
}

using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Acceptance;

/// <summary>What a report has to tell so that it can be checked.</summary>
public enum MissingFact
{
    /// <summary>A date, a time, a day of the week.</summary>
    When,
    /// <summary>A town, a branch, a unit, a room.</summary>
    Where,
    /// <summary>A name or a post; "an employee" is neither.</summary>
    Who,
    /// <summary>A sum or a share.</summary>
    HowMuch,
    /// <summary>A document and its number, a picture, messages, a witness.</summary>
    Proof,
}

/// <summary>
/// Finds what nobody has told yet, so that the reporter can be asked. A question that the reporter answered is not asked again, whatever the
/// answer says. Apart from the assessment: it decides nothing.
/// </summary>
public static class MissingFacts
{
    private static readonly Lazy<ToldWords> Known = new(() => new ToldWords());

    /// <summary>What is missing in narrative and messages (<paramref name="told"/>), answers and files, in the order in which one asks.</summary>
    public static IReadOnlyList<MissingFact> Of(IEnumerable<string> told, Answers answers, bool files)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(answers);
        var found = new HashSet<MissingFact>();
        if (files) found.Add(MissingFact.Proof);
        foreach (var (question, _) in answers.Written())
            if (Asked(question) is { } fact) found.Add(fact);
        foreach (var text in told.Concat(answers.Written().Select(a => a.Text))) Tell(Words.Of(text), found);
        return [.. Enum.GetValues<MissingFact>().Where(f => !found.Contains(f))];
    }

    private static MissingFact? Asked(string question) => question switch
    {
        "when" => MissingFact.When,
        "where" => MissingFact.Where,
        "who" => MissingFact.Who,
        "howMuch" => MissingFact.HowMuch,
        "evidence" => MissingFact.Proof,
        _ => null,
    };

    private static void Tell(Words words, HashSet<MissingFact> found)
    {
        var noticed = Noticing.Of([("narrative", words)], SelfNames.Find(words), Answers.None, new SenderSignals(null, false, Channel.Web));
        if (noticed.Has(Concept.Of("fact.date")) || noticed.Has(Concept.Of("fact.year"))) found.Add(MissingFact.When);
        if (noticed.Has(Concept.Of("fact.person"))) found.Add(MissingFact.Who);
        if (noticed.Has(Concept.Of("fact.sum")) || noticed.Has(Concept.Of("fact.money")) || words.Text.Contains('%', StringComparison.Ordinal)) found.Add(MissingFact.HowMuch);
        if (noticed.Has(Concept.Of("fact.document"))) found.Add(MissingFact.Proof);
        for (var i = 0; i < words.All.Length; i++)
        {
            if (IsDayOrTime(words, i)) found.Add(MissingFact.When);
            Known.Value.Tell(words.All[i].Folded, found);
        }
    }

    // 12.03, 12/03, 15:30: two short numbers with one sign between.
    private static bool IsDayOrTime(Words words, int i)
    {
        if (i + 1 >= words.All.Length) return false;
        var (first, second) = (words.All[i], words.All[i + 1]);
        return second.Start == first.End + 1 && words.Text[first.End] is '.' or '/' or ':'
            && second.Length == 2 && int.TryParse(first.Folded, out var a) && a is >= 0 and <= 31 && int.TryParse(second.Folded, out var b) && b is >= 0 and < 60;
    }

    /// <summary>The reviewed words of told.tsv: each tells one of the facts.</summary>
    private sealed class ToldWords
    {
        private readonly Dictionary<string, MissingFact> exact = new(StringComparer.Ordinal);
        private readonly List<(string Start, MissingFact Fact)> starts = [];

        public ToldWords()
        {
            foreach (var row in LexiconFile.Rows("told.tsv"))
            {
                var fact = Enum.Parse<MissingFact>(row[0]);
                foreach (var pattern in row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (pattern.EndsWith('*')) starts.Add((Folding.Word(pattern.AsSpan(0, pattern.Length - 1)), fact));
                    else exact[Folding.Word(pattern)] = fact;
                }
            }
        }

        public void Tell(string folded, HashSet<MissingFact> found)
        {
            if (exact.TryGetValue(folded, out var told)) found.Add(told);
            foreach (var (start, fact) in starts)
                if (folded.StartsWith(start, StringComparison.Ordinal)) found.Add(fact);
        }
    }
}

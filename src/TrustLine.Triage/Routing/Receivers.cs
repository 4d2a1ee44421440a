using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Routing;

/// <summary>As what somebody receives reports.</summary>
public enum ReceiverKind
{
    /// <summary>The general director.</summary>
    Director,
    /// <summary>A deputy: reads with the director's key.</summary>
    Deputy,
    /// <summary>A compliance officer.</summary>
    Officer,
}

/// <summary>Somebody who would receive a report: name and post as the staff's card has them. Prints nothing.</summary>
public sealed record Receiver(ReceiverKind Kind, string Name, string Post)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Receiver);
}

/// <summary>A place where one of the receivers is named.</summary>
/// <param name="Kind">As what that person receives reports.</param>
/// <param name="Sure">Name and surname, or surname and initials, agree; else it may be a namesake.</param>
/// <param name="Polite">The letter only speaks to them: a greeting, or the lines that say to whom it goes.</param>
/// <param name="Evidence">The place.</param>
public sealed record Mention(ReceiverKind Kind, bool Sure, bool Polite, Evidence Evidence)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Mention);
}

/// <summary>
/// Those who would receive a report, looked for in its words (design 4). Whoever is named is left out, as if the reporter had answered that
/// it is about them; in doubt as well. It does not judge what is said of them: who reads on may open the report to them again.
/// </summary>
public sealed class Receivers(IEnumerable<Receiver> all)
{
    private const double SureNamed = 0.9;
    private const double DoubtNamed = 0.6;

    private readonly List<Sought> sought = [.. all.Select(r => new Sought(r))];

    /// <summary>The assessment with what the names say: a mention counts as the reporter's own "yes" to that question.</summary>
    public Assessment Over(Assessment assessment, Narrative narrative, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        var counting = Find(narrative, answers).Where(m => !m.Polite).ToList();
        if (counting.Count == 0) return assessment;
        var director = Named(assessment.DirectorAccused, [.. counting.Where(m => m.Kind != ReceiverKind.Officer)]);
        var officer = Named(assessment.OfficerAccused, [.. counting.Where(m => m.Kind == ReceiverKind.Officer)]);
        return assessment with
        {
            DirectorAccused = director,
            OfficerAccused = officer,
            Implicates = (director.Yes, officer.Yes) switch
            {
                (true, true) => Implicates.Both,
                (true, false) => Implicates.Director,
                (false, true) => Implicates.Officer,
                _ => Implicates.None,
            },
        };
    }

    /// <summary>Every mention in narrative and answers, the merely polite ones too. Never throws on any text.</summary>
    public IReadOnlyList<Mention> Find(Narrative narrative, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(narrative);
        ArgumentNullException.ThrowIfNull(answers);
        return [.. answers.Written().Prepend(("narrative", narrative.Text)).SelectMany(p => Find(p.Item1, p.Item2))];
    }

    private IEnumerable<Mention> Find(string question, string text)
    {
        if (sought.Count == 0) return [];
        var tokens = NameToken.Of(text);
        var found = sought.SelectMany(s => s.In(tokens)).Distinct().ToList();
        if (found.Count == 0) return [];
        var own = SelfNames.Find(Words.Of(text));
        var letter = new PoliteAddress(text, tokens);
        return found
            // Who introduces himself accuses nobody; but only by words that say so: a name that opens or ends a message may be the one it accuses.
            .Where(m => !own.Exists(o => o.Start <= tokens[m.First].Start && tokens[m.Last].End <= o.Start + o.Length + 1) || !IsIntroduced(m, tokens))
            .Select(m => Mention(m, question, text, tokens, letter));
    }

    private static bool IsIntroduced(Place m, List<NameToken> tokens) =>
        tokens.Take(m.First).TakeLast(4).Concat(tokens.Skip(m.Last + 1).Take(3)).Any(t => MentionWords.Current.Is("self", t.Folded));

    private static Mention Mention(Place m, string question, string text, List<NameToken> tokens, PoliteAddress letter)
    {
        var (start, end) = (tokens[m.First].Start, tokens[m.Last].End);
        var why = (m.Post, m.Kind, m.Sure) switch
        {
            (true, ReceiverKind.Officer, _) => "named.officer.post",
            (true, _, _) => "named.director.post",
            (_, ReceiverKind.Officer, true) => "named.officer",
            (_, ReceiverKind.Officer, false) => "named.officer.doubt",
            (_, _, true) => "named.director",
            _ => "named.director.doubt",
        };
        return new(m.Kind, m.Sure, letter.Holds(m.First, m.Last), new Evidence(start, end - start, text[start..end], why, question));
    }

    private static Finding Named(Finding finding, IReadOnlyList<Mention> mentions) => mentions.Count == 0 ? finding : finding with
    {
        Yes = true,
        Probability = Math.Max(finding.Probability, mentions.Any(m => m.Sure) ? SureNamed : DoubtNamed),
        Evidence = [.. mentions.Take(8).Select(m => m.Evidence), .. finding.Evidence],
    };
}

using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Acceptance;

/// <summary>The rules of acceptance (6.3, 10.9) over what the reading found. Pure: same text, same answer, no clock, no network.</summary>
public static class Acceptance
{
    private const double Unknown = 0.5;

    /// <summary>Reads the report and applies the rules; never throws on any text.</summary>
    public static Assessment Assess(Narrative narrative, Answers answers, SenderSignals signals)
    {
        ArgumentNullException.ThrowIfNull(narrative);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(signals);
        var read = Decide(Reader.Read(narrative, answers, signals));
        return signals.Voice is { } named ? Unheard(read, named) : read;
    }

    // A voice that nobody has heard tells the rules nothing: it is taken for reading, and nothing is rejected for facts or a name that may well be in it.
    private static Assessment Unheard(Assessment read, bool named) => read with
    {
        Anonymous = new Finding(!named, Unknown, []),
        ReplyAddress = new Finding(read.ReplyAddress.Yes || named, Unknown, []),
        CorruptionFacts = new Finding(true, Unknown, []),
        Disposition = Disposition.Accept,
        Grounds = [],
        Sure = false,
    };

    internal static Assessment Decide(TextReading reading)
    {
        var disposition = Recommend(reading.Anonymous.Yes, reading.CrimeOrThreat.Yes, reading.CorruptionFacts.Yes);
        return new Assessment
        {
            Anonymous = reading.Anonymous,
            ReplyAddress = reading.ReplyAddress,
            CrimeOrThreat = reading.CrimeOrThreat,
            Threat = reading.Threat,
            CorruptionFacts = reading.CorruptionFacts,
            DirectorAccused = reading.DirectorAccused,
            OfficerAccused = reading.OfficerAccused,
            Implicates = Accused(reading.DirectorAccused, reading.OfficerAccused),
            Disposition = disposition,
            Grounds = [.. Grounds(reading, disposition)],
            RiskArea = reading.CorruptionFacts.Yes ? reading.RiskArea : RiskArea.None,
            Language = reading.Language,
            Mixed = reading.Mixed,
            Sure = IsSure(reading, disposition),
            Engine = Reader.Engine,
        };
    }

    /// <summary>The recommendation for three answers: the closed table of 6.3 and 10.9.</summary>
    public static Disposition Recommend(bool anonymous, bool crimeOrThreat, bool corruptionFacts) => (anonymous, crimeOrThreat, corruptionFacts) switch
    {
        (true, true, _) => Disposition.Redirect,
        (true, false, _) => Disposition.RejectAnonymous,
        (false, true, false) => Disposition.Redirect,
        (false, false, false) => Disposition.RejectNoFacts,
        (false, _, true) => Disposition.Accept,
    };

    // One word for both findings: both only where each is likelier than not; a doubt beside a likelier one widens the conflict, not the answer.
    private static Implicates Accused(Finding director, Finding officer) => (director.Yes, officer.Yes) switch
    {
        (true, true) when director.Probability >= 0.5 && officer.Probability >= 0.5 => Implicates.Both,
        (true, true) => director.Probability >= officer.Probability ? Implicates.Director : Implicates.Officer,
        (true, false) => Implicates.Director,
        (false, true) => Implicates.Officer,
        _ => Implicates.None,
    };

    private static IEnumerable<GroundApplied> Grounds(TextReading reading, Disposition disposition)
    {
        switch (disposition)
        {
            case Disposition.Redirect when reading.Anonymous.Yes:
                yield return Apply(GroundKeys.AnonymousException, [.. reading.CrimeOrThreat.Evidence, .. reading.Anonymous.Evidence]);
                break;
            case Disposition.Redirect:
                yield return Apply(GroundKeys.AnotherBody, reading.CrimeOrThreat.Evidence);
                break;
            case Disposition.RejectAnonymous:
                yield return Apply(GroundKeys.Anonymous, reading.Anonymous.Evidence);
                break;
            case Disposition.RejectNoFacts:
                yield return Apply(GroundKeys.NoFacts, reading.CorruptionFacts.Evidence);
                break;
            case Disposition.Accept:
                break;
        }

        if (!reading.AboutCorruption)
            yield return Apply(GroundKeys.Topic, []);
        if (!reading.ReplyAddress.Yes)
            yield return Apply(GroundKeys.NoAddress, reading.ReplyAddress.Evidence);
    }

    private static GroundApplied Apply(string key, IReadOnlyList<Evidence> evidence) => new(key, Ground.Of(key).Clause, evidence);

    private static bool IsSure(TextReading reading, Disposition disposition)
    {
        // Between the two probabilities that training gave for each question (weights.tsv) nobody should be sure.
        var named = Weights.Current[Weights.SelfName].IsClear(1 - reading.Anonymous.Probability);
        var crime = Weights.Current[Weights.Crime].IsClear(reading.CrimeOrThreat.Probability);
        var facts = Weights.Current[Weights.Facts].IsClear(reading.CorruptionFacts.Probability);
        return named && disposition switch
        {
            Disposition.Accept => facts,
            Disposition.Redirect or Disposition.RejectAnonymous when reading.Anonymous.Yes => crime,
            _ => crime && facts,
        };
    }
}

using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Reads a report and answers the questions that the rules ask. Everything it knows stands in the lexicons; it keeps no state and touches nothing outside.</summary>
internal static class Reader
{
    /// <summary>Name and version of this reading, kept with every assessment.</summary>
    public const string Engine = "trained-3";

    // Half a megabyte of pasted text says in its first part what it is about; the rest is kept, not weighed.
    private const int MostRead = 96 * 1024;

    private static readonly Concept[] SpeaksOfCorruption = [Concept.Of("corrupt.bribe"), Concept.Of("corrupt.bribe.act"), Concept.Of("corrupt.kickback"), Concept.Of("corrupt.interest"), Concept.Of("corrupt.word")];
    private static readonly Concept Unnamed = Concept.Of("speaker.unnamed");

    public static TextReading Read(Narrative narrative, Answers answers, SenderSignals signals)
    {
        var passages = Passages(narrative, answers);
        var selfNames = SelfNames.Find(passages[0].Words);
        var noticed = Noticing.Of(passages, selfNames, answers, signals);
        var (language, mixed) = Languages.Of(passages);
        var found = Weights.Current.Answer(noticed);
        var crime = found[Weights.Crime];
        // A likely threat is part of "crime or threat", whatever else speaks for a quiet message.
        if (found[Weights.Threat].Probability is >= 0.5 and var danger && danger > crime.Probability)
            crime = new Finding(danger >= Weights.Current[Weights.Crime].Threshold, danger, found[Weights.Threat].Evidence);
        // The narrower part of the same question: no threat where neither crime nor threat is seen.
        var threat = found[Weights.Threat] with { Yes = found[Weights.Threat].Yes && crime.Yes };
        var corruption = found[Weights.Facts];
        var (director, officer) = (found[Weights.Director], found[Weights.Officer]);
        if ((director.Yes || officer.Yes) && Salutation.Without(narrative.Text) is { } rest)
        {
            var unaddressed = Passages(new Narrative(rest), answers);
            var again = Weights.Current.Answer(Noticing.Of(unaddressed, SelfNames.Find(unaddressed[0].Words), answers, signals));
            (director, officer) = (Less(director, again[Weights.Director]), Less(officer, again[Weights.Officer]));
        }

        return new TextReading
        {
            Anonymous = Anonymity(noticed, selfNames, signals),
            ReplyAddress = ReplyAddress(passages[0].Words, signals),
            CrimeOrThreat = crime,
            Threat = threat,
            CorruptionFacts = corruption,
            DirectorAccused = Accused("director", director, crime, corruption, answers.AboutDirector),
            OfficerAccused = Accused("officer", officer, crime, corruption, answers.AboutOfficer),
            AboutCorruption = corruption.Yes || Array.Exists(SpeaksOfCorruption, noticed.HasInAnyScope),
            RiskArea = corruption.Yes ? Areas.Current.Of(noticed) : RiskArea.None,
            Language = language,
            Mixed = mixed,
        };
    }

    private static Finding Less(Finding one, Finding other) => other.Probability < one.Probability ? other : one;

    /// <summary>What the weights are asked about, for the trainer.</summary>
    public static Noticed Notice(Narrative narrative, SenderSignals signals)
    {
        var passages = Passages(narrative, Answers.None);
        return Noticing.Of(passages, SelfNames.Find(passages[0].Words), Answers.None, signals);
    }

    private static List<(string In, Words Words)> Passages(Narrative narrative, Answers answers)
    {
        var passages = new List<(string In, Words Words)> { ("narrative", Words.Of(Weighed(narrative.Text))) };
        foreach (var (question, text) in answers.Written()) passages.Add((question, Words.Of(Weighed(text))));
        return passages;
    }

    private static string Weighed(string text) => text.Length <= MostRead ? text : text[..MostRead];

    // The channel's field, or the one full name in the text beside which the reporter speaks of himself.
    private static Finding Anonymity(Noticed noticed, List<SelfName> selfNames, SenderSignals signals)
    {
        var words = noticed.Passages[0].Words;
        if (NameLexicon.Current.IsFullName(signals.FullName) || NameLexicon.Current.IsFullName(signals.Organisation))
            return new Finding(false, 0.02, [new Evidence(0, 0, "", "sender.name", "sender")]);
        var names = selfNames.Select(n => new Evidence(n.Start, n.Length, words.Text.Substring(n.Start, n.Length), n.Why)).ToList();
        var question = Weights.Current[Weights.SelfName];
        var people = NamedPeople.Find(words, selfNames, WantsSecrecy(noticed), Weights.Current);
        if (people.MaxBy(p => p.Sum) is { } likeliest && question.Probability(likeliest.Sum) is var named && (named >= question.Threshold || names.Count < 2))
        {
            var start = words.All[likeliest.First].Start;
            var length = words.All[likeliest.Last].End - start;
            var yes = named < question.Threshold;
            return new Finding(yes, Math.Round(1 - named, 4), yes ? [new Evidence(0, 0, "", "self.none", "sender")] : [new Evidence(start, length, words.Text.Substring(start, length), "self.introduction")]);
        }

        // A surname here and a given name there make a full name together.
        if (names.Count >= 2)
            return new Finding(false, 0.4, names);
        return names.Count == 1
            ? new Finding(true, 0.8, [names[0] with { Why = "self.incomplete" }])
            : new Finding(true, 0.97, [new Evidence(0, 0, "", "self.none", "sender")]);
    }

    /// <summary>The text says that its writer will not be named.</summary>
    public static bool WantsSecrecy(Noticed noticed) => noticed.HasInAnyScope(Unnamed);

    private static Finding ReplyAddress(Words words, SenderSignals signals)
    {
        if (signals.HasReplyAddress)
            return new Finding(true, 0.99, [new Evidence(0, 0, "", "sender.address", "sender")]);
        var contacts = Contacts.Find(words).Where(m => m.Kind is MarkKind.Email or MarkKind.Phone or MarkKind.Handle or MarkKind.Address).OrderBy(m => m.Start)
            .Select(m => new Evidence(m.Start, m.Length, words.Text.Substring(m.Start, m.Length), "contact." + m.Kind)).Take(4).ToList();
        return contacts.Count > 0
            ? new Finding(true, contacts.Exists(c => c.Why is "contact.Email" or "contact.Phone") ? 0.85 : 0.6, contacts)
            : new Finding(false, 0.05, [new Evidence(0, 0, "", "contact.none", "sender")]);
    }

    // The reporter's own answer is enough by itself. A doubt counts only in a text that tells of an offence or of corruption: a bare insult is an accusation where it is likelier than not.
    private static Finding Accused(string who, Finding finding, Finding crime, Finding corruption, bool? told)
    {
        if (told == true)
            return finding with { Yes = true, Probability = Math.Max(finding.Probability, 0.9), Evidence = [.. finding.Evidence, new Evidence(0, 0, "", "answer." + who, "sender")] };
        if (crime.Yes || corruption.Yes || finding.Probability >= 0.5)
            return finding;
        var offence = Math.Max(crime.Probability, corruption.Probability);
        return finding with { Yes = false, Probability = Math.Round(finding.Probability * Math.Min(1, 2 * offence), 4) };
    }
}

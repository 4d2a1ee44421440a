using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Reads a report and answers the questions that the rules ask. Everything it knows stands in the lexicons; it keeps no state and touches nothing outside.</summary>
internal static class Reader
{
    /// <summary>Name and version of this reading, kept with every assessment.</summary>
    public const string Engine = "lexicon-1";

    // Half a megabyte of pasted text says in its first part what it is about; the rest is kept, not weighed.
    private const int MostRead = 96 * 1024;

    private static readonly string[] SpeaksOfCorruption = ["corrupt.bribe", "corrupt.bribe.act", "corrupt.kickback", "corrupt.interest", "corrupt.word"];

    public static TextReading Read(Narrative narrative, Answers answers, SenderSignals signals)
    {
        var passages = new List<(string In, Words Words)> { ("narrative", Words.Of(Weighed(narrative.Text))) };
        foreach (var (question, text) in answers.Written())
            passages.Add((question, Words.Of(Weighed(text))));

        var selfNames = SelfNames.Find(passages[0].Words);
        var noticed = Noticing.Of(passages, selfNames, answers, signals);
        var (language, mixed) = Languages.Of(passages);
        var weights = Weights.Current;
        var threat = weights.Answer("threat", noticed);
        var crime = weights.Answer("crime_or_threat", noticed);
        if (threat.Yes && !crime.Yes)
            crime = new Finding(true, Math.Max(crime.Probability, threat.Probability), threat.Evidence);
        var corruption = weights.Answer("corruption_facts", noticed);
        return new TextReading
        {
            Anonymous = Anonymity(passages[0].Words, selfNames, signals),
            ReplyAddress = ReplyAddress(passages[0].Words, signals),
            CrimeOrThreat = crime,
            Threat = threat,
            CorruptionFacts = corruption,
            DirectorAccused = Accused("director", noticed, crime, corruption, answers.AboutDirector),
            OfficerAccused = Accused("officer", noticed, crime, corruption, answers.AboutOfficer),
            AboutCorruption = corruption.Yes || SpeaksOfCorruption.Any(c => noticed.Has(c) || noticed.Has(c + Noticing.Supposed) || noticed.Has(c + Noticing.Denied)),
            RiskArea = Areas.Of(noticed),
            Language = language,
            Mixed = mixed,
        };
    }

    private static string Weighed(string text) => text.Length <= MostRead ? text : text[..MostRead];

    private static Finding Anonymity(Words words, List<SelfName> selfNames, SenderSignals signals)
    {
        if (NameLexicon.Current.IsFullName(signals.FullName) || NameLexicon.Current.IsFullName(signals.Organisation))
            return new Finding(false, 0.04, [new Evidence(0, 0, "", "sender.name", "sender")]);
        var names = selfNames.Select(n => (Name: n, Evidence: new Evidence(n.Start, n.Length, words.Text.Substring(n.Start, n.Length), n.Why))).ToList();
        if (names.FirstOrDefault(n => n.Name.Full) is { Evidence: { } full })
            return new Finding(false, full.Why == "self.introduction" ? 0.08 : 0.15, [full]);
        // A surname here and a given name there make a full name together.
        if (names.Count >= 2)
            return new Finding(false, 0.4, [.. names.Select(n => n.Evidence)]);
        return names.Count == 1
            ? new Finding(true, 0.7, [names[0].Evidence with { Why = "self.incomplete" }])
            : new Finding(true, 0.94, [new Evidence(0, 0, "", "self.none", "sender")]);
    }

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

    // Nobody is accused by a text that tells of no offence and no corruption; the reporter's own answer is enough by itself.
    private static Finding Accused(string who, Noticed noticed, Finding crime, Finding corruption, bool? told)
    {
        var finding = Weights.Current.Answer(who, noticed);
        if (told == true)
            return finding with { Yes = true, Probability = Math.Max(finding.Probability, 0.9), Evidence = [.. finding.Evidence, new Evidence(0, 0, "", "answer." + who, "sender")] };
        if (crime.Yes || corruption.Yes)
            return finding;
        var offence = Math.Max(crime.Probability, corruption.Probability);
        return finding with { Yes = false, Probability = Math.Round(Math.Min(finding.Probability, 0.49) * Math.Min(1, 2 * offence), 4) };
    }
}

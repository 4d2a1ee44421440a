using System.Text;
using System.Text.Json;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Reads one report for its page: masked narrative with what was noticed, answers, files, assessment, clocks, thread, history.</summary>
internal sealed class CaseReader(Database database, JournalWriter writer, LineKeys keys, ReportList list, Resealing resealing, StatutoryClock clock, WorkingCalendar calendar, TimeProvider time)
{
    /// <summary>The report for this person, or null when there is none of that id that they may read. The first reading of each person is a fact.</summary>
    public async Task<CaseView?> ReadAsync(StaffVisit visit, Guid id)
    {
        using (var first = OpenCase.Of(visit, database, keys, id))
        {
            if (first is null) return null;
            if (first.Row(list, OfficeTexts.In(visit.Language)) is { Unread: true }) await ReadForTheFirstTimeAsync(visit.Member, id);
            await resealing.ForReporterAsync(first, visit.Member);
        }

        using var opened = OpenCase.Of(visit, database, keys, id);
        return opened is null ? null : View(opened, visit, OfficeTexts.In(visit.Language));
    }

    private Task ReadForTheFirstTimeAsync(Guid member, Guid id) => writer.WriteAsync(act =>
    {
        act.Record(Scope.Report, id, new Fact(FactKind.ReportRead, time.GetUtcNow(), member));
    });

    private CaseView? View(OpenCase opened, StaffVisit visit, OfficeTexts t)
    {
        if (opened.Row(list, t) is not { } row) return null;
        var sheet = JsonSerializer.Deserialize(opened.Part(PartKind.Answers), SheetJson.Sealed.AnswersSheet)!;
        var assessment = sheet.Assessment;
        var entries = opened.Entries();
        var facts = entries.Select(e => (Entry: e, Fact: keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject))).ToList();
        var thread = opened.Thread().ToList();
        var staff = opened.Staff(facts.Select(f => f.Fact.By).Concat(thread.Select(m => m.Sheet.Member)).OfType<Guid>());
        string? Name(Guid? member) => member is { } m && staff.TryGetValue(m, out var person) ? keys.Cards.Open(person.Card, CardJson.Default.StaffCard, person.Id).Name : null;
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        return new()
        {
            Id = opened.Report.Id,
            Row = row,
            ReceivedAt = opened.Card.ReceivedAt,
            LanguageKey = "language." + opened.Card.Language,
            WayKey = opened.Card.Anonymous ? "way.anonymous" : "way.confidential",
            Narrative = EvidenceText.Pieces(Encoding.UTF8.GetString(opened.Part(PartKind.Narrative)), "narrative", assessment, visit.Language),
            Answers = [.. sheet.Answers.Written().Select(a => new AnswerView("answer." + a.Question, EvidenceText.Pieces(a.Text, a.Question, assessment, visit.Language)))],
            Marks = [.. Marks(sheet.Answers)],
            Files = [.. opened.Files().Select(View)],
            Assessment = View(assessment, visit.Language),
            Clocks = [.. opened.Card.Clocks.Select(c => new ClockView("clock." + c.Kind, DueWords.Of(c, today, calendar, t), c.StoppedAt, clock.Due(c.Kind, c.Start.ToLocalDate()).Lines(visit.Language)))],
            Thread = [.. thread.Select(m => new MessageView(m.Sheet.From == MessageAuthor.Office, Name(m.Sheet.Member), m.Sheet.At, EvidenceText.Pieces(m.Sheet.Text), m.Sheet.Asks, [.. m.Files.Select(View)]))],
            History = [.. facts.Select(f => new FactView("fact." + f.Fact.Kind, f.Fact.At, Name(f.Fact.By), f.Fact.Disposition is { } d ? "disposition." + d : null, Words(opened, f.Entry)))],
            Seen = CaseActs.LastAct(facts.Select(f => (f.Entry.Position, f.Fact.Kind))),
            ReplyId = Draw.Id(),
            Open = opened.Report.Open,
            MayInform = opened.Report.Open && visit.Role.MayInform(opened.Card),
            MayEnd = opened.Report.Open && visit.Role.MayEnd(opened.Card),
        };
    }

    private static AssessmentView View(Assessment a, Language language) => new(
        "disposition." + a.Disposition, a.Sure, a.RiskArea == RiskArea.None ? null : "risk." + a.RiskArea,
        [
            Finding("anonymous", a.Anonymous, language), Finding("address", a.ReplyAddress, language), Finding("crime", a.CrimeOrThreat, language), Finding("threat", a.Threat, language),
            Finding("facts", a.CorruptionFacts, language), Finding("director", a.DirectorAccused, language), Finding("officer", a.OfficerAccused, language),
        ],
        [.. a.Grounds.Select(g => Ground.Of(g.Key)).Select(g => new GroundView(g.Title.In(language), g.Clause, g.Words.Kk, g.Words.Ru, g.WordsCorrected.Kk, g.WordsCorrected.Ru, g.Consequence.In(language)))]);

    private static FindingView Finding(string key, Finding finding, Language language) => new(
        "finding." + key, finding.Yes, (int)Math.Round((finding.Yes ? finding.Probability : 1 - finding.Probability) * 100), [.. finding.Evidence.Select(e => Reasons.Say(e, language)).Distinct()]);

    private static IEnumerable<(string, bool)> Marks(Answers answers)
    {
        if (answers.Danger is { } danger) yield return ("answer.danger", danger);
        if (answers.AboutDirector is { } director) yield return ("answer.aboutDirector", director);
        if (answers.AboutOfficer is { } officer) yield return ("answer.aboutOfficer", officer);
    }

    private static FileOfCase View(FileEntry entry)
    {
        using (entry) return new(entry.File, entry.Name, entry.Sealed.Length, Convert.ToHexStringLower(entry.Sealed.Sha256));
    }

    private static string? Words(OpenCase opened, Entry entry) => entry.Words is not { } words ? null
        : Encoding.UTF8.GetString(ReportKey.OpenPart(opened.Key, opened.Report.Id, new SealedPart(PartKind.CaseNote, words, Digest.Sha256(words))));
}

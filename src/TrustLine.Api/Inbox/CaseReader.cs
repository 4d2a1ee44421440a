using System.Text;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Reads one report for its page: opens it once, lets each face take what it shows. The first reading of each person is a fact.</summary>
internal sealed class CaseReader(Database database, JournalWriter writer, LineKeys keys, ReportRows rows, Resealing resealing, LineCalendar days, TimeProvider time)
{
    /// <summary>The report for this person, or null when there is none of that id that they may read.</summary>
    public async Task<CaseView?> ReadAsync(StaffVisit visit, Guid id)
    {
        using (var first = OpenCase.Of(visit, database, keys, id))
        {
            if (first is null) return null;
            if (first.Row(rows) is { Unread: true }) await ReadForTheFirstTimeAsync(visit.Member, id);
            await resealing.ForReporterAsync(first, visit.Member);
        }

        using var opened = OpenCase.Of(visit, database, keys, id);
        return opened is null ? null : View(opened, visit);
    }

    private Task ReadForTheFirstTimeAsync(Guid member, Guid id) => writer.WriteAsync(act =>
    {
        act.Record(Scope.Report, id, new Fact(FactKind.ReportRead, time.GetUtcNow(), member));
    });

    private CaseView? View(OpenCase opened, StaffVisit visit)
    {
        if (opened.Row(rows) is not { } row) return null;
        var reading = new CaseReading(opened, visit, keys, time.GetUtcNow());
        return new()
        {
            Id = opened.Report.Id,
            Row = row,
            ReceivedAt = opened.Card.ReceivedAt,
            Language = opened.Card.Language,
            LanguageKey = "language." + opened.Card.Language,
            WayKey = opened.Card.Anonymous ? "way.anonymous" : "way.confidential",
            Narrative = EvidenceText.Pieces(Encoding.UTF8.GetString(opened.Part(PartKind.Narrative)), "narrative", reading.Sheet.Assessment, visit.Language),
            Answers = AnswersFace.Written(reading),
            Marks = [.. AnswersFace.Marks(reading.Sheet.Answers)],
            Files = FilesFace.Of(opened.Files()),
            Assessment = AssessmentFace.Of(reading.Sheet.Assessment, visit.Language),
            Clocks = ClocksFace.Of(reading, days),
            Thread = ThreadFace.Of(reading, time.GetUtcNow()),
            History = HistoryFace.Of(reading),
            Seen = CaseTurn.LastAct(reading.Facts.Select(f => (f.Entry.Position, f.Fact.Kind))),
            PageId = Draw.Id(),
            Open = opened.Report.Open,
            MayInform = opened.Report.Open && visit.Role.MayInform(opened.Card),
            MayEnd = opened.Report.Open && visit.Role.MayEnd(opened.Card),
        };
    }
}

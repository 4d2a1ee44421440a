using System.Text;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Director;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Reads one report for its page: opens it once, lets each face take what it shows. Each day on which a person reads it is a fact.</summary>
internal sealed class CaseReader(Database database, JournalWriter writer, LineKeys keys, ReportRows rows, Resealing resealing, HandingOver handing, Telling telling, VoicesFace voices, LineCalendar days, Provisions provisions, TimeProvider time)
{
    /// <summary>The report for this person, or null when there is none of that id that they may read.</summary>
    public async Task<CaseView?> ReadAsync(StaffVisit visit, Guid id)
    {
        using (var first = OpenCase.Of(visit, database, keys, id))
        {
            if (first is null) return null;
            if (first.Row(rows) is { Unread: true } || !LookedToday(first, visit.Member)) await LookAsync(visit.Member, id);
            await resealing.ForReporterAsync(first, visit.Member);
            await handing.ForWorkingGroupAsync(first, visit);
            await telling.CompleteAsync(visit, first);
        }

        using var opened = OpenCase.Of(visit, database, keys, id);
        return opened is null ? null : await ViewAsync(opened, visit);
    }

    // The register of look-ups has days: a second look on the same day is no new line.
    private bool LookedToday(OpenCase opened, Guid member)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        return opened.Entries().Select(e => keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject))
            .Any(f => f.Kind == FactKind.ReportRead && f.By == member && AstanaTime.DayOf(f.At.ToInstant()) == today);
    }

    private Task LookAsync(Guid member, Guid id) => writer.WriteAsync(act =>
    {
        var now = time.GetUtcNow();
        act.Record(Scope.Report, id, new Fact(FactKind.ReportRead, now, member));
        LookUps.Record(act, member, id, now);
    });

    private async Task<CaseView?> ViewAsync(OpenCase opened, StaffVisit visit)
    {
        if (opened.Row(rows) is not { } row) return null;
        var reading = new CaseReading(opened, visit, keys, time.GetUtcNow());
        var entries = opened.Files();
        var heard = await voices.OfAsync(reading, entries.Concat(reading.Thread.SelectMany(m => m.Files)), time.GetUtcNow());
        var files = FilesFace.Of(entries, heard);
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
            Taken = TakenFace.Of(reading, member => opened.NameOf(member, keys)),
            Files = files,
            Ready = ReadyFace.Of(reading, files.Count > 0),
            Assessment = AssessmentFace.Of(reading.Sheet.Assessment, opened.Card.Danger, opened.Report.RegisteredDay.ToLocalDate(), visit.Language),
            Route = RouteFace.Of(reading, provisions.Now),
            Clocks = ClocksFace.Of(reading, days),
            Thread = ThreadFace.Of(reading, heard, time.GetUtcNow()),
            Identity = IdentityFace.Of(reading, keys),
            History = HistoryFace.Of(reading),
            Seen = CaseTurn.Acts(reading.Facts.Select(f => f.Fact.Kind)),
            PageId = Draw.Id(),
            Open = opened.Report.Open,
            MayInform = opened.Report.Open && visit.Role.MayInform(opened.Card),
            MayMark = Marking.MayMark(opened.Report, opened.Card, visit.Role),
            Package = PackageFace.Form(reading, provisions.Now),
            Sending = SendingFace.Of(reading, provisions.Now),
            Direction = DirectionFace.Of(reading, provisions.Now),
        };
    }
}

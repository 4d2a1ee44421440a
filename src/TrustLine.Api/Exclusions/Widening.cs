using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Exclusions;

/// <summary>
/// The rule left somebody out in doubt, and the doubt is gone: any reader opens the report to that group, with a reason. What was written so far is sealed
/// to them in the reader's session; when it is the directors, the clock to inform them starts (10.6). Oversight is told.
/// </summary>
internal sealed class Widening(ReadersTurn turn, LineCalendar days, TimeProvider time)
{
    public Task<ReadersAnswer> WidenAsync(StaffVisit visit, Guid id, Group group, string reason) => turn.TakeAsync(visit, id, reason, card => Without(card, group), (act, change) =>
    {
        var now = time.GetUtcNow();
        turn.Set(act, change.Report, WithClock(change.After, change.Report, now), now);
        act.Record(Scope.Report, id, new Fact(group is Group.Directors ? FactKind.DirectorsReadmitted : FactKind.OfficersReadmitted, now, visit.Member), change.Words);
        turn.Tell(act, change, group, now);
        act.Send(new Errand(ErrandKind.ReadersWidened) { Report = id }, now);
    });

    private static ReportCard? Without(ReportCard card, Group group) => group switch
    {
        Group.Directors when card.DirectorExcluded => card with { DirectorExcluded = false },
        Group.Officers when card.OfficerExcluded => card with { OfficerExcluded = false },
        _ => null,
    };

    private ReportCard WithClock(ReportCard card, Report report, DateTimeOffset now)
    {
        if (card.DirectorExcluded || card.DirectorInformedAt is not null || !report.Open || card.Clocks.Any(c => c.Kind == DirectorInformed.Clock && c.StoppedAt is null)) return card;
        var (today, registered) = (AstanaTime.DayOf(now.ToInstant()), report.RegisteredDay.ToLocalDate());
        var start = today < registered ? registered : today;
        return card with { Clocks = [.. card.Clocks, new RunningClock(DirectorInformed.Clock, start.ToDateOnly(), days.Now.Clock.Due(DirectorInformed.Clock, start).Date.ToDateOnly())] };
    }
}

using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Director;

/// <summary>The director decides what becomes of a report: it is referred, inspected or handed to a unit (10.6, 10.10, 10.9). What officers have to do next begins with the clocks that start here.</summary>
internal sealed class Directing(CaseTurn turn, LineCalendar days, TimeProvider time)
{
    private static readonly string[] OfDecisions = [ClockKinds.Redirect, ClockKinds.Forward, ClockKinds.Inspection];

    /// <summary>Decides on a clause, with a reason; an inspection's term begins with the day of its order, where that is known already (7.5).</summary>
    public async Task<ActAnswer> DecideAsync(StaffVisit visit, Guid id, DecisionRule rule, string reason, DateOnly? order, long seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !visit.Role.MayDecide(opened.Card)) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(reason)) return ActAnswer.ReasonMissing;
        if (reason.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var now = time.GetUtcNow();
        var today = AstanaTime.DayOf(now.ToInstant());
        if (order is { } day && (day.ToLocalDate() > today || day < opened.Report.ReceivedDay)) return ActAnswer.DayWrong;
        var words = CaseTurn.Words(opened, reason);
        return await turn.TakeAsync(visit, id, seen, (act, report, card) =>
        {
            // Who decides knows of it: the officer need not inform him any more (10.6).
            turn.Set(report, Started(card with { Decided = rule.Kind, Clocks = card.Stopped(ClockKinds.DirectorInformed, now) }, report, rule, order, now));
            act.Record(Scope.Report, id, new Fact(FactKind.DirectorDecided, now, visit.Member) { Decision = rule.Kind, Clause = rule.Key, Day = order }, words);
            act.Send(new Errand(ErrandKind.DirectorDecided) { Report = id, Done = [visit.Member] }, now);
        });
    }

    // A later decision replaces the earlier one: what that had started no longer counts, unless it goes on.
    private ReportCard Started(ReportCard card, Report report, DecisionRule rule, DateOnly? order, DateTimeOffset now)
    {
        foreach (var other in OfDecisions.Where(kind => kind != rule.Clock)) card = card with { Clocks = card.Dropped(other, now) };
        if (rule.Clock is not { } starts || card.Clocks.Any(c => c.Kind == starts && c.StoppedAt is null)) return card;
        if (Start(starts, report, order, now) is not { } start) return card;
        return card with { Clocks = [.. card.Clocks, new RunningClock(starts, start.ToDateOnly(), days.Now.Clock.Due(starts, start).Date.ToDateOnly())] };
    }

    // Forwarding counts from receipt (АППК 65(1)), an inspection from its order (7.5), redirection at once from the decision (6.3(1)).
    private static LocalDate? Start(string kind, Report report, DateOnly? order, DateTimeOffset now)
    {
        var registered = report.RegisteredDay.ToLocalDate();
        var today = AstanaTime.DayOf(now.ToInstant());
        return kind switch
        {
            ClockKinds.Forward => registered,
            ClockKinds.Inspection => order?.ToLocalDate(),
            _ => today < registered ? registered : today,
        };
    }
}

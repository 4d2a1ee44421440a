using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Inbox;

/// <summary>Ends the case with a reason (АППК 88(2)); what the reporter is told goes out in the same act, and the clocks stop.</summary>
internal sealed class Ending(CaseTurn turn, Replying replying, TimeProvider time)
{
    public async Task<ActAnswer> EndAsync(StaffVisit visit, Guid id, Guid page, DecisionRule rule, string reason, string told, long seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !visit.Role.MayEnd(opened.Card, rule)) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(reason)) return ActAnswer.ReasonMissing;
        if (string.IsNullOrWhiteSpace(told)) return ActAnswer.TextMissing;
        if (reason.Length > CaseBounds.LongestText || told.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var now = time.GetUtcNow();
        var words = CaseTurn.Words(opened, reason);
        var messageId = replying.MessageId(visit, id, page, told);
        var message = replying.Message(opened, visit, messageId, new(told), now);
        return await turn.TakeAsync(visit, id, seen, (act, report, card) =>
        {
            act.Db.AddThread(id, messageId, message);
            turn.Set(report, Over(card, visit.Role, now) with { Confirmed = true, Decided = DecisionKind.End, WaitsForOffice = false, WaitsForReporter = false, Held = null }, open: false);
            act.Record(Scope.Report, id, new Fact(FactKind.ReportAnswered, now, visit.Member) { About = messageId });
            act.Record(Scope.Report, id, new Fact(FactKind.CaseEnded, now, visit.Member) { Disposition = card.Disposition, Decision = DecisionKind.End, Clause = rule.Key }, words);
        }, opened.Card.Readers);
    }

    // The reporter is answered in this act, and who decides is informed by deciding; whatever else ran counts no longer. Whom the officer has not informed he still must (10.6).
    private static ReportCard Over(ReportCard card, Role by, DateTimeOffset now)
    {
        card = card with { Clocks = card.Answered(now) };
        if (by.Decides()) card = card with { Clocks = card.Stopped(ClockKinds.DirectorInformed, now) };
        foreach (var kind in card.Clocks.Select(c => c.Kind).Where(k => k != ClockKinds.DirectorInformed).ToList()) card = card with { Clocks = card.Dropped(kind, now) };
        return card;
    }
}

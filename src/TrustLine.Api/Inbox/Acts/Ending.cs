using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>Ends the case with a reason (АППК 88(2)); what the reporter is told goes out in the same act, and every clock stops.</summary>
internal sealed class Ending(CaseTurn turn, Replying replying, TimeProvider time)
{
    public async Task<ActAnswer> EndAsync(StaffVisit visit, Guid id, Guid page, string reason, string told, long seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !visit.Role.MayEnd(opened.Card)) return ActAnswer.NotHere;
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
            var clocks = card.Clocks.Select(c => c.StoppedAt is null ? c with { StoppedAt = now } : c);
            turn.Set(report, card with { Confirmed = true, WaitsForOffice = false, WaitsForReporter = false, Held = null, Clocks = [.. clocks] }, open: false);
            act.Record(Scope.Report, id, new Fact(FactKind.OfficeWrote, now, visit.Member) { About = messageId });
            act.Record(Scope.Report, id, new Fact(FactKind.CaseEnded, now, visit.Member) { Disposition = card.Disposition }, words);
        });
    }
}

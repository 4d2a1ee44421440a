using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Who works the report records that it was sent to the competent body (6.3(1), АППК 65): outgoing number, day, way and proof. Only that stops the clock "at once" and the one of forwarding,
/// at the moment of the entry: a day of sending that lies before it stands in the words and moves nothing.
/// </summary>
internal sealed class Sending(CaseTurn turn, TimeProvider time)
{
    private static readonly string[] Kinds = [ClockKinds.Redirect, ClockKinds.Forward];

    /// <summary>Whether something is to be sent, and this role is the one to send it.</summary>
    public static bool IsDue(ReportCard card, Role role) => role.Works(card) && card.Clocks.Any(c => Kinds.Contains(c.Kind) && c.StoppedAt is null);

    public async Task<ActAnswer> SendAsync(StaffVisit visit, Guid id, DateOnly day, string words, long seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !IsDue(opened.Card, visit.Role)) return ActAnswer.NotHere;
        var now = time.GetUtcNow();
        var kept = CaseTurn.Words(opened, words);
        return await turn.TakeAsync(visit, id, seen, (act, report, card) =>
        {
            foreach (var kind in Kinds) card = card with { Clocks = card.Stopped(kind, now) };
            turn.Set(report, card);
            act.Record(Scope.Report, id, new Fact(FactKind.SentToBody, now, visit.Member) { Day = day }, kept);
        }, opened.Card.Readers);
    }
}

using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Inbox;

/// <summary>A person confirms the engine's recommendation, or sets another disposition with a reason.</summary>
internal sealed class Deciding(CaseTurn turn, Undoing undoing, LineCalendar days, TimeProvider time)
{
    public async Task<Acted> DecideAsync(StaffVisit visit, Guid id, Disposition decision, string reason, long seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null) return ActAnswer.NotHere;
        if (reason.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var changes = decision != opened.Card.Disposition;
        if (changes && string.IsNullOrWhiteSpace(reason)) return ActAnswer.ReasonMissing;
        var words = CaseTurn.Words(opened, reason);
        var now = time.GetUtcNow();
        (ReportCard Card, Recorded Entry)? done = null;
        var answer = await turn.TakeAsync(visit, id, seen, (act, report, card) =>
        {
            turn.Set(report, WithClocks(card with { Disposition = decision, Confirmed = true, Held = undoing.Hold(card, now) }, report, now));
            var fact = new Fact(changes ? FactKind.DispositionChanged : FactKind.DispositionConfirmed, now, visit.Member) { Disposition = decision };
            done = (card, act.Record(Scope.Report, id, fact, words));
        });
        return new(answer, done is var (before, entry) && answer == ActAnswer.Done ? UndoSlip.Of(visit, opened.Report, before, now, entry) : null);
    }

    // Sending on runs from the confirmation by a person (design 7), and only while the disposition is to redirect: at once what is anonymous (6.3(1)) or tells of danger,
    // within three working days of receipt what a named person wrote and another body decides (АППК 65(1)).
    private ReportCard WithClocks(ReportCard card, Report report, DateTimeOffset now)
    {
        if (card.Disposition != Disposition.Redirect)
        {
            card = card with { Clocks = card.Dropped(ClockKinds.Redirect, now) };
            return card.Decided is null ? card with { Clocks = card.Dropped(ClockKinds.Forward, now) } : card;
        }

        var kind = card.Anonymous || card.Danger ? ClockKinds.Redirect : ClockKinds.Forward;
        if (card.Clocks.Any(c => c.Kind == kind && !c.Dropped)) return card; // Running, or sent already.
        var registered = report.RegisteredDay.ToLocalDate();
        var today = AstanaTime.DayOf(now.ToInstant());
        var start = kind == ClockKinds.Forward || today < registered ? registered : today;
        return card with { Clocks = [.. card.Clocks, new RunningClock(kind, start.ToDateOnly(), days.Now.Clock.Due(kind, start).Date.ToDateOnly())] };
    }
}

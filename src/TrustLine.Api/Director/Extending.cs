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

/// <summary>
/// Consents to a longer term for the reply (10.8, АППК 76(3)): once, before the term is over, to a day within two months of the decision, with a reason. The notice to the
/// reporter goes out in the same act, so its three working days are kept at once.
/// </summary>
internal sealed class Extending(CaseTurn turn, Replying replying, Telling telling, LineCalendar days, TimeProvider time)
{
    /// <summary>The last day to which the term may be extended on a day; null when it may not be.</summary>
    public static LocalDate? Longest(ReportCard card, LocalDate today, StatutoryClock clock) =>
        card.Clocks.Any(c => c.Kind == ClockKinds.Reply && c.StoppedAt is null && c.Due >= today.ToDateOnly()) ? clock.Due(ClockKinds.ReplyExtension, today).Date : null;

    public async Task<ActAnswer> ExtendAsync(StaffVisit visit, Guid id, Guid page, DecisionRule rule, DateOnly? until, string reason, string told, long seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !visit.Role.MayDecide(opened.Card)) return ActAnswer.NotHere;
        var now = time.GetUtcNow();
        var today = AstanaTime.DayOf(now.ToInstant());
        if (Longest(opened.Card, today, days.Now.Clock) is not { } longest) return ActAnswer.NotHere;
        if (until is not { } chosen || chosen.ToLocalDate() <= today || chosen.ToLocalDate() > longest) return ActAnswer.DayWrong;
        if (string.IsNullOrWhiteSpace(reason)) return ActAnswer.ReasonMissing;
        if (string.IsNullOrWhiteSpace(told)) return ActAnswer.TextMissing;
        if (reason.Length > CaseBounds.LongestText || told.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        // A term does not end on a day off (АППК 76(5)); the day that was named stays beside it, so that a changed calendar counts from it again.
        var extended = new RunningClock(ClockKinds.ReplyExtension, today.ToDateOnly(), chosen) { Named = chosen };
        extended = extended with { Due = extended.DueBy(days.Now.Clock) };
        var words = CaseTurn.Words(opened, reason);
        var messageId = replying.MessageId(visit, id, page, told);
        var message = replying.Message(opened, visit, messageId, new(told), now);
        var letter = telling.Of(visit, opened, new(LetterKind.Extended, opened.Card.Language, opened.Report.Number, now) { Message = messageId, AnswerBy = extended.Due });
        return await turn.TakeAsync(visit, id, seen, (act, report, card) =>
        {
            act.Db.AddThread(id, messageId, message);
            if (letter is not null) act.Send(letter, now);
            var notice = new RunningClock(ClockKinds.ReplyExtensionNotice, today.ToDateOnly(), days.Now.Clock.Due(ClockKinds.ReplyExtensionNotice, today).Date.ToDateOnly(), StoppedAt: now);
            // The extended term takes the place of the first one: there is one day by which to answer.
            var clocks = card.Clocks.Where(c => c.Kind != ClockKinds.Reply).Append(extended).Append(notice);
            turn.Set(report, card with { Clocks = [.. clocks] });
            act.Record(Scope.Report, id, new Fact(FactKind.OfficeWrote, now, visit.Member) { About = messageId });
            act.Record(Scope.Report, id, new Fact(FactKind.TermExtended, now, visit.Member) { Decision = DecisionKind.Extend, Clause = rule.Key, Day = extended.Due }, words);
        }, opened.Card.Readers);
    }
}

using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Calls;

/// <summary>What the menu may say of the moment: day, hours and next opening by the line's own calendar, in Astana time; and of the call, by its card.</summary>
internal sealed class CallHours(LineCalendar days, IntakeDesk desk, PhoneOptions options, TimeProvider time)
{
    /// <summary>The facts for this card.</summary>
    public CallFacts Of(CallCard? card, bool canBeCalled)
    {
        var now = time.GetUtcNow().ToInstant();
        var today = AstanaTime.DayOf(now);
        var facts = new CallFacts { Today = today, NextOpening = today, Intake = desk.IsOpen, CanBeCalled = canBeCalled };
        facts = days.Now is var law && law.Calendar.Knows(today.Year) ? Hours(facts, law, now) : facts;
        return card is null ? facts : facts with
        {
            Groups = card.Rung.Count > 0 ? card.Rung.Count : facts.Groups,
            Number = card.Number,
            Code = card.Code,
            Entered = card.Entered,
            Right = card.Code.Length > 0 && Digest.Same(System.Text.Encoding.UTF8.GetBytes(card.Entered), System.Text.Encoding.UTF8.GetBytes(card.Code[^4..])),
            Registered = card.Registered?.ToLocalDate(),
            AnswerBy = card.AnswerBy?.ToLocalDate(),
            Status = card.Status,
            News = card.News,
            Text = card.Text,
            Opened = card.Opened,
        };
    }

    // At the end of the last known year no opening can be named: then none is.
    private CallFacts Hours(CallFacts facts, LawDays law, Instant now)
    {
        try
        {
            var open = law.Hours.IsOpen(now);
            return facts with
            {
                Day = law.Calendar.Day(facts.Today).Kind,
                Open = open,
                NextOpening = AstanaTime.DayOf(law.Hours.NextOpening(now)),
                Groups = options.OperatorGroups.Count,
            };
        }
        catch (CalendarYearUnknownException)
        {
            return facts;
        }
    }
}

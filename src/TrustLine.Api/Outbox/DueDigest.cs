using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Outbox;

/// <summary>
/// Which legal dates come near or have passed, for one role: who works a report is reminded from some working days before (the catalogue says how many), and who decides
/// about it hears of what has passed. By the cards alone; who is excluded from a report does not have it here. One letter a working day, however many dates.
/// </summary>
internal sealed class DueDigest(LineKeys keys, LineCalendar days)
{
    private const int Most = 50;

    /// <summary>The dates of this role, the longest overdue first.</summary>
    public IReadOnlyList<DueDate> For(JournalDb db, Role role, LocalDate today)
    {
        var law = StatuteBook.Current.Deadlines;
        var calendar = days.Now.Calendar;
        var from = Enumerable.Range(0, law.Kinds.Max(kind => law.Find(kind, today, out _)?.Remind ?? 0) + 1).Select(n => Ahead(calendar, today, n).ToDateOnly()).ToList();
        var last = from[^1];
        return [.. db.Reports.AsNoTracking().Where(r => r.NextDueDay != null && r.NextDueDay <= last).AsEnumerable()
            .Select(r => (r.Number, Card: keys.Cards.TryOpen(r.Card, CardJson.Default.ReportCard, r.Id)))
            .Where(r => r.Card is not null && Reading.Roles(r.Card).Contains((int)role))
            .SelectMany(r => r.Card!.Clocks.Where(c => c.StoppedAt is null && IsTold(c, r.Card!)).Select(c => new DueDate(r.Number, c, c.Due < today.ToDateOnly())))
            .OrderBy(d => d.Clock.Due).ThenBy(d => d.Number, StringComparer.Ordinal)];

        bool IsTold(RunningClock clock, ReportCard card) =>
            (role.Works(card) && clock.Due <= from[law.Find(clock.Kind, clock.Start.ToLocalDate(), out _)?.Remind ?? 0])
            || (role.MayDecide(card) && clock.Due < today.ToDateOnly());
    }

    /// <summary>The dates as lines of a letter.</summary>
    public string Words(IReadOnlyList<DueDate> dates, LocalDate today, Language language)
    {
        var t = OfficeTexts.In(language);
        var lines = dates.Take(Most).Select(d => t.With("digest.line", d.Number, DueWords.Of(d.Clock, today, days.Now.Calendar, t).Text));
        return string.Join('\n', dates.Count > Most ? lines.Append(t.With("digest.more", dates.Count - Most)) : lines);
    }

    // At the end of the last year with data there is nothing to count by: the days themselves are taken.
    private static LocalDate Ahead(WorkingCalendar calendar, LocalDate today, int count)
    {
        try
        {
            return calendar.AddWorkingDays(today, count);
        }
        catch (CalendarYearUnknownException)
        {
            return today.PlusDays(count);
        }
    }
}

/// <summary>One legal date: of which report, which clock, and whether it has passed.</summary>
internal sealed record DueDate(string Number, RunningClock Clock, bool Over);

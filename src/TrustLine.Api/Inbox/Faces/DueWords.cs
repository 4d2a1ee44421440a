using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Inbox;

/// <summary>A legal date in words: which, how many days are left or gone, and the day itself.</summary>
internal static class DueWords
{
    private const int Soon = 2;

    /// <summary>The nearest date that still runs; null when none does.</summary>
    public static DueView? Next(ReportCard card, LocalDate today, WorkingCalendar calendar, OfficeTexts t) =>
        card.Clocks.Where(c => c.StoppedAt is null).OrderBy(c => c.Due).FirstOrDefault() is { } clock ? Of(clock, today, calendar, t) : null;

    /// <summary>One clock in words.</summary>
    public static DueView Of(RunningClock clock, LocalDate today, WorkingCalendar calendar, OfficeTexts t)
    {
        var due = clock.Due.ToLocalDate();
        var name = t["clock." + clock.Kind];
        // What is to be done at once has no days left, even before the day of registration has come.
        if (due >= today && Term(clock)?.Value == 0) return new(t.With("due.atonce", name), "today");
        if (due == today) return new(t.With("due.today", name), "today");
        var (from, to) = due < today ? (due, today) : (today, due);
        var (unit, days) = CountsWorkingDays(clock) ? ("working", WorkingDays(from, to, calendar)) : ("calendar", Period.DaysBetween(from, to));
        return due < today
            ? new(days == 0 ? t.With("due.over.off", name, t.Day(due)) : t.With("due.over", name, t.Count("days." + unit, days), t.Day(due)), "over")
            : new(t.With("due.left", name, t.Count("days." + unit, days), t.Day(due)), days <= Soon ? "soon" : "calm");
    }

    private static bool CountsWorkingDays(RunningClock clock) => Term(clock)?.Unit == TermUnit.WorkingDays;

    private static DeadlineTerm? Term(RunningClock clock) => StatuteBook.Current.Deadlines.Find(clock.Kind, clock.Start.ToLocalDate(), out _);

    // The first day does not count, the last does: as terms are counted (АППК 76(2)).
    private static int WorkingDays(LocalDate from, LocalDate to, WorkingCalendar calendar)
    {
        var days = 0;
        for (var day = from.PlusDays(1); day <= to; day = day.PlusDays(1))
            if (calendar.IsWorking(day)) days++;
        return days;
    }
}

using System.Globalization;
using NodaTime;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Administration;

/// <summary>What an entry does to the calendar.</summary>
internal enum CalendarChange
{
    /// <summary>A working day becomes a day off.</summary>
    Off = 1,

    /// <summary>A day off becomes a working day.</summary>
    Working = 2,

    /// <summary>A day off is moved: one day becomes free, the other works in its place (Labour Code 85(3)).</summary>
    Moved = 3,

    /// <summary>A year's calendar is confirmed: its moved days are published.</summary>
    Year = 4,

    /// <summary>An earlier entry was wrong or was repealed.</summary>
    Withdrawn = 5,
}

/// <summary>Turns the administrator's entries into the calendar. Later entries win; a withdrawn one is as if it had never been.</summary>
internal static class EnteredDays
{
    /// <summary>The calendar of the data file (or of another law's) with these entries over it.</summary>
    public static WorkingCalendar Of(IEnumerable<Entered> entries, StatuteBook? law = null)
    {
        var standing = Standing(entries).ToList();
        return standing.Count == 0 && law is null
            ? WorkingCalendar.Published
            : new(standing.SelectMany(e => Days(e.Card)), standing.Where(e => Change(e.Card) == CalendarChange.Year).Select(e => new CalendarYear(Number(e.Card["year"]), true, Act(e.Card).Number)), law);
    }

    /// <summary>The entries that were not withdrawn, in the order in which they were entered.</summary>
    public static IEnumerable<Entered> Standing(IEnumerable<Entered> entries)
    {
        var all = entries.OrderBy(e => e.Ordinal).ToList();
        var withdrawn = all.Where(e => Change(e.Card) == CalendarChange.Withdrawn).Select(e => Number(e.Card["entry"])).ToHashSet();
        return all.Where(e => Change(e.Card) != CalendarChange.Withdrawn && !withdrawn.Contains(e.Ordinal));
    }

    /// <summary>What an entry does.</summary>
    public static CalendarChange Change(ProvisionCard card) => Enum.Parse<CalendarChange>(card["what"]);

    /// <summary>The act behind an entry.</summary>
    public static Decree Act(ProvisionCard card) => new(card["number"], Day(card["actDate"]), card.Three("title"));

    /// <summary>The days that an entry makes free or working.</summary>
    public static IEnumerable<CalendarException> Days(ProvisionCard card) => Change(card) switch
    {
        CalendarChange.Off => [new(Day(card["date"]), false, Act(card))],
        CalendarChange.Working => [new(Day(card["date"]), true, Act(card))],
        CalendarChange.Moved => [new(Day(card["date"]), false, Act(card)), new(Day(card["other"]), true, Act(card))],
        _ => [],
    };

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

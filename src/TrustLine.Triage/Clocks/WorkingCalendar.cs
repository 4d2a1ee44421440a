using System.Globalization;
using NodaTime;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Clocks;

/// <summary>What a day is, and why.</summary>
public enum DayKind
{
    /// <summary>Monday to Friday without anything special.</summary>
    WorkingDay,
    /// <summary>Saturday or Sunday without anything special.</summary>
    Weekend,
    /// <summary>A holiday by law.</summary>
    PublicHoliday,
    /// <summary>The working day after a holiday that fell on a day off (Law on Holidays, art. 5).</summary>
    ObservedDayOff,
    /// <summary>First day of Kurban Ait or 7 January: off and never moved (Labour Code 84(5)).</summary>
    ReligiousDayOff,
    /// <summary>The same, by an estimated date.</summary>
    ReligiousDayOffEstimated,
    /// <summary>Made free by an act that moved it (Labour Code 85(3)).</summary>
    SubstitutedDayOff,
    /// <summary>A Saturday or Sunday made working by the same act.</summary>
    WorkingWeekend,
    /// <summary>A weekday that would be off and works.</summary>
    WorkingWeekdayException,
    /// <summary>Made free by the administrator's entry, with its act.</summary>
    EnteredDayOff,
    /// <summary>Made working by the administrator's entry, with its act.</summary>
    EnteredWorkingDay,
}

/// <summary>One day of the calendar: its kind, the reason in English and where that was taken from; an entered day also carries its entry.</summary>
public sealed record CalendarDay(LocalDate Date, DayKind Kind, string Reason, string Source, CalendarException? Entry = null)
{
    /// <summary>The office works on it.</summary>
    public bool Working => Kind is DayKind.WorkingDay or DayKind.WorkingWeekend or DayKind.WorkingWeekdayException or DayKind.EnteredWorkingDay;

    /// <summary>The reason in a language of the service.</summary>
    public string ReasonIn(Language language) => DayReasons.Say(this, language);
}

/// <summary>A year of the calendar: confirmed by published acts, or computed from the law and so an estimate.</summary>
public sealed record CalendarYear(int Year, bool Confirmed, string Source);

/// <summary>The act that orders a day off or a working day: its number, its day and what it is called.</summary>
public sealed record Decree(string Number, LocalDate Date, Trilingual Title);

/// <summary>A day off or a working day that the administrator entered, with the act that orders it.</summary>
public sealed record CalendarException(LocalDate Date, bool Working, Decree Act)
{
    /// <summary>The day as the calendar shows it.</summary>
    internal CalendarDay Day => new(Date, Working ? DayKind.EnteredWorkingDay : DayKind.EnteredDayOff, Act.Title.En, DayReasons.Say(Act, Language.En), this);
}

/// <summary>A date lies in a year for which there is no calendar. Nothing is guessed: enter the year first.</summary>
public sealed class CalendarYearUnknownException(int year)
    : InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"There is no working calendar for {year}."))
{
    /// <summary>The year that is missing.</summary>
    public int Year { get; } = year;
}

/// <summary>The days on which the office works (10.4; law.md 5.3), from dated data and the administrator's entries. Immutable.</summary>
public sealed class WorkingCalendar
{
    private readonly Dictionary<LocalDate, CalendarDay> special = [];
    private readonly Dictionary<int, CalendarYear> years;

    /// <summary>The calendar of the data file (or of another law's), with entries that win over it and years that the administrator confirmed or added.</summary>
    public WorkingCalendar(IEnumerable<CalendarException>? exceptions = null, IEnumerable<CalendarYear>? enteredYears = null, StatuteBook? law = null)
    {
        law ??= StatuteBook.Current;
        years = new Dictionary<int, CalendarYear>(law.Years);
        foreach (var year in enteredYears ?? [])
            years[year.Year] = year;
        foreach (var day in law.Days)
            special.TryAdd(day.Date, Confirmed(day));
        foreach (var entry in exceptions ?? [])
            special[entry.Date] = entry.Day;
    }

    /// <summary>The calendar of the data file alone.</summary>
    public static WorkingCalendar Published { get; } = new();

    /// <summary>The years with data, in order.</summary>
    public IReadOnlyList<CalendarYear> Years => [.. years.Values.OrderBy(y => y.Year)];

    /// <summary>What a day is; <see cref="CalendarYearUnknownException"/> for a year without data.</summary>
    public CalendarDay Day(LocalDate date)
    {
        if (!years.TryGetValue(date.Year, out var year))
            throw new CalendarYearUnknownException(date.Year);
        if (special.TryGetValue(date, out var day))
            return day;
        return date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            ? new CalendarDay(date, DayKind.Weekend, date.DayOfWeek.ToString(), "Labour Code art.84(2),(3)")
            : new CalendarDay(date, DayKind.WorkingDay, "", year.Source);
    }

    /// <summary>Whether the office works on a day; <see cref="CalendarYearUnknownException"/> for a year without data.</summary>
    public bool IsWorking(LocalDate date) => Day(date).Working;

    /// <summary>Whether the year's calendar is confirmed; <see cref="CalendarYearUnknownException"/> for a year without data.</summary>
    public bool IsConfirmed(int year) => years.TryGetValue(year, out var known) ? known.Confirmed : throw new CalendarYearUnknownException(year);

    /// <summary>There is a calendar for the year.</summary>
    public bool Knows(int year) => years.ContainsKey(year);

    /// <summary>The first working day after a day.</summary>
    public LocalDate NextWorkingDay(LocalDate date) => Step(date, 1);

    /// <summary>The last working day before a day.</summary>
    public LocalDate PreviousWorkingDay(LocalDate date) => Step(date, -1);

    /// <summary>The n-th working day after a day, or before it when n is negative; the day itself for 0.</summary>
    public LocalDate AddWorkingDays(LocalDate date, int count)
    {
        for (var left = Math.Abs(count); left > 0; left--)
            date = Step(date, Math.Sign(count));
        return date;
    }

    // The file keeps a date as an estimate after its year was confirmed; the calendar does not.
    private CalendarDay Confirmed(CalendarDay day) =>
        day.Kind == DayKind.ReligiousDayOffEstimated && years.TryGetValue(day.Date.Year, out var year) && year.Confirmed ? day with { Kind = DayKind.ReligiousDayOff } : day;

    private LocalDate Step(LocalDate date, int direction)
    {
        do date = date.PlusDays(direction);
        while (!IsWorking(date));
        return date;
    }
}

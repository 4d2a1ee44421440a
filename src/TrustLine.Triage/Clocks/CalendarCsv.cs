using NodaTime;
using NodaTime.Text;

namespace TrustLine.Triage.Clocks;

/// <summary>The calendar as the verb calendar writes it: date,working,kind,reason (design 8).</summary>
public static class CalendarCsv
{
    /// <summary>Header and one line a day, both ends included; <see cref="CalendarYearUnknownException"/> before the first line when a year has no data.</summary>
    public static IEnumerable<string> Rows(LocalDate from, LocalDate to, WorkingCalendar? calendar = null)
    {
        var days = calendar ?? WorkingCalendar.Published;
        if (to < from)
            throw new ArgumentException("The last day lies before the first.", nameof(to));
        for (var year = from.Year; year <= to.Year; year++)
            if (!days.Knows(year)) throw new CalendarYearUnknownException(year);
        return Lines(from, to, days);
    }

    private static IEnumerable<string> Lines(LocalDate from, LocalDate to, WorkingCalendar days)
    {
        yield return "date,working,kind,reason";
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            var day = days.Day(date);
            yield return $"{LocalDatePattern.Iso.Format(date)},{(day.Working ? "true" : "false")},{Kind(day.Kind)},{Quote(day.Reason)}";
        }
    }

    internal static string Kind(DayKind kind) => kind switch
    {
        DayKind.WorkingDay => "working_day",
        DayKind.Weekend => "weekend",
        DayKind.PublicHoliday => "public_holiday",
        DayKind.ObservedDayOff => "observed_day_off",
        DayKind.ReligiousDayOff => "religious_day_off",
        DayKind.ReligiousDayOffEstimated => "religious_day_off_estimated",
        DayKind.SubstitutedDayOff => "substituted_day_off",
        DayKind.WorkingWeekend => "working_weekend",
        DayKind.WorkingWeekdayException => "working_weekday_exception",
        DayKind.EnteredDayOff => "entered_day_off",
        DayKind.EnteredWorkingDay => "entered_working_day",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

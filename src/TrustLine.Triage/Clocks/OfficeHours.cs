using NodaTime;

namespace TrustLine.Triage.Clocks;

/// <summary>When the line is open (10.4): [09:00, 18:00) in Astana on working days, and which legal day an arrival carries (АППК 64(3)).</summary>
/// <param name="calendar">The working calendar.</param>
/// <param name="openOnWorkingWeekends">False closes Saturdays and Sundays that were made working («с понедельника по пятницу» taken literally); they remain working days for terms.</param>
public sealed class OfficeHours(WorkingCalendar calendar, bool openOnWorkingWeekends = true)
{
    private static readonly LocalTime Opens = new(9, 0);
    private static readonly LocalTime Closes = new(18, 0);

    /// <summary>An operator answers at this moment; <see cref="CalendarYearUnknownException"/> for a year without data.</summary>
    public bool IsOpen(Instant moment)
    {
        var (day, time) = AstanaTime.At(moment);
        return OpenOn(day) && time >= Opens && time < Closes;
    }

    /// <summary>The moment itself when open, else when the line opens next.</summary>
    public Instant NextOpening(Instant moment)
    {
        if (IsOpen(moment))
            return moment;
        var (day, time) = AstanaTime.At(moment);
        if (time >= Opens)
            day = day.PlusDays(1);
        while (!OpenOn(day))
            day = day.PlusDays(1);
        return AstanaTime.Moment(day + Opens);
    }

    /// <summary>The legal day of registration: the same day before 18:00 of a working day, else the next working day (АППК 64(3)). Clocks start from it.</summary>
    public LocalDate LegalDayOf(Instant received)
    {
        var (day, time) = AstanaTime.At(received);
        return calendar.IsWorking(day) && time < Closes ? day : calendar.NextWorkingDay(day);
    }

    private bool OpenOn(LocalDate day) =>
        calendar.IsWorking(day) && (openOnWorkingWeekends || day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));
}

using NodaTime;
using NodaTime.Extensions;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Demo;

/// <summary>Moments of the invented past, in working days of the real calendar.</summary>
internal sealed class DemoDays(DateTimeOffset now)
{
    private readonly WorkingCalendar calendar = WorkingCalendar.Published;

    /// <summary>Today in Astana.</summary>
    public LocalDate Today { get; } = AstanaTime.DayOf(now.ToInstant());

    /// <summary>A time of the working day that many working days ago; 0 is today if it is one, else the last before.</summary>
    public DateTimeOffset Ago(int workingDays, int hour, int minute = 0)
    {
        var day = calendar.IsWorking(Today) ? Today : calendar.PreviousWorkingDay(Today);
        return At(calendar.AddWorkingDays(day, -workingDays), hour, minute);
    }

    /// <summary>A time of the day before today, working or not: what came then in the evening is registered later.</summary>
    public DateTimeOffset LastEvening(int hour, int minute) => At(Today.PlusDays(-1), hour, minute);

    /// <summary>A time of the latest day whose 15 working days for a reply end no later than today.</summary>
    public DateTimeOffset WithReplyDueToday(int hour, int minute)
    {
        var day = Today;
        while (!calendar.IsWorking(day) || StatutoryClock.Published.Due(ClockKinds.Reply, day).Date > Today) day = day.PlusDays(-1);
        return At(day, hour, minute);
    }

    private static DateTimeOffset At(LocalDate day, int hour, int minute) => AstanaTime.Moment(day + new LocalTime(hour, minute)).ToDateTimeOffset();
}

using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Demo.Phone;

/// <summary>
/// The moment by which the voice menu says that the line is open or closed, and nothing else: as it is, or, for whoever tries the phone at night, a working hour, or an evening.
/// Registration, days and terms always go by the real clock.
/// </summary>
internal sealed class SimulatedTime(LineCalendar days, TimeProvider time) : TimeProvider
{
    private static readonly LocalTime Evening = new(20, 0);

    /// <summary>What the menu takes the time to be.</summary>
    public ShownHours Shown { get; set; }

    /// <summary>The real moment, whether the line is open at it, and when it opens next; null while that cannot be told.</summary>
    public (DateTimeOffset Now, bool Open, DateTimeOffset? Opens) Real
    {
        get
        {
            var now = time.GetUtcNow();
            try
            {
                var hours = days.Now.Hours;
                return hours.IsOpen(now.ToInstant()) ? (now, true, null) : (now, false, hours.NextOpening(now.ToInstant()).ToDateTimeOffset());
            }
            catch (CalendarYearUnknownException)
            {
                return (now, false, null);
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => (Shown, Real) switch
    {
        (ShownHours.Open, { Open: false, Opens: { } opens }) => opens.AddHours(1),
        (ShownHours.Closed, { Open: true, Now: var now }) => AstanaTime.Moment(AstanaTime.DayOf(now.ToInstant()) + Evening).ToDateTimeOffset(),
        (_, var real) => real.Now,
    };
}

/// <summary>The hours that the menu is told.</summary>
internal enum ShownHours
{
    /// <summary>As they are.</summary>
    Now,

    /// <summary>A working hour: operators are rung.</summary>
    Open,

    /// <summary>An evening: a message or the status.</summary>
    Closed,
}

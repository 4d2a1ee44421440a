using NodaTime.Extensions;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Journal;

/// <summary>One clock of a case: its kind in the deadline catalogue, the legal day that started it, the day it ends, when it stopped, and whether that was for want of a reason to run.</summary>
internal sealed record RunningClock(string Kind, DateOnly Start, DateOnly Due, DateTimeOffset? StoppedAt = null, bool Dropped = false)
{
    /// <summary>The day that a decision named within the longest term; null where the law alone says the day.</summary>
    public DateOnly? Named { get; init; }

    /// <summary>The date with its explanation; of an extended term up to the day that the decision named. With the day of arrival it also tells how that became the day of registration.</summary>
    public ExplainedDate Explained(StatutoryClock clock, DateOnly? received = null)
    {
        var start = Start.ToLocalDate();
        var longest = received is { } day ? clock.Due(Kind, start, day.ToLocalDate()) : clock.Due(Kind, start);
        return Named is { } named ? clock.Until(longest, named.ToLocalDate()) : longest;
    }

    /// <summary>The day on which it ends by this calendar and law. A date beyond the last year with data stays where it is: nothing is guessed.</summary>
    public DateOnly DueBy(StatutoryClock clock)
    {
        try
        {
            return Explained(clock).Date.ToDateOnly();
        }
        catch (CalendarYearUnknownException)
        {
            return Due;
        }
    }

    /// <summary>How it stands on a day in Astana.</summary>
    public ClockState On(DateOnly today) =>
        Dropped ? ClockState.Dropped
        : StoppedAt is { } at ? AstanaTime.DayOf(at.ToInstant()).ToDateOnly() <= Due ? ClockState.Kept : ClockState.Late
        : today <= Due ? ClockState.Running
        : ClockState.Over;
}

/// <summary>How a clock stands.</summary>
internal enum ClockState
{
    /// <summary>It runs, and its day has not passed.</summary>
    Running,

    /// <summary>Done in time.</summary>
    Kept,

    /// <summary>Done after its day.</summary>
    Late,

    /// <summary>Its day has passed and nothing was done.</summary>
    Over,

    /// <summary>The case took another way: it no longer counts.</summary>
    Dropped,
}

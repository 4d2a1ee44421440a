using NodaTime.Extensions;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Journal;

/// <summary>One clock of a case: its kind in the deadline catalogue, the legal day that started it, the day it ends, when it stopped, and whether that was for want of a reason to run.</summary>
internal sealed record RunningClock(string Kind, DateOnly Start, DateOnly Due, DateTimeOffset? StoppedAt = null, bool Dropped = false)
{
    /// <summary>The date with its explanation; of an extended term up to the day that the decision named.</summary>
    public ExplainedDate Explained(StatutoryClock clock)
    {
        var longest = clock.Due(Kind, Start.ToLocalDate());
        return Kind == ClockKinds.ReplyExtension ? longest.Until(Due.ToLocalDate()) : longest;
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

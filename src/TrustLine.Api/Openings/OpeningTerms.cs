using NodaTime;
using NodaTime.Extensions;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Openings;

/// <summary>How long things of an opening last.</summary>
internal static class OpeningTerms
{
    /// <summary>Working days that a request waits for an answer, and the answer for a look.</summary>
    public const int WorkingDays = 3;

    /// <summary>How long the identity is shown.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 2_000;

    /// <summary>The end of the third working day after this one, by the hours of the office.</summary>
    public static DateTimeOffset Until(DateTimeOffset now, WorkingCalendar calendar) =>
        AstanaTime.Moment(calendar.AddWorkingDays(AstanaTime.DayOf(now.ToInstant()), WorkingDays) + new LocalTime(18, 0)).ToDateTimeOffset();
}

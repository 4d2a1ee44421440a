using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Inbox;

/// <summary>The legal dates of a case, each with its explanation.</summary>
internal static class ClocksFace
{
    public static IReadOnlyList<ClockView> Of(CaseReading of, LineCalendar days)
    {
        var now = days.Now;
        return [.. of.Opened.Card.Clocks.Select(c => new ClockView(
            "clock." + c.Kind, DueWords.Of(c, of.Today, now.Calendar, of.T), c.StoppedAt, c.Dropped,
            Explained(c, of.Opened.Report, days).Lines(of.Visit.Language)))];
    }

    /// <summary>One date with its explanation. What has stopped explains itself by the calendar of that moment: what was entered later did not move it.</summary>
    public static ExplainedDate Explained(RunningClock clock, Report report, LineCalendar days) =>
        clock.Explained((clock.StoppedAt is { } at ? days.KnownAt(at) : days.Now).Clock, clock.Start == report.RegisteredDay ? report.ReceivedDay : null);
}

/// <summary>A legal date with its explanation; stopped when what it counts to has happened.</summary>
public sealed record ClockView(string NameKey, DueView Due, DateTimeOffset? StoppedAt, bool Dropped, IReadOnlyList<string> Steps);

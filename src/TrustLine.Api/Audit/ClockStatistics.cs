using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Audit;

/// <summary>Clocks kept and missed, by kind and by the month in which they were due, over the reports registered in one year. From the cards alone; it knows no content.</summary>
internal sealed class ClockStatistics(Database database, LineKeys keys, TimeProvider time)
{
    /// <summary>Years in which something was registered, newest first.</summary>
    public IReadOnlyList<int> Years()
    {
        using var db = database.Read();
        return [.. db.NumberSeries.AsNoTracking().Select(s => s.Year).Distinct().ToList().OrderDescending()];
    }

    public IReadOnlyList<ClockMonth> Of(int year)
    {
        var (from, until) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        var counts = new Dictionary<(DateOnly Month, string Kind), int[]>();
        using var db = database.Read();
        foreach (var row in db.Reports.AsNoTracking().Where(r => r.RegisteredDay >= from && r.RegisteredDay < until).Select(r => new { r.Id, r.Card }).AsEnumerable())
        {
            foreach (var clock in keys.Cards.Open(row.Card, CardJson.Default.ReportCard, row.Id).Clocks)
            {
                var cell = (new DateOnly(clock.Due.Year, clock.Due.Month, 1), clock.Kind);
                if (!counts.TryGetValue(cell, out var states)) counts[cell] = states = new int[Enum.GetValues<ClockState>().Length];
                states[(int)clock.On(today)]++;
            }
        }

        return [.. counts.OrderByDescending(c => c.Key.Month).ThenBy(c => c.Key.Kind, StringComparer.Ordinal).Select(c => new ClockMonth(
            c.Key.Month, "clock." + c.Key.Kind, c.Value[(int)ClockState.Kept], c.Value[(int)ClockState.Late], c.Value[(int)ClockState.Over], c.Value[(int)ClockState.Running], c.Value[(int)ClockState.Dropped]))];
    }
}

/// <summary>One kind of clock in one month: done in time, done late, not done and over, still running, no longer counting.</summary>
public sealed record ClockMonth(DateOnly Month, string NameKey, int Kept, int Late, int Over, int Running, int Dropped);

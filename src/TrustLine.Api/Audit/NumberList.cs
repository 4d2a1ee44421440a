using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Audit;

/// <summary>The Journal's numbers of all series, newest first, with legal days and how each clock stands. No channel, no language, no disposition: nothing that tells what a report is.</summary>
internal sealed class NumberList(Database database, LineKeys keys, TimeProvider time)
{
    private const int PageLength = 50;

    /// <summary>One page after a place; null begins at the top.</summary>
    public NumberPage Page(string? after)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        using var db = database.Read();
        var reports = db.Reports.AsNoTracking();
#pragma warning disable CA1309, CA1310 // Translated: SQL compares the numbers' ASCII digits as the index does.
        if (Place(after) is { } place) reports = reports.Where(r => r.RegisteredDay < place.Day || (r.RegisteredDay == place.Day && string.Compare(r.Number, place.Number) < 0));
#pragma warning restore CA1309, CA1310
        var found = reports.OrderByDescending(r => r.RegisteredDay).ThenByDescending(r => r.Number).Take(PageLength + 1).ToList();
        var rows = found.Take(PageLength).Select(r => new NumberRow(
            r.Number, r.RegisteredDay, r.Open,
            [.. keys.Cards.Open(r.Card, CardJson.Default.ReportCard, r.Id).Clocks.Select(c => new NumberClock("clock." + c.Kind, c.Due, "audit.clock." + c.On(today)))])).ToList();
        return new(rows, found.Count > PageLength ? FormattableString.Invariant($"{rows[^1].Registered:yyyy-MM-dd}_{rows[^1].Number}") : null, after is null);
    }

    private static (DateOnly Day, string Number)? Place(string? text) =>
        text?.Split('_') is [var day, var number] && number.Length < 20 && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? (parsed, number) : null;
}

/// <summary>One page of numbers.</summary>
public sealed record NumberPage(IReadOnlyList<NumberRow> Rows, string? Next, bool First);

/// <summary>One number: legal day, stage, clocks.</summary>
public sealed record NumberRow(string Number, DateOnly Registered, bool Open, IReadOnlyList<NumberClock> Clocks);

/// <summary>One clock of a number: its name, its day, how it stands.</summary>
public sealed record NumberClock(string NameKey, DateOnly Due, string StateKey);

using NodaTime.Extensions;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Administration;

/// <summary>
/// Running dates go with the calendar: a day that an act makes free does not count for a term that still runs, whenever that term began. The
/// legal day of registration and dates that have stopped stay as they were. What a restart has cut off is counted to its end at the next start.
/// </summary>
internal sealed class Recount(Database database, JournalWriter writer, LineKeys keys, LineCalendar days, TimeProvider time, ILogger<Recount> log) : BackgroundService
{
    private const int Together = 32;

    /// <summary>What a calendar would move, in counts alone: a number would name a case, and its series who is accused.</summary>
    public Moves Preview(WorkingCalendar calendar)
    {
        var clock = new StatutoryClock(calendar);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        var (later, earlier, over) = (0, 0, 0);
        using var db = database.Read();
        foreach (var (_, card) in OpenCases(db))
        {
            foreach (var (running, due) in card.Clocks.Where(c => c.StoppedAt is null).Select(c => (c, c.DueBy(clock))))
            {
                if (due > running.Due) later++;
                if (due < running.Due) earlier++;
                if (due < running.Due && due < today && running.Due >= today) over++;
            }
        }

        return new(later, earlier, over);
    }

    /// <summary>Counts every running date anew; each case whose dates move gets a fact, and at the end one fact says how many there were.</summary>
    public async Task RunAsync()
    {
        var count = 0;
        foreach (var ids in Stale().Chunk(Together)) count += await writer.WriteAsync(act => ids.Count(id => Move(act, id)));
        await writer.WriteAsync(act => { act.Record(Scope.Provision, Provided.TheCalendar, new Fact(FactKind.ClocksCounted, time.GetUtcNow()) { Count = count }); });
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (IsUnfinished()) await RunAsync();
    }

    private bool IsUnfinished()
    {
        using var db = database.Read();
        return db.Entries.AsNoTracking().Where(e => e.Subject == Provided.TheCalendar).OrderByDescending(e => e.Position).FirstOrDefault() is { } last
            && keys.Cards.Open(last.Card, CardJson.Default.Fact, last.Subject).Kind == FactKind.ProvisionMade;
    }

    private List<Guid> Stale()
    {
        var clock = days.Now.Clock;
        using var db = database.Read();
        return [.. OpenCases(db).Where(c => Moved(c.Card, clock) is not null).Select(c => c.Id)];
    }

    // One card that somebody touched must not hold back the others; verify-journal names it.
    private IEnumerable<(Guid Id, ReportCard Card)> OpenCases(JournalDb db)
    {
        foreach (var report in db.Reports.AsNoTracking().Where(r => r.Open).Select(r => new { r.Id, r.Card }).AsEnumerable())
        {
            if (keys.Cards.TryOpen(report.Card, CardJson.Default.ReportCard, report.Id) is { } card) yield return (report.Id, card);
            else Log.EnvelopeDamaged(log, "report card");
        }
    }

    private bool Move(JournalAct act, Guid id)
    {
        var report = act.Db.Reports.Single(r => r.Id == id);
        if (!report.Open || Moved(keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id), days.Now.Clock) is not { } card) return false;
        report.Turn(keys.Cards.Seal(card, CardJson.Default.ReportCard, id), report.Open, card.NextDue);
        act.Record(Scope.Report, id, new Fact(FactKind.ClocksMoved, time.GetUtcNow()));
        return true;
    }

    private static ReportCard? Moved(ReportCard card, StatutoryClock clock)
    {
        var clocks = card.Clocks.Select(c => c.StoppedAt is null ? c with { Due = c.DueBy(clock) } : c).ToList();
        return clocks.SequenceEqual(card.Clocks) ? null : card with { Clocks = clocks };
    }
}

/// <summary>How many running dates would come later, how many earlier, and how many of these would then be over.</summary>
public sealed record Moves(int Later, int Earlier, int Over)
{
    /// <summary>No date would move.</summary>
    public bool None => Later + Earlier == 0;
}

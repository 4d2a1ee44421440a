using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Outbox;

/// <summary>
/// Sees to it that while the director is not informed of a report there is a notice on its way (10.6): also at night, on days off, with nobody signed in, after a director
/// joined late, and after a report was opened to the director that had been closed to him.
/// </summary>
internal sealed class InformingRound(Database database, JournalWriter writer, LineKeys keys, Recipients recipients, TimeProvider time)
{
    /// <summary>Puts into the outbox what is missing there; returns how many notices.</summary>
    public async Task<int> GoAsync()
    {
        var missing = Missing();
        if (missing.Count == 0 || !recipients.HasDirector()) return 0;
        await writer.WriteAsync(act =>
        {
            foreach (var report in missing) act.Send(new Errand(ErrandKind.ReportWaits) { Report = report }, time.GetUtcNow());
        });
        return missing.Count;
    }

    /// <summary>Of how many reports the director was not informed in time: their day has passed.</summary>
    public int Late()
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        using var db = database.Read();
        return Uninformed(db).Count(u => u.Due < today);
    }

    private List<Guid> Missing()
    {
        using var db = database.Read();
        var uninformed = Uninformed(db).Select(u => u.Report).ToHashSet();
        if (uninformed.Count == 0) return [];
        foreach (var row in db.Outbox.AsNoTracking().AsEnumerable())
            if (keys.Cards.Open(row.Errand, CardJson.Default.Errand, row.Id) is { Kind: ErrandKind.ReportWaits or ErrandKind.Danger, Report: { } report }) uninformed.Remove(report);
        return [.. uninformed];
    }

    // The informing ends on the day after registration, so that as long as it runs no legal date of the report can be later.
    private IEnumerable<(Guid Report, DateOnly Due)> Uninformed(JournalDb db) =>
        db.Reports.AsNoTracking().Where(r => r.NextDueDay != null && r.NextDueDay <= r.RegisteredDay.AddDays(1)).AsEnumerable()
            .Select(r => (r.Id, Card: keys.Cards.Open(r.Card, CardJson.Default.ReportCard, r.Id)))
            .Where(x => !x.Card.DirectorExcluded && x.Card.DirectorInformedAt is null)
            .SelectMany(x => x.Card.Clocks.Where(c => c.Kind == ClockKinds.DirectorInformed && c.StoppedAt is null).Take(1).Select(c => (x.Id, c.Due)));
}

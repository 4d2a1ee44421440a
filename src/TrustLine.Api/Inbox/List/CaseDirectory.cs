using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Every case's card, opened once and kept in memory, so that views and counts read no rows. A cache and nothing more: it follows the
/// entries of the Journal, each of which names the report that it changed, so a second node would keep its own. It holds what the server
/// can open with nobody unlocked, and no word of a reporter.
/// </summary>
internal sealed class CaseDirectory(Database database, LineKeys keys, ILogger<CaseDirectory> log) : BackgroundService
{
    private const int Batch = 400;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly Lock turn = new();
    private readonly Dictionary<Guid, CardOfCase> cards = [];
    private CardOfCase[]? all;
    private long next = -1;

    /// <summary>All cases as they are now, in no order.</summary>
    public IReadOnlyList<CardOfCase> All()
    {
        lock (turn)
        {
            Follow();
            return all ??= [.. cards.Values];
        }
    }

    /// <summary>Those of these that there are.</summary>
    public List<CardOfCase> Of(IEnumerable<Guid> ids)
    {
        lock (turn)
        {
            Follow();
            return [.. ids.Where(cards.ContainsKey).Select(id => cards[id])];
        }
    }

    /// <summary>The place in the log up to which it has followed.</summary>
    public long Position
    {
        get
        {
            lock (turn)
            {
                Follow();
                return next;
            }
        }
    }

    /// <summary>One case; null when there is none.</summary>
    public CardOfCase? Find(Guid id)
    {
        lock (turn)
        {
            Follow();
            return cards.GetValueOrDefault(id);
        }
    }

    // What changed is taken in off the requests' path, so that a page's time does not tell who else wrote what.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Beat);
        do
        {
            try
            {
                Find(Guid.Empty);
            }
#pragma warning disable CA1031 // The next request meets the same fault and says it; the beat goes on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.RequestFailed(log, error.GetType().Name, "directory");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Follow()
    {
        using var db = database.Read();
        var last = db.Entries.Max(e => (long?)e.Position) ?? -1;
        if (next > last) return;
        if (next < 0)
        {
            foreach (var report in db.Reports.AsEnumerable()) Take(report);
        }
        else
        {
            var touched = db.Entries.Where(e => e.Position >= next && e.Position <= last && e.Scope == (int)Scope.Report).Select(e => e.Subject).Distinct().ToList();
            foreach (var ids in touched.Chunk(Batch))
            {
                foreach (var id in ids) cards.Remove(id); // A destroyed report has no row any more.
                foreach (var report in db.Reports.Where(r => ids.Contains(r.Id)).AsEnumerable()) Take(report);
            }
        }

        (next, all) = (last + 1, null);
    }

    private void Take(Report report)
    {
        try
        {
            cards[report.Id] = new(report, keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id));
        }
        catch (EnvelopeDamagedException)
        {
            Log.EnvelopeDamaged(log, "card"); // Nobody can say who may read it: it stands nowhere until verify-journal has named it.
        }
    }
}

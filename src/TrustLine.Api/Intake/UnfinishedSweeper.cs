using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;

namespace TrustLine.Api.Intake;

/// <summary>Throws away unfinished matter after its time, sealed files that no report came to own, and codes that nobody fetched.</summary>
internal sealed class UnfinishedSweeper(
    JournalWriter writer, ReceivedFiles files, Fingerprints fingerprints, UnfinishedRoom unfinished, DiskRoom room, TimeProvider time, ILogger<UnfinishedSweeper> log) : Rounds(TimeSpan.FromMinutes(10), time, log)
{
    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation) => SweepAsync();

    /// <summary>One sweep.</summary>
    internal async Task SweepAsync()
    {
        var now = Time.GetUtcNow();
        var drafts = await writer.WriteAsync(act =>
        {
            fingerprints.Forget(act);
            var old = act.Db.Unfinished.Where(u => u.Until <= now).ExecuteDelete();
            unfinished.Recount(act.Db);
            CodeLinks.Forget(act, now);
            return old;
        });
        var removed = files.RemoveOlderThan(now - Drafts.Longest - TimeSpan.FromHours(1));
        if (drafts + removed > 0) Log.Swept(Logger, drafts, removed);
        if (room.Left() is < 0 and var over) Log.NoRoomForFiles(Logger, -over);
    }
}

using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Intake;

/// <summary>Throws away unfinished matter after its time, and sealed files that no report came to own.</summary>
internal sealed class UnfinishedSweeper(
    JournalWriter writer, ReceivedFiles files, Fingerprints fingerprints, UnfinishedRoom unfinished, DiskRoom room, TimeProvider time, ILogger<UnfinishedSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync();
            }
#pragma warning disable CA1031 // One bad sweep must not stop the next.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.SweepingFailed(log, error.GetType().Name);
            }

            await Task.Delay(Pause, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>One sweep.</summary>
    internal async Task SweepAsync()
    {
        var now = time.GetUtcNow();
        var drafts = await writer.WriteAsync(act =>
        {
            fingerprints.Forget(act);
            var old = act.Db.Unfinished.Where(u => u.Until <= now).ExecuteDelete();
            unfinished.Recount(act.Db);
            return old;
        });
        var removed = files.RemoveOlderThan(now - Drafts.Longest - TimeSpan.FromHours(1));
        if (drafts + removed > 0) Log.Swept(log, drafts, removed);
        if (room.Left() is < 0 and var over) Log.NoRoomForFiles(log, -over);
    }
}

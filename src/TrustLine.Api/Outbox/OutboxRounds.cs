namespace TrustLine.Api.Outbox;

/// <summary>Looks every minute, day and night, whether a notice has to be made that no act makes: to the director who is not informed yet, and the daily one.</summary>
internal sealed class OutboxRounds(Mail mail, InformingRound informing, DailyNotice daily, TimeProvider time, ILogger<OutboxRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private int late;

    /// <summary>One round.</summary>
    public async Task GoAsync()
    {
        var now = informing.Late();
        if (now > late) Log.DirectorNotInformed(log, now);
        late = now;
        if (!mail.Configured) return; // What nobody will ever send need not be made.
        await informing.GoAsync();
        await daily.GoAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await GoAsync();
            }
#pragma warning disable CA1031 // One bad round must not stop the next.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Log.RoundFailed(log, error.GetType().Name);
            }

            await Task.Delay(Pause, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}

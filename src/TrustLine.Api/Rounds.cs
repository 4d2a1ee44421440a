namespace TrustLine.Api;

/// <summary>Goes its rounds while the service runs: one at the start, the next after each pause. A round that fails is logged by its kind only; it stops neither the next one nor the service.</summary>
internal abstract class Rounds(TimeSpan pause, TimeProvider time, ILogger log) : BackgroundService
{
    /// <summary>The clock by which the pauses go.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Where the service's own log goes.</summary>
    protected ILogger Logger { get; } = log;

    /// <summary>One round.</summary>
    protected abstract Task GoRoundAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await GoRoundAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever it was, the next round is still gone.
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.RoundFailed(Logger, GetType().Name, error.GetType().Name);
            }

            await Task.Delay(pause, Time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }
}

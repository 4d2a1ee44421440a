namespace TrustLine.Api.Outbox;

/// <summary>Looks every minute, day and night, whether a notice has to be made that no act makes: to the director who is not informed yet, and the daily one.</summary>
internal sealed class OutboxRounds(Mail mail, InformingRound informing, DailyNotice daily, TimeProvider time, ILogger<OutboxRounds> log) : Rounds(TimeSpan.FromMinutes(1), time, log)
{
    private int late;

    /// <summary>One round.</summary>
    public async Task GoAsync()
    {
        var now = informing.Late();
        if (now > late) Log.DirectorNotInformed(Logger, now);
        late = now;
        if (!mail.Configured) return; // What nobody will ever send need not be made.
        await informing.GoAsync();
        await daily.GoAsync();
    }

    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation) => GoAsync();
}

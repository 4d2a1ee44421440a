using TrustLine.Api.Ops;

namespace TrustLine.Api.Setup;

/// <summary>While there is no administrator, every start prints one line with a new one-time link for the first.</summary>
internal sealed class FirstStart(Invitations invitations) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await invitations.ForFirstAdministratorAsync() is { } link)
            CommandLine.Say($"Set up the administrator, once, within 24 hours: {link}");
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

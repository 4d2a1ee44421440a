using TrustLine.Api.Ops;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Setup;

/// <summary>While there is no administrator, or when the settings ask for one more, every start prints one line with a new one-time link.</summary>
internal sealed class FirstStart(Invitations invitations, StaffOptions options) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await invitations.ForFirstAdministratorAsync(evenSo: options.InviteAdministrator) is { } link)
            CommandLine.Say($"Set up the administrator, once, within 24 hours: {link}");
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

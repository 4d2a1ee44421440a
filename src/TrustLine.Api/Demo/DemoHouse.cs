using TrustLine.Api.Director;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;

namespace TrustLine.Api.Demo;

/// <summary>The <c>demo</c> verb: on a fresh data folder makes invented staff and sample reports before the service answers; on a folder that has data it does nothing.</summary>
internal sealed class DemoHouse(IServiceProvider services, Database database, TimeProvider time) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using (var db = database.Read())
            if (db.Staff.Any()) return;
        using var staff = ActivatorUtilities.CreateInstance<DemoStaff>(services);
        await staff.JoinAllAsync();

        var past = new DemoTime(time.GetUtcNow());
        // The same desks as the pages have, with a clock that can be put back.
        var undoing = ActivatorUtilities.CreateInstance<Undoing>(services, past);
        var replying = ActivatorUtilities.CreateInstance<Replying>(services, undoing, past);
        var reports = new DemoReports(
            database, services.GetRequiredService<LineKeys>(), staff, past,
            ActivatorUtilities.CreateInstance<IntakeDesk>(services, past),
            ActivatorUtilities.CreateInstance<ReturnDesk>(services, past),
            ActivatorUtilities.CreateInstance<CaseReader>(services, past),
            new DemoActs(
                ActivatorUtilities.CreateInstance<Deciding>(services, undoing, past), ActivatorUtilities.CreateInstance<Informing>(services, past),
                replying, ActivatorUtilities.CreateInstance<Directing>(services, past), ActivatorUtilities.CreateInstance<Extending>(services, past, replying),
                ActivatorUtilities.CreateInstance<Ending>(services, past, replying)),
            services.GetRequiredService<ReceivedFiles>());
        await reports.MakeAsync(time.GetUtcNow(), cancellationToken);
        await ActivatorUtilities.CreateInstance<DemoProvisions>(services).MakeAsync(staff[Role.Administrator].Member);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using TrustLine.Api.Director;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;

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
        await services.GetRequiredService<Positions>().SetAsync(staff.People[Role.Administrator], staff.People[Role.Operator].Member, new("Сенім телефонының аға операторы", "старший оператор телефона доверия", "senior operator of the Trust Line"));

        var now = time.GetUtcNow();
        await Reports(services, staff.People, now).MakeAsync(DemoStories.All(new DemoDays(now)), now, cancellationToken);
        await ActivatorUtilities.CreateInstance<DemoProvisions>(services).MakeAsync(staff.People[Role.Administrator].Member);
    }

    /// <summary>The same desks as the pages have, with a clock that can be put back.</summary>
    internal static DemoReports Reports(IServiceProvider services, IReadOnlyDictionary<Role, StaffVisit> staff, DateTimeOffset now)
    {
        var past = new DemoTime(now);
        var undoing = ActivatorUtilities.CreateInstance<Undoing>(services, past);
        var replying = ActivatorUtilities.CreateInstance<Replying>(services, undoing, past);
        var standing = ActivatorUtilities.CreateInstance<Standing>(services, past);
        return new DemoReports(
            services.GetRequiredService<Database>(), services.GetRequiredService<LineKeys>(), staff, past,
            ActivatorUtilities.CreateInstance<IntakeDesk>(services, past),
            ActivatorUtilities.CreateInstance<ReturnDesk>(services, past),
            ActivatorUtilities.CreateInstance<CaseReader>(services, past),
            new DemoActs(
                ActivatorUtilities.CreateInstance<Deciding>(services, undoing, past), ActivatorUtilities.CreateInstance<Informing>(services, past),
                replying, ActivatorUtilities.CreateInstance<Directing>(services, past), ActivatorUtilities.CreateInstance<Extending>(services, past, replying),
                ActivatorUtilities.CreateInstance<Ending>(services, past, replying),
                ActivatorUtilities.CreateInstance<Asking>(services, past, standing), ActivatorUtilities.CreateInstance<Answering>(services, past, standing),
                ActivatorUtilities.CreateInstance<Showing>(services, past, standing), ActivatorUtilities.CreateInstance<Excluding>(services, past)),
            new DemoArrivals(services.GetRequiredService<ReceivedFiles>(), staff[Role.Operator].Member, past));
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

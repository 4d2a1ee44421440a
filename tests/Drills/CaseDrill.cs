// Makes a line of many sealed cases: the rooms of the service in this process, on the clock of an invented past. Every case is read, sealed and entered
// by the intake desk and worked with the office's own acts; only the receipt codes, which nobody holds, are hashed once instead of 20,000 times.

using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustLine.Api;
using TrustLine.Api.Calls;
using TrustLine.Api.Demo;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Ops;
using TrustLine.Api.Pages;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Vault.Codes;
using TrustLine.Vault.People;

namespace TrustLine.Drills;

public static class CaseDrill
{
    public const string Claim = "--count 10000 --verify 1 --data FOLDER: makes a line of so many sealed cases, to be started and looked at";
    private const int Lanes = 16, Slice = 1600;

    public static async Task RunAsync(Options options, Figures figures)
    {
        var folder = options.Folder ?? Scratch.Folder("cases");
        await MakeAsync(folder, options.Get("count", 10_000), figures);
        if (options.Get("verify", 0) == 1)
        {
            using var opening = Opening.ForChecking(new LineOptions { DataDir = Path.Combine(folder, "data"), KeyFile = KeyFile(folder) });
            using var db = opening.Database.Read();
            var faults = new JournalCheck(db, opening.Keys.LogSigner, HeadMemory.Load(opening.Options)).Run();
            figures.Holds(faults.Count == 0, $"verify-journal: {faults.Count} faults");
        }

        figures.Say($"staff in {Path.Combine(folder, "data", "demo-credentials.json")}; start with --DataDir {Path.Combine(folder, "data")} --KeyFile {KeyFile(folder)}");
    }

    internal static async Task MakeAsync(string folder, int count, Figures figures)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile(folder))!);
        var builder = WebApplication.CreateBuilder(["--DataDir", Path.Combine(folder, "data"), "--KeyFile", KeyFile(folder), "--PublicBaseUrl", "http://localhost"]);
        builder.Logging.ClearProviders();
        builder.OpenLine();
        builder.Services.AddJournal();
        builder.Services.AddIntake();
        builder.Services.AddReturn();
        builder.Services.AddOutbox();
        builder.AddCalls();
        builder.Services.AddLinePages();
        builder.AddOffice(demo: false);
        builder.Services.AddSingleton(s => new ReceiptVerifier(s.GetRequiredService<LineKeys>().InstallationSalt, s.GetRequiredService<LineKeys>().CodePepper, s.GetRequiredService<LineKeys>().Server) { Cost = 1 });
        await using var app = builder.Build();
        var pen = app.Services.GetRequiredService<JournalWriter>();
        await pen.StartAsync(default);
        using var staff = ActivatorUtilities.CreateInstance<DemoStaff>(app.Services);
        await staff.JoinAllAsync();

        var now = TimeProvider.System.GetUtcNow();
        var stock = new CaseStock(now, count);
        var lanes = Enumerable.Range(0, Lanes).Select(_ => Hands(staff.People, app.Services)).ToList();
        var watch = Stopwatch.StartNew();
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        for (var begun = 0; begun < count; begun += Slice)
        {
            var slice = Enumerable.Range(begun, Math.Min(Slice, count - begun)).ToList();
            await Task.WhenAll(lanes.Select((hands, lane) => Task.Run(() =>
                DemoHouse.Reports(app.Services, hands, now).MakeAsync(slice.Where(i => i % Lanes == lane).Select(i => stock[i]), now, CancellationToken.None))));
            if (begun / Slice % 10 == 0)
            {
                figures.Say($"  {begun + slice.Count} cases after {watch.Elapsed.TotalSeconds:F0} s");
            }
        }

        // The notices of the invented past count as sent.
        await pen.WriteAsync(act => act.Db.Outbox.ExecuteDelete());
        foreach (var visit in lanes.SelectMany(hands => hands.Values))
        {
            visit.Dispose();
        }

        await pen.StopAsync(default);
        var used = Process.GetCurrentProcess().TotalProcessorTime - own;
        figures.Say($"{count} cases in {watch.Elapsed.TotalSeconds:F0} s, {used.TotalMilliseconds / count:F1} ms of processor each; database {new FileInfo(Path.Combine(folder, "data", "trustline.db")).Length >> 20} MB");
    }

    private static string KeyFile(string folder) => Path.Combine(folder, "keys", "line.key");

    /// <summary>The same people with keys of their own: a key is used by one lane only.</summary>
    private static Dictionary<Role, StaffVisit> Hands(IReadOnlyDictionary<Role, StaffVisit> people, IServiceProvider services) => people.ToDictionary(p => p.Key, p => new StaffVisit(
        p.Value.Member, p.Value.Card, StaffKeys.FromPrivate(p.Value.Keys.ExportPrivate()), p.Value.Seat, p.Value.Language, services.GetRequiredService<Database>(), services.GetRequiredService<LineKeys>().Server));
}

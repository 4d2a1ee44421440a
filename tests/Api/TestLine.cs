using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrustLine.Api;
using TrustLine.Api.Calls;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Ops;
using TrustLine.Api.Pages;
using TrustLine.Channels;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Tests;

/// <summary>The rooms of the service in this process, on a data folder of its own, with a clock that the test moves and a line of four people with keys of their own.</summary>
internal sealed class TestLine : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<Group, (Guid Id, StaffKeys Keys)> members = [];

    private TestLine(WebApplication app, string folder, MovableClock clock) => (this.app, Folder, Clock) = (app, folder, clock);

    public string Folder { get; }
    public MovableClock Clock { get; }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Where the pages listen, for a line started with them.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>A line on a fresh folder; without people it is closed; with <paramref name="web"/> its pages and API listen on this machine, with <paramref name="office"/> the staff's. The volume is large and empty unless the test tells another.</summary>
    public static async Task<TestLine> StartAsync(bool alive = true, string? folder = null, bool web = false, bool office = false, IReadOnlyDictionary<string, string?>? settings = null, Func<string, Volume>? volume = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "lines", Draw.Id().ToString("N"));
        var clock = new MovableClock(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero)); // Friday, 10:00 in Astana.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["DataDir"] = Path.Combine(folder, "data");
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>()) builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.OpenLine();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(PassphraseCost.Quick(1_000)); // Staff of the tests come in hundreds of times.
        builder.Services.AddJournal();
        builder.Services.AddIntake();
        builder.Services.AddSingleton<Func<Volume>>(() => volume?.Invoke(Path.Combine(folder, "data")) ?? new Volume(1L << 40, 1L << 39));
        builder.Services.AddReturn();
        builder.Services.AddOutbox();
        builder.AddCalls();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (web || office) builder.Services.AddLinePages(); // The call desk takes files as the form does.
        if (office) builder.AddOffice(demo: false);
        var line = new TestLine(builder.Build(), folder, clock);
        if (web || office)
        {
            if (web) line.app.UseLinePages();
            if (office) line.app.UseOffice();
            if (web) line.app.MapLinePages();
            if (web) line.app.MapCalls();
            if (office) line.app.MapOffice();
            await line.app.StartAsync();
        }
        else
        {
            await line.Get<JournalWriter>().StartAsync(default);
        }

        if (alive) foreach (var group in Enum.GetValues<Group>()) await line.FoundAsync(group);
        return line;
    }

    /// <summary>The first member founds the group; the sheet counts as typed back.</summary>
    public async Task FoundAsync(Group group)
    {
        var (id, keys) = (Draw.Id(), StaffKeys.Fresh());
        var founding = GroupActs.Found(group, id, keys, Clock.GetUtcNow());
        await Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.Add(new Api.Journal.GroupStatement((int)group, 0, founding.Statement.ToBytes()));
            act.Db.AddRange(founding.Seals.Select(s => new MemberSeal((int)s.Group, s.Generation, s.Member ?? Guid.Empty, s.Bytes)));
            act.Record(Scope.Group, SubjectState.GroupSubject((int)group), new Fact(FactKind.GroupFounded, Clock.GetUtcNow(), id) { Group = (int)group });
        });
        Get<LineState>().Pin(founding.State);
        members[group] = (id, keys);
    }

    /// <summary>A member of the staff with a mail address, for notices.</summary>
    public Task EmployAsync(Role role, string email) => Get<JournalWriter>().WriteAsync(act =>
    {
        var id = Draw.Id();
        var card = new StaffCard { Role = role, KeysHash = StaffCard.HashOf([], []), Name = "Сыналған Адам", Login = email, Email = email, Language = Language.Kk, TotpSecret = Draw.Bytes(20) };
        act.Db.Add(new StaffMember(id, Draw.Bytes(32), Get<LineKeys>().Cards.Seal(card, CardJson.Default.StaffCard, id), [], [], []));
        act.Record(Scope.Staff, id, new Fact(FactKind.StaffJoined, Clock.GetUtcNow(), id));
    });

    /// <summary>Who founded the group, with their keys.</summary>
    public (Guid Member, StaffKeys Keys) Founder(Group group) => members[group];

    /// <summary>The group's pair, as a member's session opens it.</summary>
    public AgreementPair PairOf(Group group)
    {
        using var db = Get<Database>().Read();
        var (id, keys) = members[group];
        var row = db.MemberSeals.Single(s => s.Group == (int)group && s.Holder == id);
        return GroupActs.Open(new GroupKeySeal(group, row.Generation, id, row.Bytes), id, keys);
    }

    /// <summary>A part of a report as a member of the group reads it; <see cref="Vault.Envelopes.WrongKeyException"/> when they may not.</summary>
    public byte[] Read(Group group, Guid report, PartKind kind)
    {
        using var db = Get<Database>().Read();
        using var pair = PairOf(group);
        var slot = db.Seals.Single(s => s.SubjectId == report && s.Kind == (int)SealKind.ReportKey && s.Group == (int)group).Slot;
        using var key = Slot.Open(slot, report, pair, Get<LineKeys>().Server);
        return ReportKey.OpenPart(key, report, db.Parts.Single(p => p.SubjectId == report && p.Kind == (int)kind).Sealed);
    }

    public Report Report(string number)
    {
        using var db = Get<Database>().Read();
        return db.Reports.Single(r => r.Number == number);
    }

    public ReportCard Card(Report report) => Get<LineKeys>().Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);

    /// <summary>A report on the web, as its adapter would hand it over.</summary>
    public static Arrival Arrival(string text, string? deliveryId = null, Answers? answers = null, ReporterIdentity? identity = null) => new()
    {
        Channel = TrustLine.Triage.Reports.Channel.Web,
        Language = Language.Ru,
        DeliveryId = deliveryId ?? Draw.Id().ToString(),
        Narrative = new Narrative(text),
        Answers = answers ?? Answers.None,
        Identity = identity,
    };

    /// <summary>One sweep of unfinished matter, at the clock's time.</summary>
    public Task SweepAsync() => ActivatorUtilities.CreateInstance<UnfinishedSweeper>(app.Services).SweepAsync();

    /// <summary>What the checker of the Journal finds.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var db = Get<Database>().Read();
        return new JournalCheck(db, Get<LineKeys>().LogSigner, HeadMemory.Load(Get<LineOptions>())).Run();
    }

    public async ValueTask DisposeAsync()
    {
        if (app.Lifetime.ApplicationStarted.IsCancellationRequested) await app.StopAsync();
        else await Get<JournalWriter>().StopAsync(default);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A clock that stands until the test moves it.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void MoveTo(DateTimeOffset moment) => now = moment;

    public void Advance(TimeSpan by) => now += by;
}

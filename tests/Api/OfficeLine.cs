using System.Net;
using TrustLine.Api.Journal;
using TrustLine.Api.Setup;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using Answers = TrustLine.Triage.Reports.Answers;
using Totp = TrustLine.Vault.People.Totp;

namespace TrustLine.Tests;

/// <summary>A line with staff who joined by the real desks, each with a passphrase and a second factor, and its pages on this machine.</summary>
internal sealed class OfficeLine : IAsyncDisposable
{
    private readonly Dictionary<Role, Person> people = [];
    private int others;

    private OfficeLine(TestLine line) => Line = line;

    public TestLine Line { get; }

    /// <summary>Refusals leave quickly where no test measures them; the time still grows beyond the slowest hash.</summary>
    public static Task<OfficeLine> StartAsync(params Role[] more) => StartAsync(new Dictionary<string, string?>(), more);

    /// <summary>The same with settings of its own.</summary>
    public static async Task<OfficeLine> StartAsync(IReadOnlyDictionary<string, string?> settings, params Role[] more)
    {
        var office = new OfficeLine(await TestLine.StartAsync(alive: false, web: true, office: true, settings: new Dictionary<string, string?>(settings) { ["Staff:RefusalSeconds"] = "0.1" }));
        foreach (var role in new[] { Role.Officer, Role.Director, Role.Oversight, Role.Custodian }.Concat(more)) await office.JoinAsync(role);
        return office;
    }

    public Person this[Role role] => people[role];

    /// <summary>Joins by the desks; the first of a group founds it and types the sheet back.</summary>
    public async Task<Person> JoinAsync(Role role) => people[role] = await JoinAsync(role, role.ToString().ToLowerInvariant());

    /// <summary>One more of a role that has somebody: joins, and is admitted by them.</summary>
    public async Task<Person> JoinAnotherAsync(Role role, Role admittedBy)
    {
        var another = await JoinAsync(role, $"{role.ToString().ToLowerInvariant()}-{++others}");
        Assert.Equal(AdmitAnswer.Admitted, await AdmitAsync(people[admittedBy], another));
        return another;
    }

    // The first of a role is called after it, others after their login.
    private static string NameOf(Role role, string login) => string.Equals(login, role.ToString(), StringComparison.OrdinalIgnoreCase) ? $"Адам {role}" : $"Адам {login}";

    /// <summary>One more of a role, or (replaces) somebody who lost their keys and comes back.</summary>
    public async Task<Person> JoinAsync(Role role, string login, Guid? replaces = null)
    {
        var link = await Line.Get<Invitations>().InviteAsync(role, NameOf(role, login), "", Guid.Empty, send: false, replaces);
        var seat = Seat.Fresh(Line.Clock.GetUtcNow());
        using var joined = await Line.Get<JoiningDesk>().JoinAsync(link.Segments[^1], new JoinRequest
        {
            Name = NameOf(role, login), Login = login, Email = login + "@office.example", Language = Language.Ru,
            Passphrase = seat.Words, Again = "", Proposed = seat.Words, TotpSecret = seat.Secret, Code = "",
        });
        if (joined!.Sheet is { } sheet)
            Assert.Equal(SheetVerdict.Alive, (await Line.Get<GroupDesk>().ConfirmSheetAsync(role.Group()!.Value, joined.Member, joined.Keys, string.Join('\n', sheet))).Verdict);
        return new(joined.Member, login, seat.Words, seat.Secret, joined.Sheet is null ? "" : string.Join('\n', joined.Sheet));
    }

    /// <summary>A member of the group admits a newcomer.</summary>
    internal async Task<AdmitAnswer> AdmitAsync(Person member, Person newcomer)
    {
        using var visitor = await EntersAsync(member);
        using var visit = await VisitAsync(visitor);
        var waiting = Line.Get<Admissions>().Waiting(visit.Group!.Value).Single(w => w.Id == newcomer.Id);
        return await Line.Get<Admissions>().AdmitAsync(visit.Group!.Value, visit.Member, visit.Keys, visit.Generations(), newcomer.Id, waiting.Fingerprint);
    }

    /// <summary>The code that the person's telephone shows; the clock has moved on since the last one, so it is fresh.</summary>
    public string Code(Role role) => Code(people[role].Secret);

    /// <summary>As the other overload, for somebody who is not the first of a role.</summary>
    public string Code(Person person) => Code(person.Secret);

    /// <summary>As the other overload, for a second factor that is at hand.</summary>
    public string Code(byte[] secret)
    {
        Line.Clock.Advance(TimeSpan.FromSeconds(60));
        using var factor = Totp.From(secret);
        return factor.CodeAt(Line.Clock.GetUtcNow());
    }

    /// <summary>The person at the pages, let in.</summary>
    public Task<Visitor> EntersAsync(Role role) => EntersAsync(people[role]);

    /// <summary>As the other overload.</summary>
    public async Task<Visitor> EntersAsync(Person person)
    {
        var visitor = new Visitor(Line.Address);
        var page = await TriesAsync(visitor, person.Login, person.Passphrase, Code(person.Secret));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("input[name=login]"));
        return visitor;
    }

    /// <summary>The visitor's session as the rooms see it; the caller disposes it.</summary>
    internal async Task<StaffVisit> VisitAsync(Visitor visitor)
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        request.Request.Headers.Cookie = visitor.CookieLines.Last(c => c.StartsWith("__Host-office=", StringComparison.Ordinal)).Split(';')[0];
        return (await Line.Get<Sessions>().FindAsync(request))!;
    }

    public static async Task<Page> TriesAsync(Visitor visitor, string login, string passphrase, string code)
    {
        await visitor.OpensAsync("/office/login");
        return await visitor.SendsAsync("main form", new Dictionary<string, string?> { ["login"] = login, ["passphrase"] = passphrase, ["code"] = code });
    }

    /// <summary>Sends a form that may ask for passphrase and code again; both are given when it does.</summary>
    public Task<Page> ActsAsync(Visitor visitor, Person person, string form, params (string Field, string Value)[] values)
    {
        var typed = values.ToDictionary(v => v.Field, v => (string?)v.Value);
        if (visitor.Document.QuerySelector($"{form} input[name=passphrase]") is not null) (typed["passphrase"], typed["code"]) = (person.Passphrase, Code(person));
        return visitor.SendsAsync(form, typed);
    }

    /// <summary>A report on the web; its number and row.</summary>
    public async Task<Report> ReportsAsync(string text, Answers? answers = null, TrustLine.Channels.ReporterIdentity? identity = null)
    {
        var receipt = await Line.Get<Api.Intake.IntakeDesk>().ReceiveAsync(TestLine.Arrival(text, answers: answers, identity: identity));
        return Line.Report(receipt.Number);
    }

    public ReportCard Card(Guid id)
    {
        using var db = Line.Get<Database>().Read();
        return Line.Card(db.Reports.Single(r => r.Id == id));
    }

    public IReadOnlyList<Fact> Facts(Guid subject)
    {
        using var db = Line.Get<Database>().Read();
        return [.. db.Entries.Where(e => e.Subject == subject).OrderBy(e => e.Position).ToList().Select(e => Line.Get<LineKeys>().Cards.Open(e.Card, CardJson.Default.Fact, subject))];
    }

    public ValueTask DisposeAsync() => Line.DisposeAsync();

    internal sealed record Person(Guid Id, string Login, string Passphrase, byte[] Secret, string Sheet);
}

/// <summary>One such line for the tests that leave each other alone.</summary>
public sealed class SharedOffice : IAsyncLifetime
{
    internal OfficeLine Office { get; private set; } = null!;

    public async Task InitializeAsync() => Office = await OfficeLine.StartAsync(Role.Administrator, Role.Auditor, Role.Operator);

    public async Task DisposeAsync() => await Office.DisposeAsync();
}

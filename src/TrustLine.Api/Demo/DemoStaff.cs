using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustLine.Api.Journal;
using TrustLine.Api.Ops;
using TrustLine.Api.Setup;
using TrustLine.Api.Staff;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;

namespace TrustLine.Api.Demo;

/// <summary>The invented staff: they join with invitations, found the four groups and admit the deputy by the same desks as the pages.</summary>
internal sealed class DemoStaff(Database database, LineKeys keys, Invitations invitations, JoiningDesk joining, GroupDesk groups, Admissions admissions, LineOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Where the credentials of the invented people lie, in the data folder.</summary>
    public const string CredentialsFile = "demo-credentials.json";

    private static readonly Invented Administrator = new(Role.Administrator, "Төлеген Аманов", "tolegen", Language.Kk);

    // The director founds the group; the deputy is admitted to it.
    private static readonly Invented Deputy = new(Role.Deputy, "Ерлан Сапаров", "erlan", Language.Ru);
    private static readonly Invented[] Others =
    [
        new(Role.Officer, "Айгерім Нұрланова", "aigerim", Language.Kk),
        new(Role.Director, "Бауыржан Оспанов", "bauyrzhan", Language.Kk),
        new(Role.Custodian, "Марина Ковалёва", "marina", Language.Ru),
        new(Role.Oversight, "Сәуле Тілеубаева", "saule", Language.Kk),
        new(Role.Operator, "Денис Ким", "denis", Language.Ru),
        new(Role.Auditor, "Гүлнар Есенова", "gulnar", Language.Kk),
    ];

    private readonly Dictionary<Role, StaffVisit> people = [];

    /// <summary>Each of the staff, with their keys, as if signed in.</summary>
    public IReadOnlyDictionary<Role, StaffVisit> People => people;

    /// <summary>Everybody joins, the groups come to life, the credentials are written down and printed.</summary>
    public async Task JoinAllAsync()
    {
        var written = new List<DemoCredential> { await JoinAsync(Administrator, (await invitations.ForFirstAdministratorAsync())!) };
        var administrator = people[Role.Administrator].Member;
        written.AddRange(await Task.WhenAll(Others.Select(async person => await JoinAsync(person, await InviteAsync(person, administrator)))));
        written.Insert(3, await JoinAsync(Deputy, await InviteAsync(Deputy, administrator)));
        var director = people[Role.Director];
        if (await admissions.AdmitAsync(Group.Directors, director.Member, director.Keys, director.Generations(), people[Role.Deputy].Member, MemberFingerprint.Of(people[Role.Deputy].Keys.PublicKeys())) != AdmitAnswer.Admitted)
            throw new InvalidOperationException("The invented deputy was not admitted.");

        var json = JsonSerializer.Serialize(written, DemoJson.Readable.ListDemoCredential);
        await File.WriteAllTextAsync(Path.Combine(options.DataDir, CredentialsFile), json);
        CommandLine.Say("Invented staff (demo only), also in " + Path.Combine(options.DataDir, CredentialsFile) + ":");
        foreach (var person in written) CommandLine.Say($"  {person.Role}: {person.Login} · {person.Passphrase} · TOTP {person.TotpSecret}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var visit in people.Values) visit.Dispose();
    }

    private Task<Uri> InviteAsync(Invented person, Guid by) => invitations.InviteAsync(person.Role, person.Name, person.Email, by, send: false);

    private async Task<DemoCredential> JoinAsync(Invented person, Uri link)
    {
        var seat = Seat.Fresh(time.GetUtcNow());
        using var factor = Totp.From(seat.Secret);
        var joined = await joining.JoinAsync(link.Segments[^1], new JoinRequest
        {
            Name = person.Name,
            Login = person.Login,
            Email = person.Email,
            Language = person.Language,
            Passphrase = seat.Words,
            Again = "",
            Proposed = seat.Words,
            TotpSecret = seat.Secret,
            Code = "", // Nobody shows a code here, so none is used up: the first login may use any.
        }) ?? throw new InvalidOperationException("An invented invitation was refused.");
        if (joined.Sheet is { } sheet && (await groups.ConfirmSheetAsync(person.Role.Group()!.Value, joined.Member, joined.Keys, string.Join('\n', sheet))).Verdict != SheetVerdict.Alive)
            throw new InvalidOperationException("An invented group did not come to life.");
        lock (people) people[person.Role] = new StaffVisit(joined.Member, joined.Card, joined.Keys, new SeatCookie(Guid.Empty, "", person.Language), person.Language, database, keys.Server);
#pragma warning disable CA1308 // The roles of the file are words of the contract, in lower case.
        return new(person.Role.ToString().ToLowerInvariant(), person.Name, person.Login, seat.Words, factor.Show());
#pragma warning restore CA1308
    }

    private sealed record Invented(Role Role, string Name, string Login, Language Language)
    {
        public string Email => Login + "@trustline.example"; // RFC 2606: nobody's.
    }
}

/// <summary>One line of the demo's credentials (design.md 8).</summary>
internal sealed record DemoCredential(string Role, string Name, string Login, string Passphrase, string TotpSecret)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(DemoCredential);
}

/// <summary>JSON of the credentials: read by people too, so names stand as letters.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(List<DemoCredential>))]
internal sealed partial class DemoJson : JsonSerializerContext
{
    public static DemoJson Readable { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

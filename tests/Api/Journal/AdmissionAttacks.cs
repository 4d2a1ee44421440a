using Microsoft.Data.Sqlite;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Setup;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using GroupStatement = TrustLine.Vault.Groups.GroupStatement;

namespace TrustLine.Tests.Journal;

/// <summary>Who wants to be admitted without being who they say: with write access to the database, with keys of another group, with an admission used before.</summary>
public sealed class AdmissionAttacks
{
    [Fact]
    public async Task Keys_that_are_not_those_compared_are_not_admitted()
    {
        await using var line = await TestLine.StartAsync();
        using var newcomer = StaffKeys.Fresh();
        using var thief = StaffKeys.Fresh();
        var id = await JoinAsync(line, Role.Officer, thief);
        Assert.Equal(AdmitAnswer.Changed, await AdmitAsync(line, Group.Officers, id, newcomer));
        Assert.Null(line.Get<LineState>().Group(Group.Officers)!.Member(id));
        Assert.Equal(AdmitAnswer.Admitted, await AdmitAsync(line, Group.Officers, id, thief));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task Keys_written_into_a_waiting_row_are_seen_before_anybody_compares()
    {
        await using var line = await TestLine.StartAsync();
        using var newcomer = StaffKeys.Fresh();
        using var thief = StaffKeys.Fresh();
        var id = await JoinAsync(line, Role.Officer, newcomer);
        var put = thief.PublicKeys();
        await DamageAsync(line, $"UPDATE staff SET OpensWith = x'{Convert.ToHexString(put.Opens.ToBytes())}', SignsWith = x'{Convert.ToHexString(put.Signs.ToBytes())}' WHERE Id = '{Sql(id)}'");
        Assert.Throws<EnvelopeDamagedException>(() => Admissions(line).Waiting(Group.Officers));
        await Assert.ThrowsAsync<EnvelopeDamagedException>(() => AdmitAsync(line, Group.Officers, id, thief));
    }

    [Fact]
    public async Task A_role_is_nothing_that_a_row_says_in_clear_and_anothers_card_is_nobodys()
    {
        await using var line = await TestLine.StartAsync();
        using var auditor = StaffKeys.Fresh();
        using var officer = StaffKeys.Fresh();
        var (mine, other) = (await JoinAsync(line, Role.Auditor, auditor), await JoinAsync(line, Role.Officer, officer));
        await DamageAsync(line, $"UPDATE staff SET Card = (SELECT Card FROM staff WHERE Id = '{Sql(other)}') WHERE Id = '{Sql(mine)}'");
        Assert.Equal([other], Admissions(line).Waiting(Group.Officers).Select(w => w.Id));
        Assert.Equal(AdmitAnswer.Changed, await AdmitAsync(line, Group.Officers, mine, auditor));
    }

    [Fact]
    public async Task A_key_of_one_group_is_not_admitted_to_another()
    {
        await using var line = await TestLine.StartAsync();
        var (custodian, keys) = line.Founder(Group.Custodians);
        var id = await JoinAsync(line, Role.Officer, keys);
        Assert.Equal(AdmitAnswer.Elsewhere, await AdmitAsync(line, Group.Officers, id, keys));
        Assert.Null(line.Get<LineState>().Group(Group.Officers)!.Member(id));
        Assert.NotNull(line.Get<LineState>().Group(Group.Custodians)!.Member(custodian));
    }

    [Fact]
    public async Task An_admission_does_not_work_twice_nor_in_another_place()
    {
        await using var line = await TestLine.StartAsync();
        using var newcomer = StaffKeys.Fresh();
        var id = await JoinAsync(line, Role.Officer, newcomer);
        Assert.Equal(AdmitAnswer.Admitted, await AdmitAsync(line, Group.Officers, id, newcomer));
        Assert.Equal(AdmitAnswer.Changed, await AdmitAsync(line, Group.Officers, id, newcomer));
        // The signed statement itself, written once more behind the last one: the chain is not believed and the line closes.
        await DamageAsync(line, "INSERT INTO group_statements (\"Group\", Ordinal, Bytes) SELECT \"Group\", 2, Bytes FROM group_statements WHERE \"Group\" = 1 AND Ordinal = 1");
        line.Get<LineState>().Changed();
        Assert.Equal(ChainFailure.OutOfOrder, line.Get<LineState>().Failure(Group.Officers));
        Assert.Null(line.Get<LineState>().SealingKeys);
    }

    [Fact]
    public async Task An_older_row_put_back_is_not_acted_upon()
    {
        await using var line = await TestLine.StartAsync();
        using var newcomer = StaffKeys.Fresh();
        var id = await JoinAsync(line, Role.Officer, newcomer);
        byte[] before;
        using (var db = line.Get<Database>().Read()) before = db.Staff.Single(s => s.Id == id).Card;
        await line.Get<JournalWriter>().WriteAsync(act =>
        {
            var row = act.Db.Staff.Single(s => s.Id == id);
            var cards = line.Get<LineKeys>().Cards;
            row.Turn(cards.Seal(cards.Open(row.Card, CardJson.Default.StaffCard, id) with { Position = new("жаңа", "новая", "new") }, CardJson.Default.StaffCard, id));
            act.Record(Scope.Staff, id, new Fact(FactKind.StaffJoined, line.Clock.GetUtcNow(), id));
        });
        await DamageAsync(line, $"UPDATE staff SET Card = x'{Convert.ToHexString(before)}' WHERE Id = '{Sql(id)}'");
        await Assert.ThrowsAsync<EnvelopeDamagedException>(() => AdmitAsync(line, Group.Officers, id, newcomer));
        Assert.NotEmpty(line.Faults());
    }

    private static Admissions Admissions(TestLine line) => new(line.Get<Database>(), line.Get<JournalWriter>(), line.Get<LineKeys>(), line.Get<LineState>(), line.Clock);

    private static async Task<AdmitAnswer> AdmitAsync(TestLine line, Group group, Guid id, StaffKeys compared)
    {
        var (member, own) = line.Founder(group);
        using var pair = line.PairOf(group);
        return await Admissions(line).AdmitAsync(group, member, own, [(1, pair)], id, MemberFingerprint.Of(compared.PublicKeys()));
    }

    private static async Task<Guid> JoinAsync(TestLine line, Role role, StaffKeys keys)
    {
        var id = Draw.Id();
        var halves = keys.PublicKeys();
        var (opens, signs) = (halves.Opens.ToBytes(), halves.Signs.ToBytes());
        var card = new StaffCard { Role = role, KeysHash = StaffCard.HashOf(opens, signs), Name = "Адам", Login = "adam", Email = "", Language = Language.Kk, TotpSecret = Draw.Bytes(20) };
        await line.Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.Add(new StaffMember(id, Draw.Bytes(32), line.Get<LineKeys>().Cards.Seal(card, CardJson.Default.StaffCard, id), opens, signs, []));
            act.Record(Scope.Staff, id, new Fact(FactKind.StaffJoined, line.Clock.GetUtcNow(), id));
        });
        return id;
    }

    private static string Sql(Guid id) => id.ToString().ToUpperInvariant();

    private static async Task DamageAsync(TestLine line, string sql)
    {
        await using var thief = new SqliteConnection($"Data Source={Path.Combine(line.Folder, "data", "trustline.db")};Foreign Keys=False");
        await thief.OpenAsync();
        var command = thief.CreateCommand();
#pragma warning disable CA2100 // Every word of it stands in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}

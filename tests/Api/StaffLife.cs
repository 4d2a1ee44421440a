// How people come and go after the line lives: leaving, removal, lost keys, stolen keys, and what each of them can no longer open.

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TrustLine.Api;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Setup;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class StaffLife
{
    [Fact]
    public async Task Whoever_leaves_opens_nothing_that_comes_later_and_the_others_lose_nothing()
    {
        await using var office = await OfficeLine.StartAsync();
        var line = office.Line;
        var second = await office.JoinAsync(Role.Officer, "ekinshi");
        var before = await office.ReportsAsync("Начальник склада взял взятку 200 000 тенге, первое.");
        var excluded = await office.ReportsAsync("Комплаенс-офицер взял деньги.", new Answers(AboutOfficer: true));
        Assert.Equal(AdmitAnswer.Admitted, await office.AdmitAsync(office[Role.Officer], second));

        using var leaver = await office.EntersAsync(Role.Officer);
        using var remaining = await office.EntersAsync(second);
        // What the leaver could have written down while they might: their keys and the group's.
        using var own = Unwrap(line, office[Role.Officer]);
        using var first = PairOf(line, Group.Officers, office[Role.Officer].Id, own);

        await leaver.OpensAsync("/office/account");
        await leaver.SendsAsync("form[action='/office/account/leave']", Again(office, office[Role.Officer], ("sure", "yes")));
        Assert.Contains("Вы ушли", leaver.Page.Text, StringComparison.Ordinal);
        Assert.Equal("/office/login", (await leaver.OpensAsync("/office/reports")).Address.AbsolutePath);
        using (var refused = new Visitor(line.Address))
            Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(refused, office[Role.Officer].Login, office[Role.Officer].Passphrase, office.Code(Role.Officer))).Status);

        var later = await office.ReportsAsync("Начальник склада взял взятку 300 000 тенге, второе.");
        using (var copy = line.Get<Database>().Read())
        {
            Assert.Empty(copy.MemberSeals.Where(s => s.Holder == office[Role.Officer].Id));
            Assert.Empty(copy.Sessions.Where(s => s.StaffId == office[Role.Officer].Id));
            Assert.Empty(copy.Staff.Single(s => s.Id == office[Role.Officer].Id).Wrapped);
            // With the whole database, the server's key and all they ever had.
            foreach (var seal in copy.MemberSeals.Where(s => s.Group == (int)Group.Officers && s.Generation == 2))
                Assert.Throws<WrongKeyException>(() => GroupActs.Open(new GroupKeySeal(Group.Officers, 2, office[Role.Officer].Id, seal.Bytes), office[Role.Officer].Id, own));
            foreach (var seal in copy.Seals.Where(s => s.ReportId == later.Id))
                Assert.Throws<WrongKeyException>(() => Slot.Open(seal.Slot, seal.SubjectId, first, line.Get<LineKeys>().Server));
        }

        // Old and new are read before a single case was re-sealed, and after.
        Assert.Contains("второе", (await remaining.OpensAsync($"/office/reports/{later.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("первое", (await remaining.OpensAsync($"/office/reports/{before.Id}")).Text, StringComparison.Ordinal);
        Assert.NotNull((await remaining.OpensAsync("/office/group")).Document.QuerySelector("a[href='/office/group/resealing']"));
        await remaining.OpensAsync("/office/group/resealing");
        await remaining.SendsAsync("form[data-goes-on]");
        Assert.Null(remaining.Document.QuerySelector("form[data-goes-on]"));
        Assert.Contains("первое", (await remaining.OpensAsync($"/office/reports/{before.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await remaining.OpensAsync($"/office/reports/{excluded.Id}")).Status);
        using var db = line.Get<Database>().Read();
        Assert.All(db.Seals.Where(s => s.Group == (int)Group.Officers).ToList(), s => Assert.Equal(2, s.Generation));
        // An empty slot stayed empty: the officers were not let in by the change.
        using var visit = await office.VisitAsync(remaining);
        Assert.Null(visit.OpenSlot(db.Seals.Single(s => s.SubjectId == excluded.Id && s.Kind == (int)SealKind.ReportKey && s.Group == (int)Group.Officers)));
        Assert.Contains(office.Facts(before.Id), f => f.Kind == FactKind.SealsRenewed && f.Generation == 2);
        Assert.Equal(
            [FactKind.GroupFounded, FactKind.SheetConfirmed, FactKind.MemberAdmitted, FactKind.MemberLeft, FactKind.GroupResealed],
            office.Facts(SubjectState.GroupSubject((int)Group.Officers)).Select(f => f.Kind));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task The_last_member_stays_and_the_administrator_only_asks()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator, Role.Auditor);
        var leaving = office.Line.Get<Leaving>();
        using var officers = await office.EntersAsync(Role.Officer);
        using var officer = await office.VisitAsync(officers);
        Assert.Equal(LeaveAnswer.LastMember, await leaving.LeaveAsync(officer, officer.Member));
        Assert.Equal(LeaveAnswer.Changed, await leaving.LetGoAsync(officer, officer.Member));
        Assert.Equal(LeaveAnswer.Changed, await leaving.LeaveAsync(officer, office[Role.Director].Id));
        await officers.OpensAsync("/office/account");
        Assert.Null(officers.Document.QuerySelector("form[action='/office/account/leave']"));

        using var administrators = await office.EntersAsync(Role.Administrator);
        using var administrator = await office.VisitAsync(administrators);
        foreach (var role in new[] { Role.Officer, Role.Director, Role.Custodian, Role.Oversight })
        {
            Assert.Equal(LeaveAnswer.Changed, await leaving.LetGoAsync(administrator, office[role].Id));
            Assert.Equal(LeaveAnswer.Changed, await leaving.LeaveAsync(administrator, office[role].Id));
        }

        Assert.Equal(LeaveAnswer.LastMember, await leaving.LetGoAsync(administrator, administrator.Member));
        await administrators.OpensAsync($"/office/people/{office[Role.Officer].Id}");
        await administrators.SendsAsync("#leave form", Again(office, office[Role.Administrator]));
        Assert.Contains((await officers.OpensAsync("/office/group")).Document.QuerySelectorAll(".member .note").Select(n => n.TextContent), n => n.Contains("Администратор просит", StringComparison.Ordinal));
        Assert.Single(office.Facts(office[Role.Officer].Id), f => f.Kind == FactKind.LeavingAsked);
        // The request is taken back: once, by the same page, which then offers to ask anew.
        await administrators.OpensAsync($"/office/people/{office[Role.Officer].Id}");
        Assert.Null(administrators.Document.QuerySelector("#leave form"));
        await administrators.SendsAsync("form[action$='/stay']", new Dictionary<string, string?>());
        Assert.NotNull(administrators.Document.QuerySelector("#leave form"));
        Assert.DoesNotContain((await officers.OpensAsync("/office/group")).Document.QuerySelectorAll(".member .note").Select(n => n.TextContent), n => n.Contains("Администратор просит", StringComparison.Ordinal));
        Assert.Equal(LeaveAnswer.Asked, await leaving.AskAsync(administrator, office[Role.Officer].Id, takesBack: true));
        Assert.Single(office.Facts(office[Role.Officer].Id), f => f.Kind == FactKind.LeavingNoLongerAsked);
        // Nothing was taken from the officer by asking.
        Assert.Equal("/office/reports", (await officers.OpensAsync("/office/reports")).Address.AbsolutePath);

        // Whoever holds no key goes at the administrator's word.
        await administrators.OpensAsync($"/office/people/{office[Role.Auditor].Id}");
        await administrators.SendsAsync("#leave form", new Dictionary<string, string?>());
        Assert.Equal("/office/people", administrators.Page.Address.AbsolutePath);
        using var gone = new Visitor(office.Line.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(gone, office[Role.Auditor].Login, office[Role.Auditor].Passphrase, office.Code(Role.Auditor))).Status);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task What_was_being_sealed_while_somebody_left_is_sealed_to_the_generation_after_them()
    {
        await using var office = await OfficeLine.StartAsync();
        var line = office.Line;
        var second = await office.JoinAsync(Role.Officer, "ekinshi");
        Assert.Equal(AdmitAnswer.Admitted, await office.AdmitAsync(office[Role.Officer], second));
        // A desk that still believes what it verified before the leaving: as another node would, or a report in the very second.
        var stale = new LineState(line.Get<Database>(), line.Get<LineOptions>(), line.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<LineState>.Instance);
        Assert.NotNull(stale.SealingKeys);
        var desk = ActivatorUtilities.CreateInstance<IntakeDesk>(line.Get<IServiceProvider>(), stale);
        using (var remaining = await office.EntersAsync(second))
        using (var visit = await office.VisitAsync(remaining)) Assert.Equal(LeaveAnswer.Left, await line.Get<Leaving>().LeaveAsync(visit, office[Role.Officer].Id));
        var receipt = await desk.ReceiveAsync(TestLine.Arrival("Начальник склада взял взятку 200 000 тенге."));
        using var db = line.Get<Database>().Read();
        Assert.Equal(1, db.Reports.Count());
        var report = db.Reports.Single(r => r.Number == receipt.Number);
        Assert.All(db.Seals.Where(s => s.ReportId == report.Id && s.Group == (int)Group.Officers), s => Assert.Equal(2, s.Generation));
        // Whatever else would write a seal of a generation that is over is refused by the pen, and nothing of it is written.
        var old = db.Seals.First(s => s.ReportId == report.Id && s.Group == (int)Group.Officers).Slot;
        await Assert.ThrowsAsync<GenerationOverException>(() => line.Get<JournalWriter>().WriteAsync(act => { act.Db.Add(new SealRow(report.Id, Guid.NewGuid(), old with { Generation = 1 })); }));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task The_administrator_does_not_seat_himself_in_a_group_by_calling_somebody_lost()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        var line = office.Line;
        var report = await office.ReportsAsync("Начальник склада взял взятку.");
        // He invites "the officer" back and joins himself.
        var accomplice = await office.JoinAsync(Role.Officer, "qaitqan", office[Role.Officer].Id);
        using var visitor = await office.EntersAsync(accomplice);
        Assert.Equal("/office/group", (await visitor.OpensAsync("/office/reports")).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpensAsync($"/office/reports/{report.Id}")).Status);
        using var visit = await office.VisitAsync(visitor);
        var fingerprint = MemberFingerprint.Of(visit.Keys.PublicKeys());
        Assert.Equal(AdmitAnswer.Changed, await line.Get<Admissions>().AdmitAsync(Group.Officers, visit.Member, visit.Keys, [], visit.Member, fingerprint));
        Assert.Equal(AdmitAnswer.Changed, await line.Get<Admissions>().AdmitAsync(Group.Officers, office[Role.Officer].Id, visit.Keys, [], visit.Member, fingerprint));
        using (var foreign = GroupActs.Found(Group.Officers, visit.Member, visit.Keys, line.Clock.GetUtcNow()).Sheet)
            Assert.Equal(SheetVerdict.AnotherSheet, (await line.Get<Admissions>().AdmitBySheetAsync(visit, string.Join('\n', foreign.Show()))).Verdict);
        Assert.Equal(SheetVerdict.WrongLine, (await line.Get<Admissions>().AdmitBySheetAsync(visit, office[Role.Director].Sheet)).Verdict);
        Assert.Equal([office[Role.Officer].Id], line.Get<LineState>().Group(Group.Officers)!.Members.Select(m => m.Id));
        // The officer works on as before.
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Equal(HttpStatusCode.OK, (await officer.OpensAsync($"/office/reports/{report.Id}")).Status);
        // And the officer, who still has their keys, does not replace themselves with the stranger by a careless click.
        using var own = await office.VisitAsync(officer);
        Assert.Equal(AdmitAnswer.Changed, await line.Get<Admissions>().AdmitAsync(Group.Officers, own.Member, own.Keys, own.Generations(), visit.Member, fingerprint));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task Lost_keys_are_replaced_by_a_members_admission_or_when_there_is_none_by_the_sheet()
    {
        await using var office = await OfficeLine.StartAsync();
        var line = office.Line;
        var report = await office.ReportsAsync("Начальник склада взял взятку.");
        // The only officer lost the telephone: nobody can admit, the sheet comes out of the safe.
        var back = await office.JoinAsync(Role.Officer, "qaitqan", office[Role.Officer].Id);
        using var visitor = await office.EntersAsync(back);
        await visitor.OpensAsync("/office/group");
        var lines = office[Role.Officer].Sheet.Split('\n');
        var typed = Again(office, back, [.. lines.Select((l, i) => ($"line{i + 1}", l))]);
        await visitor.SendsAsync("form[action='/office/group/sheet/use']", typed);
        Assert.Equal("/office/group/resealing", visitor.Page.Address.AbsolutePath);
        Assert.Equal([back.Id], line.Get<LineState>().Group(Group.Officers)!.Members.Select(m => m.Id));
        Assert.Equal(2, line.Get<LineState>().Group(Group.Officers)!.Current.Number);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpensAsync($"/office/reports/{report.Id}")).Status);
        Assert.Contains(office.Facts(SubjectState.GroupSubject((int)Group.Officers)), f => f.Kind == FactKind.SheetUsed && f.About == back.Id);
        Assert.Contains(office.Facts(office[Role.Officer].Id), f => f.Kind == FactKind.StaffReplaced && f.About == back.Id);

        // A deputy who lost the passphrase: the director admits.
        var deputy = await office.JoinAsync(Role.Deputy, "orynbasar");
        Assert.Equal(AdmitAnswer.Admitted, await office.AdmitAsync(office[Role.Director], deputy));
        var again = await office.JoinAsync(Role.Deputy, "orynbasar2", deputy.Id);
        Assert.Equal(AdmitAnswer.Admitted, await office.AdmitAsync(office[Role.Director], again));
        Assert.Equal([office[Role.Director].Id, again.Id], line.Get<LineState>().Group(Group.Directors)!.Members.Select(m => m.Id));
        using var old = new Visitor(line.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(old, deputy.Login, deputy.Passphrase, office.Code(deputy.Secret))).Status);
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task Stolen_keys_are_revoked_everywhere_at_once()
    {
        await using var office = await OfficeLine.StartAsync();
        var line = office.Line;
        var person = office[Role.Custodian];
        using var thief = await office.EntersAsync(person);
        using var own = Unwrap(line, person);
        using var first = PairOf(line, Group.Custodians, person.Id, own);
        using var owner = await office.EntersAsync(person);
        await owner.OpensAsync("/office/account/keys");
        var words = owner.Document.QuerySelector(".words bdi")!.TextContent;
        var secret = Base32(owner.Document.QuerySelector("details .words")!.TextContent.Trim());
        using (var factor = Vault.People.Totp.From(secret))
        {
            var typed = Again(office, person, ("newpassphrase", words));
            typed["newcode"] = factor.CodeAt(line.Clock.GetUtcNow());
            await owner.SendsAsync("form[action='/office/account/keys']", typed);
        }

        Assert.Equal("/office/group/resealing", owner.Page.Address.AbsolutePath);
        Assert.Equal("/office/login", (await thief.OpensAsync("/office/openings")).Address.AbsolutePath);
        using (var refused = new Visitor(line.Address))
            Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(refused, person.Login, person.Passphrase, office.Code(person.Secret))).Status);
        // The stolen halves open no seal of the new generation and sign nothing that is believed.
        var report = await office.ReportsAsync("Начальник склада взял взятку.");
        using (var db = line.Get<Database>().Read())
        {
            foreach (var seal in db.MemberSeals.Where(s => s.Holder == person.Id)) Assert.Throws<WrongKeyException>(() => GroupActs.Open(new GroupKeySeal(Group.Custodians, seal.Generation, person.Id, seal.Bytes), person.Id, own));
            foreach (var seal in db.Seals.Where(s => s.ReportId == report.Id)) Assert.Throws<WrongKeyException>(() => Slot.Open(seal.Slot, seal.SubjectId, first, line.Get<LineKeys>().Server));
        }

        var state = line.Get<LineState>().Group(Group.Custodians)!;
        Assert.Equal(ChainFailure.BadSignature, Assert.Throws<GroupNotTrustedException>(() => GroupActs.Renew(state, GroupAuthor.Of(person.Id, own), line.Clock.GetUtcNow())).Failure);
        using var back = await office.EntersAsync(person with { Passphrase = words, Secret = secret });
        using var visit = await office.VisitAsync(back);
        Assert.Equal([1, 2], visit.Generations().Select(g => g.Generation).Order());
        Assert.Contains(office.Facts(person.Id), f => f.Kind == FactKind.KeysReplaced);
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_touched_case_is_named_and_holds_back_no_other()
    {
        await using var office = await OfficeLine.StartAsync();
        var line = office.Line;
        var second = await office.JoinAsync(Role.Officer, "ekinshi");
        Assert.Equal(AdmitAnswer.Admitted, await office.AdmitAsync(office[Role.Officer], second));
        var reports = new List<Report>();
        for (var i = 0; i < 40; i++) reports.Add(await office.ReportsAsync($"Начальник склада взял взятку, {i}."));
        using var remaining = await office.EntersAsync(second);
        using (var visit = await office.VisitAsync(remaining)) Assert.Equal(LeaveAnswer.Left, await line.Get<Leaving>().LeaveAsync(visit, office[Role.Officer].Id));
        await using (var thief = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(line.Folder, "data", "trustline.db")}"))
        {
            await thief.OpenAsync();
            var command = thief.CreateCommand();
            command.CommandText = $"UPDATE seals SET Bytes = (SELECT Bytes FROM seals WHERE SubjectId = '{Sql(reports[1].Id)}' AND Kind = 1 AND \"Group\" = 1), Hash = (SELECT Hash FROM seals WHERE SubjectId = '{Sql(reports[1].Id)}' AND Kind = 1 AND \"Group\" = 1) WHERE SubjectId = '{Sql(reports[0].Id)}' AND Kind = 1 AND \"Group\" = 1";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        using var renewed = await office.VisitAsync(remaining);
        // It stops when asked to, and goes on where it was.
        using (var stopped = new CancellationTokenSource())
        {
            await stopped.CancelAsync();
            Assert.Equal(40, (await line.Get<GroupResealing>().GoOnAsync(renewed, stopped.Token)).Left);
        }

        var progress = line.Get<GroupResealing>().Progress(Group.Officers);
        for (var i = 0; i < 20 && progress.Left > 1; i++) progress = await line.Get<GroupResealing>().GoOnAsync(renewed, default);
        Assert.Equal(new ResealingProgress(40, 1, 1), progress);
        using var db = line.Get<Database>().Read();
        Assert.Equal([reports[0].Id], db.Seals.Where(s => s.Group == (int)Group.Officers && s.Generation == 1).Select(s => s.ReportId).Distinct().ToList());
        Assert.Single(line.Faults());
    }

    [Fact]
    public async Task A_leavers_row_put_back_lets_nobody_in()
    {
        await using var office = await OfficeLine.StartAsync();
        var line = office.Line;
        var second = await office.JoinAsync(Role.Custodian, "ekinshi");
        Assert.Equal(AdmitAnswer.Admitted, await office.AdmitAsync(office[Role.Custodian], second));
        string before;
        using (var db = line.Get<Database>().Read())
        {
            var row = db.Staff.Single(s => s.Id == second.Id);
            before = $"UPDATE staff SET Active = 1, Card = x'{Convert.ToHexString(row.Card)}', Wrapped = x'{Convert.ToHexString(row.Wrapped)}', LoginLookup = x'{Convert.ToHexString(row.LoginLookup)}' WHERE Id = '{Sql(second.Id)}'";
        }

        using (var visitor = await office.EntersAsync(Role.Custodian))
        using (var visit = await office.VisitAsync(visitor))
            Assert.Equal(LeaveAnswer.Left, await line.Get<Leaving>().LeaveAsync(visit, second.Id));
        await using (var thief = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(line.Folder, "data", "trustline.db")}"))
        {
            await thief.OpenAsync();
            var command = thief.CreateCommand();
#pragma warning disable CA2100 // Every word of it stands in this file.
            command.CommandText = before;
#pragma warning restore CA2100
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        using var back = new Visitor(line.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(back, second.Login, second.Passphrase, office.Code(second.Secret))).Status);
    }

    /// <summary>Passphrase and code, with what else the form asks.</summary>
    private static Dictionary<string, string?> Again(OfficeLine office, OfficeLine.Person person, params (string Field, string Value)[] more)
    {
        var answers = more.ToDictionary(m => m.Field, m => (string?)m.Value);
        (answers["passphrase"], answers["code"]) = (person.Passphrase, office.Code(person.Secret));
        return answers;
    }

    private static StaffKeys Unwrap(TestLine line, OfficeLine.Person person)
    {
        using var passphrase = Passphrase.Typed(person.Passphrase);
        using var db = line.Get<Database>().Read();
        return StaffKeys.Unwrap(passphrase, person.Id, db.Staff.Single(s => s.Id == person.Id).Wrapped, line.Get<LineKeys>().Server)!;
    }

    private static AgreementPair PairOf(TestLine line, Group group, Guid holder, StaffKeys own)
    {
        using var db = line.Get<Database>().Read();
        var row = db.MemberSeals.Single(s => s.Group == (int)group && s.Holder == holder && s.Generation == 1);
        return GroupActs.Open(new GroupKeySeal(group, 1, holder, row.Bytes), holder, own);
    }

    private static string Sql(Guid id) => id.ToString().ToUpperInvariant();

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}

// How the line comes to life: the first link, joining, four groups with sheets typed back, admission of later members.

using System.Net;
using System.Text;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Setup;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using Answers = TrustLine.Triage.Reports.Answers;
using Totp = TrustLine.Vault.People.Totp;

namespace TrustLine.Tests;

public sealed class SetupJoining
{
    private static readonly Dictionary<string, string?> Quick = new() { ["Staff:RefusalSeconds"] = "0.1" };

    [Fact]
    public async Task From_the_first_link_to_an_open_line_by_the_pages()
    {
        await using var line = await TestLine.StartAsync(alive: false, web: true, office: true, settings: Quick);
        var state = line.Get<LineState>();
        using var administrator = new Visitor(line.Address);
        var link = (await line.Get<Invitations>().ForFirstAdministratorAsync())!;
        await JoinsAsync(line, administrator, link.AbsolutePath, "tolegen");
        Assert.Equal("/office/people", administrator.Page.Address.AbsolutePath);
        Assert.Null(await line.Get<Invitations>().ForFirstAdministratorAsync());

        foreach (var (role, login) in new[] { ("Officer", "aigerim"), ("Director", "bauyrzhan"), ("Oversight", "saule"), ("Custodian", "marina") })
        {
            Assert.Null(state.SealingKeys);
            await administrator.OpensAsync("/office/people");
            await administrator.SendsAsync("form[action='/office/people/invitations']", new Dictionary<string, string?> { ["name"] = login, ["role"] = role });
            var invitation = new Uri(administrator.Document.QuerySelector(".note .words")!.TextContent.Trim());
            using var member = new Visitor(line.Address);
            await JoinsAsync(line, member, invitation.AbsolutePath, login);
            var lines = member.Document.QuerySelectorAll(".sheet code").Select(c => c.TextContent).ToList();
            Assert.Equal(4, lines.Count);
            var fingerprint = member.Document.QuerySelector(".sheet .words")!.TextContent;
            await member.OpensAsync("/office/group");
            Assert.Contains(fingerprint, member.Page.Text, StringComparison.Ordinal);
            var typed = Enumerable.Range(1, 4).ToDictionary(n => "line" + n, n => (string?)lines[n - 1]);
            typed["compared"] = "yes";
            var wrong = new Dictionary<string, string?>(typed) { ["line3"] = lines[2][..^1] + (lines[2][^1] == '7' ? '8' : '7') };
            await member.SendsAsync("form[action='/office/group/sheet']", wrong);
            Assert.Equal("#line3", member.Document.QuerySelector(".summary a")!.GetAttribute("href"));
            Assert.Null(state.SealingKeys);
            await member.SendsAsync("form[action='/office/group/sheet']", typed);
            Assert.Null(member.Document.QuerySelector("form[action='/office/group/sheet']"));
            // The link is used up.
            using var late = new Visitor(line.Address);
            Assert.Equal(HttpStatusCode.NotFound, (await late.OpensAsync(invitation.AbsolutePath)).Status);
        }

        Assert.NotNull(state.SealingKeys);
        Assert.True(line.Get<IntakeDesk>().IsOpen);
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_later_member_reads_nothing_before_a_member_admits_them_with_the_passphrase()
    {
        await using var office = await OfficeLine.StartAsync(Role.Deputy);
        var report = await office.ReportsAsync("Директор склада Ахметов продал весы и взял взятку 300 000 тенге.");
        using var deputy = await office.EntersAsync(Role.Deputy);
        Assert.Equal("/office/group", (await deputy.OpensAsync("/office/reports")).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await deputy.OpensAsync($"/office/reports/{report.Id}")).Status);
        await deputy.OpensAsync("/office/group");
        var fingerprint = deputy.Document.QuerySelector(".words")!.TextContent;

        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync("/office/group");
        Assert.Contains(fingerprint, director.Page.Text, StringComparison.Ordinal);
        await director.SendsAsync(".admit", new Dictionary<string, string?> { ["passphrase"] = "not my words at all", ["code"] = office.Code(Role.Director) });
        Assert.NotNull(director.Document.QuerySelector(".summary a[href$='-passphrase']"));
        Assert.Equal("/office/group", (await deputy.OpensAsync("/office/reports")).Address.AbsolutePath);
        await director.OpensAsync("/office/group");
        await director.SendsAsync(".admit", new Dictionary<string, string?> { ["passphrase"] = office[Role.Director].Passphrase, ["code"] = office.Code(Role.Director) });
        Assert.Equal(2, office.Line.Get<LineState>().Group(Group.Directors)!.Members.Count);

        Assert.Contains(report.Number, (await deputy.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
        Assert.Contains("Ахметов", (await deputy.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
        Assert.Empty(office.Line.Faults());
    }

    public static TheoryData<string, string, string> Weak()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            rows.Add(language, "бес әріп", nameof(PassphraseWeakness.TooShort));
            rows.Add(language, "слово слово слово слово", nameof(PassphraseWeakness.Repeats));
            rows.Add(language, "один длинный-предлинный второй", nameof(PassphraseWeakness.TooFewDifferentWords));
            rows.Add(language, "айгерім айгерім2 kazstandart тоғыз алма", nameof(PassphraseWeakness.OwnName));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Weak))]
    public async Task A_weak_passphrase_of_ones_own_is_refused_with_the_reason_in_ones_language(string language, string passphrase, string weakness)
    {
        await using var line = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        var link = await line.Get<Invitations>().InviteAsync(Role.Auditor, "Айгерім", "", Guid.Empty, send: false);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync($"{link.AbsolutePath}?lang={language}");
        await visitor.SendsAsync("main form", Answers(line, visitor, "aigerim", passphrase));
        Assert.True(LanguageCodes.TryParse(language, out var spoken));
        Assert.Equal(OfficeTexts.In(spoken)["weak." + weakness], visitor.Document.QuerySelector(".summary a[href='#passphrase']")!.TextContent);
        Assert.Equal(language, visitor.Document.DocumentElement.GetAttribute("lang"));
        // What was chosen does not come back in the page.
        Assert.DoesNotContain(passphrase, Encoding.UTF8.GetString(visitor.Page.Bytes), StringComparison.Ordinal);
        using var db = line.Get<Database>().Read();
        Assert.Empty(db.Staff);
    }

    [Fact]
    public async Task A_strong_passphrase_of_ones_own_must_be_typed_twice()
    {
        await using var line = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        var link = await line.Get<Invitations>().InviteAsync(Role.Auditor, "Айгерім", "", Guid.Empty, send: false);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync(link.AbsolutePath);
        const string own = "жеті қоян тауда түнде секірді";
        await visitor.SendsAsync("main form", Answers(line, visitor, "gulnar", own));
        Assert.NotNull(visitor.Document.QuerySelector(".summary a[href='#again']"));
        var answers = Answers(line, visitor, "gulnar", own);
        answers["again"] = own;
        await visitor.SendsAsync("main form", answers);
        Assert.Equal("/office/audit", visitor.Page.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_link_works_for_a_day_and_a_new_start_voids_the_first_administrators_old_one()
    {
        await using var line = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        var invitations = line.Get<Invitations>();
        var first = (await invitations.ForFirstAdministratorAsync())!.Segments[^1];
        var second = (await invitations.ForFirstAdministratorAsync())!.Segments[^1];
        Assert.Null(invitations.Find(first));
        Assert.NotNull(invitations.Find(second));
        Assert.NotNull(await invitations.ForFirstAdministratorAsync(evenSo: true));
        second = (await invitations.ForFirstAdministratorAsync())!.Segments[^1];
        line.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(invitations.Find(second));
        Assert.Null(invitations.Find("AAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Null(invitations.Find("../../etc/passwd"));
    }

    [Fact]
    public async Task Only_the_hash_of_a_link_is_stored()
    {
        await using var line = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        var token = (await line.Get<Invitations>().InviteAsync(Role.Officer, "Айгерім", "a@office.example", Guid.Empty, send: false)).Segments[^1];
        using (var db = line.Get<Database>().Read()) Assert.Equal(2, db.Invitations.Count());
        var raw = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(line.Folder, "data"), "trustline.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(token)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(raw));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("Айгерім"u8));
        }
    }

    [Fact]
    public async Task One_person_holds_one_role()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/people");
        // The custodian, invited again as an officer.
        await administrator.SendsAsync("form[action='/office/people/invitations']", new Dictionary<string, string?> { ["name"] = "Адам Custodian", ["role"] = "Officer" });
        Assert.NotNull(administrator.Document.QuerySelector(".summary"));
        await administrator.SendsAsync("form[action='/office/people/invitations']", new Dictionary<string, string?> { ["name"] = "Басқа адам", ["role"] = "Officer", ["email"] = "CUSTODIAN@office.example" });
        Assert.NotNull(administrator.Document.QuerySelector(".summary"));
        Assert.DoesNotContain(office.Line.Get<Invitations>().Waiting(), i => i.Role == Role.Officer);
    }

    [Fact]
    public async Task A_founding_put_in_anothers_place_is_not_pinned_by_the_founder()
    {
        await using var line = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        var desk = line.Get<GroupDesk>();
        var (id, own) = (Vault.Primitives.Draw.Id(), StaffKeys.Fresh());
        var founding = desk.Prepare(Group.Officers, id, own);
        await line.Get<JournalWriter>().WriteAsync(act => desk.Found(act, founding, id, anew: false));
        desk.Changed();
        Assert.NotNull(desk.Founded(Group.Officers, id, own));

        // Somebody who can write to the database puts a founding of their own there, under the founder's name.
        var forged = desk.Prepare(Group.Officers, id, StaffKeys.Fresh());
        await line.Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.RemoveRange(act.Db.GroupStatements.ToList());
            act.Db.SaveChanges();
            act.Db.Add(new Api.Journal.GroupStatement((int)Group.Officers, 0, forged.Statement.ToBytes()));
        });
        desk.Changed();
        Assert.Equal(SheetVerdict.NotWaiting, (await desk.ConfirmSheetAsync(Group.Officers, id, own, string.Join('\n', founding.Sheet.Show()))).Verdict);
        Assert.Equal(SheetVerdict.NotWaiting, (await desk.ConfirmSheetAsync(Group.Officers, id, own, string.Join('\n', forged.Sheet.Show()))).Verdict);
        Assert.Null(line.Get<LineState>().Group(Group.Officers));
    }

    [Fact]
    public async Task A_lost_sheet_is_replaced_before_the_group_lives_and_never_after()
    {
        await using var line = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        var desk = line.Get<GroupDesk>();
        var (id, own) = (Vault.Primitives.Draw.Id(), StaffKeys.Fresh());
        var founding = desk.Prepare(Group.Custodians, id, own);
        await line.Get<JournalWriter>().WriteAsync(act => desk.Found(act, founding, id, anew: false));
        desk.Changed();
        Assert.Null(await desk.FoundAnewAsync(Group.Custodians, Vault.Primitives.Draw.Id(), own));
        var fresh = (await desk.FoundAnewAsync(Group.Custodians, id, own))!;
        Assert.Equal(SheetVerdict.AnotherSheet, (await desk.ConfirmSheetAsync(Group.Custodians, id, own, string.Join('\n', founding.Sheet.Show()))).Verdict);
        using var foreign = desk.Prepare(Group.Officers, id, own).Sheet;
        Assert.Equal(new SheetAnswer(SheetVerdict.WrongLine, 1), await desk.ConfirmSheetAsync(Group.Custodians, id, own, string.Join('\n', foreign.Show())));
        Assert.Equal(SheetVerdict.NotFourLines, (await desk.ConfirmSheetAsync(Group.Custodians, id, own, fresh[0])).Verdict);
        Assert.Equal(SheetVerdict.Alive, (await desk.ConfirmSheetAsync(Group.Custodians, id, own, string.Join('\n', fresh))).Verdict);
        Assert.NotNull(line.Get<LineState>().Group(Group.Custodians));
        Assert.Null(await desk.FoundAnewAsync(Group.Custodians, id, own));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_founder_who_loses_their_keys_before_the_group_lives_begins_again()
    {
        await using var fresh = await TestLine.StartAsync(alive: false, office: true, settings: Quick);
        async Task<Joined> JoinAsync(string login, Guid? replaces)
        {
            var link = await fresh.Get<Invitations>().InviteAsync(Role.Oversight, login, "", Guid.Empty, send: false, replaces);
            var seat = Seat.Fresh(fresh.Clock.GetUtcNow());
            return (await fresh.Get<JoiningDesk>().JoinAsync(link.Segments[^1], new JoinRequest
            {
                Name = login, Login = login, Email = login + "@office.example", Language = Language.Ru,
                Passphrase = seat.Words, Again = "", Proposed = seat.Words, TotpSecret = seat.Secret, Code = "",
            }))!;
        }

        using var lost = await JoinAsync("saule", null);
        using var stranger = await JoinAsync("aidos", null);
        Assert.Null(stranger.Sheet);
        using var back = await JoinAsync("saule2", lost.Member);
        Assert.Equal(SheetVerdict.NotWaiting, (await fresh.Get<GroupDesk>().ConfirmSheetAsync(Group.Oversight, lost.Member, lost.Keys, string.Join('\n', lost.Sheet!))).Verdict);
        Assert.Equal(SheetVerdict.Alive, (await fresh.Get<GroupDesk>().ConfirmSheetAsync(Group.Oversight, back.Member, back.Keys, string.Join('\n', back.Sheet!))).Verdict);
        Assert.Equal([back.Member], fresh.Get<LineState>().Group(Group.Oversight)!.Members.Select(m => m.Id));
        Assert.Empty(fresh.Faults());
    }

    private static async Task JoinsAsync(TestLine line, Visitor visitor, string link, string login)
    {
        await visitor.OpensAsync(link);
        await visitor.SendsAsync("main form", Answers(line, visitor, login, visitor.Document.QuerySelector(".words bdi")!.TextContent));
        Assert.Null(visitor.Document.QuerySelector(".summary"));
    }

    private static Dictionary<string, string?> Answers(TestLine line, Visitor visitor, string login, string passphrase)
    {
        var secret = Base32(visitor.Document.QuerySelector(".words.small")!.TextContent.Trim());
        using var factor = Totp.From(secret);
        return new() { ["name"] = "Айгерім Нұрланова", ["login"] = login, ["email"] = login + "@office.example", ["passphrase"] = passphrase, ["code"] = factor.CodeAt(line.Clock.GetUtcNow()) };
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}

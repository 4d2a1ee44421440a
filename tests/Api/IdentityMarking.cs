// Words that the marking missed and a person hid: out of every text, under an identity key of their own, shown by an opening that asked for them, and by nothing else.

using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Triage.Reading;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;
using Group = TrustLine.Vault.Groups.Group;

namespace TrustLine.Tests;

public sealed class IdentityMarking(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Shift = "смена Б-17";
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task Hidden_words_leave_every_text_and_an_opening_shows_them()
    {
        var (report, code) = await ReportAsync();
        using (var back = await office.Line.Get<ReturnDesk>().OpenAsync(code)) await office.Line.Get<ReturnDesk>().WriteAsync(back!, "Это снова я, Смена  Б-17.", []);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/notes']", new Dictionary<string, string?> { ["note"] = "Заявитель – смена Б-17, предпоследний слева" });
        await officer.SendsAsync("form[action$='/notes']", new Dictionary<string, string?> { ["note"] = "Проверить накладные" });

        // Typed on the page without scripts; every place is shown before anything happens, and one is left.
        await officer.SendsAsync("form.marks", new Dictionary<string, string?> { ["markwords"] = "нет таких слов" });
        Assert.Equal("#markwords", officer.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        await officer.SendsAsync("form.marks", new Dictionary<string, string?> { ["markwords"] = "смена Б-17\nпредпоследний слева" });
        Assert.Equal(["смена Б-17", "смена Б-17", "Смена  Б-17", "смена Б-17", "предпоследний слева"], officer.Document.QuerySelectorAll(".marked mark").Select(m => m.TextContent));
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind is FactKind.IdentityMarked);
        await officer.SendsAsync("form[action$='/marks/hide']", new Dictionary<string, string?> { ["markkind"] = nameof(MarkKind.Other) });
        Assert.Contains("Слова скрыты", officer.Page.Text, StringComparison.Ordinal);

        // Nowhere for readers: the page, the list, the search, the reporter's own page; nor in any part that the report key opens.
        foreach (var said in new[] { "Б-17", "предпоследний" }) Assert.DoesNotContain(said, officer.Page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("⟦сведения⟧", officer.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Проверить накладные", officer.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Б-17", (await officer.OpensAsync("/office/reports")).Text, StringComparison.OrdinalIgnoreCase);
        using (var back = await office.Line.Get<ReturnDesk>().OpenAsync(code)) Assert.Contains("⟦сведения⟧", Assert.Single(back!.Messages).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Readable(report.Id, await VisitAsync(Role.Officer)), t => t.Contains("Б-17", StringComparison.OrdinalIgnoreCase));
        var fact = office.Facts(report.Id).Single(f => f.Kind is FactKind.IdentityMarked);
        Assert.Equal(5, fact.Count);
        Assert.Empty(office.Line.Faults());

        // Only an opening shows them, with the rest.
        var shown = await OpenedAsync(report.Id);
        Assert.Equal(["смена Б-17", "смена Б-17", "Смена  Б-17", "смена Б-17", "предпоследний слева"], shown.Where(c => c.Kind == nameof(MarkKind.Other)).Select(c => c.Words));
        Assert.Equal(["narrative", "where", "message", "note", "note"], shown.Where(c => c.Kind == nameof(MarkKind.Other)).Select(c => c.From));
    }

    [Fact]
    public async Task What_is_not_ticked_stays_and_a_text_that_changed_is_shown_anew()
    {
        var (report, _) = await ReportAsync();
        using var visit = await VisitAsync(Role.Officer);
        var marking = office.Line.Get<Marking>();
        var words = MarkedWords.Parse(Shift)!;
        var places = marking.Look(visit, report.Id, words)!.Select(p => p.Id).ToList();
        Assert.Equal(2, places.Count);
        Assert.Equal(MarkAnswer.NothingChosen, await marking.HideAsync(visit, report.Id, words, MarkKind.Other, places, []));
        Assert.Equal(MarkAnswer.Hidden, await marking.HideAsync(visit, report.Id, words, MarkKind.Other, places, [places[1]]));
        Assert.Equal(MarkAnswer.Overtaken, await marking.HideAsync(visit, report.Id, words, MarkKind.Other, places, places)); // The second press of the same page.
        Assert.Single(marking.Look(visit, report.Id, words)!);

        // Notes can be hidden from twice; what the engine noticed stands where its words stand now.
        var noticed = (await office.Line.Get<CaseReader>().ReadAsync(visit, report.Id))!.Narrative.Where(p => p.Why is not null).Select(p => p.Text).ToList();
        await office.Line.Get<Noting>().NoteAsync(visit, report.Id, Draw.Id(), "Айгүлдің сөзі: Тлеубаев көк көлікпен келді");
        foreach (var one in new[] { "айгүл", "көк көлік", "отдела" })
        {
            var sought = MarkedWords.Parse(one)!;
            var found = marking.Look(visit, report.Id, sought)!;
            Assert.Equal(one switch { "айгүл" => "Айгүлдің", "көк көлік" => "көк көлікпен", _ => one }, found[0].In.Text.Substring(found[0].Start, found[0].Length)); // With the endings that the words take.
            Assert.Equal(MarkAnswer.Hidden, await marking.HideAsync(visit, report.Id, sought, MarkKind.Name, [.. found.Select(p => p.Id)], [.. found.Select(p => p.Id)]));
        }

        var view = (await office.Line.Get<CaseReader>().ReadAsync(visit, report.Id))!;
        Assert.Contains(view.Thread, m => string.Concat(m.Text.Select(p => p.Text)) == "⟦имя⟧ сөзі: Тлеубаев ⟦имя⟧ келді");
        Assert.NotEmpty(noticed);
        Assert.Equal(noticed.Select(t => t == "отдела" ? "⟦имя⟧" : t), view.Narrative.Where(p => p.Why is not null).Select(p => p.Text));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_yes_covers_what_was_hidden_before_it_was_asked_for_and_nothing_later()
    {
        var (report, _) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(officer, report.Id, "Причина"));
        await HideAsync(officer, report.Id, Shift);
        var (row, card) = Live(report.Id);
        Assert.Empty(card.Supplements);

        // Somebody with the database and the server's keys writes the supplement into the request: it is no longer what was signed.
        using (var db = office.Line.Get<Database>().Read())
        {
            var supplement = IdentityEnvelopes.Supplements(db, report.Id);
            Assert.Single(supplement);
            Assert.Null(office.Line.Get<Standing>().WhyNot(db, row, card));
            Assert.Equal(LapseReason.NotAsSigned, office.Line.Get<Standing>().WhyNot(db, row, card with { Supplements = supplement }));
        }

        using var custodian = await VisitAsync(Role.Custodian);
        Assert.Equal(AnsweringAnswer.Agreed, await office.Line.Get<Answering>().AgreeAsync(custodian, row.Id, ""));
        Assert.True(await office.Line.Get<Showing>().BeginAsync(officer, report.Id, row.Id));
        using (var shown = office.Line.Get<Showing>().See(officer, report.Id, row.Id)) Assert.DoesNotContain(shown!.Cut, c => c.Words == Shift);
        Assert.Equal(1, office.Line.Get<OpeningReading>().OfReport(officer, report.Id)!.Own!.Beyond);
        await office.Line.Get<Showing>().CloseAsync(officer, report.Id, row.Id);
        Assert.Contains(await OpenedAsync(report.Id), c => c.Words == Shift);
    }

    [Fact]
    public async Task An_officer_with_the_whole_database_and_the_servers_keys_does_not_read_a_supplement()
    {
        var (report, _) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        await HideAsync(officer, report.Id, Shift);
        using var db = office.Line.Get<Database>().Read();
        var supplement = IdentityEnvelopes.Supplements(db, report.Id).Single();
        var seals = db.Seals.Where(s => s.SubjectId == supplement).ToList();
        Assert.Equal(4, seals.Count); // The shape of a message's identity.
        Assert.Equal([PartKind.Identity, PartKind.Originals], db.Parts.Where(p => p.SubjectId == supplement).OrderBy(p => p.Kind).Select(p => (PartKind)p.Kind));
        var halves = seals.Select(s => officer.Generations().Select(g => Opened(s, g.Pair)).FirstOrDefault(k => k is not null)).OfType<SecretKey>().ToList();
        var half = Assert.Single(halves); // Half b alone.
        var envelope = db.Parts.Single(p => p.SubjectId == supplement && p.Kind == (int)PartKind.Identity).Sealed;
        using var nothing = SecretKey.From(new byte[SecretKey.Length]);
        foreach (var a in new[] { nothing, half }) Assert.Throws<WrongKeyException>(() => OwnKeyParts.OpenIdentity(a, half, supplement, envelope));
        Assert.Equal(4096 + Envelope.Overhead, envelope.Bytes.Length);
    }

    [Fact]
    public async Task Only_who_works_the_report_hides_and_the_words_follow_its_readers()
    {
        var (report, _) = await ReportAsync();
        using var director = await VisitAsync(Role.Director);
        Assert.Null(office.Line.Get<Marking>().Look(director, report.Id, MarkedWords.Parse(Shift)!));
        using var officer = await VisitAsync(Role.Officer);
        await HideAsync(officer, report.Id, Shift);
        Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Excluding>().ExcludeAsync(director, report.Id, Group.Officers, "Причастен"));
        Assert.Null(office.Line.Get<Marking>().Look(officer, report.Id, MarkedWords.Parse("Тлеубаев")!));
        using (var db = office.Line.Get<Database>().Read())
            Assert.DoesNotContain(db.Seals.Where(s => s.ReportId == report.Id).ToList(), s => officer.Generations().Any(g => Opened(s, g.Pair) is not null));
        using (var oversight = await office.EntersAsync(Role.Oversight)) await oversight.OpensAsync($"/office/reports/{report.Id}"); // Hands half b over, the supplement's too.
        Assert.Contains(await OpenedAsync(report.Id, Role.Director), c => c.Words == Shift);
        await HideAsync(director, report.Id, "Тлеубаев");
        Assert.Empty(office.Line.Faults());
    }

    [Theory]
    [InlineData("UPDATE entries SET Words = NULL WHERE Words IS NOT NULL AND Subject = $report", "was changed")]
    [InlineData("DELETE FROM parts WHERE Kind = 9 AND ReportId = $report", "was changed")]
    [InlineData("UPDATE parts SET Bytes = $before, Hash = $hash WHERE SubjectId = $report AND Kind = 2", "its rows are not")]
    [InlineData("DELETE FROM parts WHERE Kind = 5 AND SubjectId <> $report AND ReportId = $report", "its rows are not")]
    public async Task Whoever_takes_words_away_or_puts_old_ones_back_is_named(string sql, string named)
    {
        await using var line = await OfficeLine.StartAsync();
        var report = await line.ReportsAsync("Начальник Тлеубаев взял 50 000 тенге, видела смена Б-17.");
        Part before;
        using (var db = line.Line.Get<Database>().Read()) before = db.Parts.Single(p => p.SubjectId == report.Id && p.Kind == (int)PartKind.Narrative);
        using var visitor = await line.EntersAsync(Role.Officer);
        using var officer = await line.VisitAsync(visitor);
        foreach (var note in new[] { "смена Б-17", "иное" }) await line.Line.Get<Noting>().NoteAsync(officer, report.Id, Draw.Id(), note);
        await HideAsync(officer, report.Id, Shift, line);
        Assert.Empty(line.Line.Faults());
        await using (var thief = new SqliteConnection($"Data Source={Path.Combine(line.Line.Folder, "data", "trustline.db")};Foreign Keys=False"))
        {
            await thief.OpenAsync();
            var command = thief.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$report", report.Id.ToString().ToUpperInvariant());
            command.Parameters.AddWithValue("$before", before.Bytes);
            command.Parameters.AddWithValue("$hash", before.Hash);
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        }

        Assert.Contains(line.Line.Faults(), fault => fault.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("x", false)]
    [InlineData("слово", true)]
    [InlineData("1\n2\n3", false)]
    public void A_field_asks_for_words(string typed, bool asks) => Assert.Equal(asks, MarkedWords.Parse(typed) is not null);

    [Theory]
    [InlineData("Серик", "Сообщил Серик. Сериковой не было, СЕРИКПЕН бірге; ⟦Серик⟧ и просерик.", "Серик|Сериковой|СЕРИКПЕН|серик")]
    [InlineData("8 701 555", "8  701\n555 44, 87015554433", "8  701\n555")]
    [InlineData("a.b*", "a.b* aXb", "a.b*")]
    [InlineData("Иван\nИван Петров", "Я Иван Петров.", "Иван Петров")]
    public void Words_are_found_with_their_endings_and_not_in_placeholders(string typed, string text, string found) =>
        Assert.Equal(found.Split('|'), MarkedWords.Parse(typed)!.In(text).Select(p => text.Substring(p.Start, p.Length)));

    private async Task<(Report, ReceiptCode)> ReportAsync()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(
            $"Начальник отдела Тлеубаев взял 50 000 тенге за сертификат, видела вся {Shift}.", answers: new Answers(Where: $"Цех, {Shift}", AboutDirector: false, AboutOfficer: false)));
        return (office.Line.Report(receipt.Number), receipt.Code!);
    }

    private Task HideAsync(StaffVisit visit, Guid report, string words) => HideAsync(visit, report, words, office);

    private static async Task HideAsync(StaffVisit visit, Guid report, string words, OfficeLine office)
    {
        var sought = MarkedWords.Parse(words)!;
        var places = office.Line.Get<Marking>().Look(visit, report, sought)!.Select(p => p.Id).ToList();
        Assert.Equal(MarkAnswer.Hidden, await office.Line.Get<Marking>().HideAsync(visit, report, sought, MarkKind.Other, places, places));
    }

    private async Task<IReadOnlyList<CutPiece>> OpenedAsync(Guid report, Role asker = Role.Officer)
    {
        using var visit = await VisitAsync(asker);
        using var custodian = await VisitAsync(Role.Custodian);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(visit, report, "Причина"));
        var opening = Live(report).Row.Id;
        Assert.Equal(AnsweringAnswer.Agreed, await office.Line.Get<Answering>().AgreeAsync(custodian, opening, ""));
        Assert.True(await office.Line.Get<Showing>().BeginAsync(visit, report, opening));
        using var shown = office.Line.Get<Showing>().See(visit, report, opening);
        await office.Line.Get<Showing>().CloseAsync(visit, report, opening);
        return [.. shown!.Cut];
    }

    private (OpeningRow Row, OpeningCard Card) Live(Guid report)
    {
        using var db = office.Line.Get<Database>().Read();
        var row = db.Openings.Single(o => o.ReportId == report && o.Live);
        return (row, office.Line.Get<LineKeys>().Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id));
    }

    // Every text that a reader's keys open, also in rows that no page shows.
    private List<string> Readable(Guid report, StaffVisit visit)
    {
        using (visit)
        {
            using var db = office.Line.Get<Database>().Read();
            var keys = db.Seals.Where(s => s.ReportId == report).ToList().Select(visit.OpenSlot).OfType<SecretKey>().ToList();
            var parts = db.Parts.Where(p => p.ReportId == report).ToList();
            var words = db.Entries.Where(e => e.Subject == report && e.Words != null).ToList().Select(e => new SealedPart(PartKind.CaseNote, e.Words!, e.WordsHash!));
            var texts = parts.Select(p => (p.SubjectId, p.Sealed)).Concat(words.Select(w => (report, w))).SelectMany(p => keys.Select(k => Text(k, p.Item1, p.Item2))).OfType<string>().ToList();
            Assert.True(texts.Count > 5);
            return texts;
        }
    }

    private static string? Text(SecretKey key, Guid subject, SealedPart part)
    {
        try
        {
            return Encoding.UTF8.GetString(ReportKey.OpenPart(key, subject, part));
        }
        catch (Exception e) when (e is WrongKeyException or ArgumentException)
        {
            return null;
        }
    }

    private SecretKey? Opened(SealRow seal, AgreementPair pair)
    {
        try
        {
            return Slot.Open(seal.Slot, seal.SubjectId, pair, office.Line.Get<LineKeys>().Server);
        }
        catch (WrongKeyException)
        {
            return null;
        }
    }

    private async Task<StaffVisit> VisitAsync(Role role)
    {
        using var visitor = await office.EntersAsync(role);
        return await office.VisitAsync(visitor);
    }
}

// The inbox: who sees which report, what stands on its page, and what its readers do with it.

using System.Net;
using System.Security.Cryptography;
using System.Text;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Primitives;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class InboxReports(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Story = "Меня зовут Пробирова Салтанат. Начальник отдела поверки Тлеубаев взял 50 000 тенге за клеймо 12 ноября, мой телефон +7 701 555 44 33.";
    private readonly OfficeLine office = shared.Office;

    [Theory]
    [InlineData(false, false, "0", new[] { nameof(Role.Officer), nameof(Role.Director) }, new[] { nameof(Role.Oversight) })]
    [InlineData(true, false, "7", new[] { nameof(Role.Officer), nameof(Role.Oversight) }, new[] { nameof(Role.Director) })]
    [InlineData(false, true, "8", new[] { nameof(Role.Director), nameof(Role.Oversight) }, new[] { nameof(Role.Officer) })]
    [InlineData(true, true, "9", new[] { nameof(Role.Oversight) }, new[] { nameof(Role.Officer), nameof(Role.Director) })]
    public async Task Who_is_excluded_finds_the_report_nowhere(bool director, bool officer, string series, string[] readers, string[] others)
    {
        var report = await office.ReportsAsync("Премию делят между своими, ведомость у кассира.", new Answers(AboutDirector: director, AboutOfficer: officer));
        Assert.Equal(series, report.Number[5..6]);
        foreach (var role in readers.Select(Enum.Parse<Role>))
        {
            using var reader = await office.EntersAsync(role);
            Assert.Contains(report.Number, (await reader.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
            Assert.Contains("ведомость у кассира", (await reader.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
        }

        foreach (var role in others.Select(Enum.Parse<Role>))
        {
            using var excluded = await office.EntersAsync(role);
            Assert.DoesNotContain(report.Number, (await excluded.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
            var nothing = await excluded.OpensAsync($"/office/reports/{Guid.Empty}");
            foreach (var path in new[] { $"/office/reports/{report.Id}", $"/office/reports/{report.Id}/files/{report.Id}" })
            {
                var refused = await excluded.OpensAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, refused.Status);
                Assert.Equal(nothing.Text, refused.Text);
            }

            // Nor does an act reach it.
            await excluded.OpensAsync("/office/reports");
            var token = excluded.Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
            foreach (var act in new[] { "disposition", "informed", "replies", "end" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/office/reports/{report.Id}/{act}");
                request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = token, ["decision"] = "Accept", ["reason"] = "x", ["text"] = "x", ["endreason"] = "x", ["told"] = "x", ["seen"] = "99" });
                Assert.Equal(HttpStatusCode.NotFound, (await excluded.GoAsync(request)).Status);
            }

            Assert.DoesNotContain(office.Facts(report.Id), f => f.By == office[role].Id);
        }
    }

    [Fact]
    public async Task The_page_shows_the_report_without_the_identity_and_with_what_was_noticed()
    {
        var report = await office.ReportsAsync(Story, identity: new ReporterIdentity { FullName = "Пробирова Салтанат", Phone = "+7 701 555 44 33", Email = "probirova@reporter.example" });
        using var officer = await office.EntersAsync(Role.Officer);
        foreach (var path in new[] { "/office/reports", $"/office/reports/{report.Id}" })
        {
            var bytes = Encoding.UTF8.GetString((await officer.OpensAsync(path)).Bytes);
            foreach (var secret in new[] { "Пробиров", "Салтанат", "555 44", "5554433", "probirova" }) Assert.DoesNotContain(secret, bytes, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("Тлеубаев", officer.Page.Text, StringComparison.Ordinal);
        Assert.NotEmpty(officer.Document.QuerySelectorAll(".told .cut"));
        Assert.All(officer.Document.QuerySelectorAll(".told mark"), m => Assert.NotEmpty(m.GetAttribute("title")!));
        Assert.NotEmpty(officer.Document.QuerySelectorAll(".told mark"));
        Assert.Equal(2, officer.Document.QuerySelectorAll("details.clock").Length);
        Assert.All(officer.Document.QuerySelectorAll("details.clock ol"), steps => Assert.True(steps.ChildElementCount >= 3));
    }

    [Fact]
    public async Task Reading_is_a_fact_once_and_takes_the_mark_of_the_unread_away()
    {
        var report = await office.ReportsAsync("Завскладом продал кабель и взял деньги себе, 40 тысяч.");
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Contains("unread", Row(await officer.OpensAsync("/office/reports"), report.Id), StringComparison.Ordinal);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.DoesNotContain("unread", Row(await officer.OpensAsync("/office/reports"), report.Id), StringComparison.Ordinal);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.ReportRead && f.By == office[Role.Officer].Id);
        using var director = await office.EntersAsync(Role.Director);
        Assert.Contains("unread", Row(await director.OpensAsync("/office/reports"), report.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recommendation_is_confirmed_and_a_change_needs_a_reason_that_only_readers_see()
    {
        var report = await office.ReportsAsync("Подскажите, где ваш офис?");
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        var recommended = office.Card(report.Id).Disposition;
        await officer.SendsAsync("form[action$='/disposition']");
        Assert.True(office.Card(report.Id).Confirmed);
        Assert.Equal(FactKind.DispositionConfirmed, office.Facts(report.Id)[^1].Kind);

        var other = recommended == Disposition.Accept ? Disposition.RejectNoFacts : Disposition.Accept;
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = other.ToString() });
        Assert.Equal("#reason", officer.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.Equal(recommended, office.Card(report.Id).Disposition);
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = other.ToString(), ["reason"] = "Сохранилась расписка" });
        Assert.Equal(other, office.Card(report.Id).Disposition);
        Assert.Equal(FactKind.DispositionChanged, office.Facts(report.Id)[^1].Kind);
        Assert.Contains("Сохранилась расписка", officer.Document.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        using (var db = office.Line.Get<Database>().Read())
            Assert.DoesNotContain(db.Entries.Where(e => e.Subject == report.Id).ToList(), e => (e.Words ?? []).AsSpan().IndexOf("расписка"u8) >= 0);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_decision_on_a_page_that_is_no_longer_true_is_refused_and_nothing_typed_is_lost()
    {
        var report = await office.ReportsAsync("Начальник гаража взял взятку 20 000 тенге за ремонт.");
        using var officer = await office.EntersAsync(Role.Officer);
        using var director = await office.EntersAsync(Role.Director);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await director.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Redirect", ["reason"] = "Первое решение" });
        await director.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "RejectAnonymous", ["reason"] = "Второе решение" });
        Assert.NotNull(director.Document.QuerySelector(".summary a[href='#acts']"));
        Assert.Contains("Второе решение", director.Document.QuerySelector("textarea[name=reason]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Disposition.Redirect, office.Card(report.Id).Disposition);
        // Redirection at once has its clock only while it is the decision.
        Assert.Single(office.Card(report.Id).Clocks, c => c.Kind == ClockKinds.Redirect && c.StoppedAt is null);
        await director.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Accept", ["reason"] = "Прочитано заново" });
        Assert.Equal(Disposition.Accept, office.Card(report.Id).Disposition);
        Assert.DoesNotContain(office.Card(report.Id).Clocks, c => c.Kind == ClockKinds.Redirect && c.StoppedAt is null);
    }

    [Fact]
    public async Task The_office_asks_the_reporter_answers_and_the_answer_stops_its_clock()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story));
        var report = office.Line.Report(receipt.Number);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "  " });
        Assert.NotNull(officer.Document.QuerySelector(".summary a[href='#text']"));
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Сохранилась ли квитанция?", ["asks"] = "yes", ["answers"] = "yes" });
        Assert.NotNull(officer.Document.QuerySelector(".summary a[href='#asks']"));

        // The marks were kept with the text: one is taken away. Sent twice, it is one message.
        var question = new Dictionary<string, string?> { ["text"] = "Сохранилась ли квитанция?", ["asks"] = "yes", ["answers"] = null };
        var again = officer.Prepares("form[action$='/replies']", question);
        await officer.SendsAsync("form[action$='/replies']", question);
        await officer.GoAsync(again);
        Assert.True(office.Card(report.Id).WaitsForReporter);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.OfficeWrote);

        var returns = office.Line.Get<ReturnDesk>();
        // While it can be undone, the reporter is shown neither the message nor what it changed.
        using (var early = (await returns.OpenAsync(receipt.Code!))!)
        {
            Assert.Equal(ReportStatus.Registered, early.Status);
            Assert.Empty(early.Messages);
        }

        office.Line.Clock.Advance(TimeSpan.FromSeconds(10));
        using (var visit = (await returns.OpenAsync(receipt.Code!))!)
        {
            Assert.Equal(ReportStatus.NeedsAnswer, visit.Status);
            Assert.Equal("Сохранилась ли квитанция?", Assert.Single(visit.Messages).Text);
            await returns.WriteAsync(visit, "Да, лежит дома.", []);
        }

        Assert.True(office.Card(report.Id).WaitsForOffice);
        Assert.Contains("unread", Row(await officer.OpensAsync("/office/reports"), report.Id), StringComparison.Ordinal);
        Assert.Contains("Да, лежит дома.", (await officer.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Факт подтвердился.", ["answers"] = "yes" });
        Assert.NotNull(office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.Reply).StoppedAt);
        Assert.False(office.Card(report.Id).WaitsForOffice);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task The_officer_records_that_the_director_was_informed_and_the_director_cannot()
    {
        var report = await office.ReportsAsync("Кладовщик берёт деньги за пропуск, 5 000 тенге.");
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        Assert.Null(director.Document.QuerySelector("form[action$='/informed']"));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/informed']");
        Assert.NotNull(office.Card(report.Id).DirectorInformedAt);
        Assert.NotNull(office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.DirectorInformed).StoppedAt);
        Assert.Null(officer.Document.QuerySelector("form[action$='/informed']"));
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.DirectorInformed && f.By == office[Role.Officer].Id);
    }

    [Fact]
    public async Task Only_the_director_ends_a_case_and_the_reporter_is_told_in_the_same_act()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Слышал, что где-то что-то не так."));
        var report = office.Line.Report(receipt.Number);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        // The one ground on which somebody else may end is a repeat (АППК 88(2)).
        Assert.Equal(DecisionRule.Repeat, Assert.Single(officer.Document.QuerySelectorAll("form[action$='/end'] option")).GetAttribute("value"));
        Assert.Equal(ActAnswer.NotHere, await EndAsOfficerAsync(report.Id));
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/end']", new Dictionary<string, string?> { ["endclause"] = "end-no-facts", ["told"] = "Завершено." });
        Assert.True(office.Line.Report(receipt.Number).Open);
        await director.SendsAsync("form[action$='/end']", new Dictionary<string, string?> { ["endclause"] = "end-no-facts", ["endreason"] = "Фактов нет", ["told"] = "Фактов не изложено, рассмотрение завершено." });
        Assert.False(office.Line.Report(receipt.Number).Open);
        Assert.Null(office.Line.Report(receipt.Number).NextDueDay);
        Assert.Null(director.Document.QuerySelector("form[action$='/replies']"));
        using (var visit = (await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code!))!)
        {
            Assert.Equal(ReportStatus.Closed, visit.Status);
            Assert.Equal("Фактов не изложено, рассмотрение завершено.", visit.Messages[^1].Text);
        }

        Assert.DoesNotContain(report.Number, (await officer.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
        Assert.Contains(report.Number, (await officer.OpensAsync("/office/reports?show=closed")).Text, StringComparison.Ordinal);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_file_comes_as_a_download_byte_for_byte_with_its_hash_on_the_page()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_001);
        using var content = new MemoryStream(bytes);
        var file = await office.Line.Get<ReceivedFiles>().ReceiveAsync(content, "накладная <№1>.html", "text/html", default);
        var arrival = TestLine.Arrival("Прилагаю накладную: взяли взятку 10 000 тенге.");
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(new Arrival
        {
            Channel = arrival.Channel, Language = arrival.Language, DeliveryId = arrival.DeliveryId, Narrative = arrival.Narrative, Answers = arrival.Answers, Files = [file],
        });
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{office.Line.Report(receipt.Number).Id}");
        var link = officer.Document.QuerySelector("a[href*='/files/']")!;
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(bytes)), link.ParentElement!.TextContent, StringComparison.Ordinal);
        var (answer, taken) = await officer.DownloadsAsync(link.GetAttribute("href")!);
        Assert.Equal(bytes, taken);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_before_a_code_was_replaced_is_sealed_to_the_new_key_by_the_next_reader()
    {
        var arrival = TestLine.Arrival(Story, deliveryId: "doubled-" + Draw.Id());
        var desk = office.Line.Get<IntakeDesk>();
        var first = await desk.ReceiveAsync(arrival);
        var report = office.Line.Report(first.Number);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Написано до нового кода." });
        office.Line.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await desk.ReceiveAsync(arrival);
        Assert.Equal(first.Number, second.Number);
        var returns = office.Line.Get<ReturnDesk>();
        Assert.Null(await returns.OpenAsync(first.Code!));
        using (var visit = (await returns.OpenAsync(second.Code!))!) Assert.Empty(visit.Messages);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        using (var visit = (await returns.OpenAsync(second.Code!))!) Assert.Equal("Написано до нового кода.", Assert.Single(visit.Messages).Text);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.ThreadResealed);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task HTML_of_a_reporter_is_only_text()
    {
        var report = await office.ReportsAsync("<script>alert(1)</script><img src=x onerror=alert(2)> взятка 5 000 тенге ‮взад‬", new Answers(Who: "<b>Ахметов</b>"));
        using var officer = await office.EntersAsync(Role.Officer);
        foreach (var path in new[] { "/office/reports", $"/office/reports/{report.Id}" })
        {
            await officer.OpensAsync(path);
            Assert.Empty(officer.Document.QuerySelectorAll("script:not([src]), img[src=x], main b"));
            Assert.Contains("<script>alert(1)</script>", officer.Page.Text, StringComparison.Ordinal);
        }
    }

    private async Task<ActAnswer> EndAsOfficerAsync(Guid id)
    {
        var person = office[Role.Officer];
        using var passphrase = TrustLine.Vault.People.Passphrase.Typed(person.Passphrase);
        byte[] wrapped;
        using (var db = office.Line.Get<Database>().Read()) wrapped = db.Staff.Single(s => s.Id == person.Id).Wrapped;
        var own = TrustLine.Vault.People.StaffKeys.Unwrap(passphrase, person.Id, wrapped, office.Line.Get<LineKeys>().Server)!;
        var card = new StaffCard { Role = Role.Officer, KeysHash = [], Name = "", Login = "", Email = "", Language = Language.Ru, TotpSecret = [] };
        using var visit = new StaffVisit(person.Id, card, own, new SeatCookie(Guid.Empty, "", Language.Ru), Language.Ru, office.Line.Get<Database>(), office.Line.Get<LineKeys>().Server);
        return await office.Line.Get<Ending>().EndAsync(visit, id, Draw.Id(), DecisionRule.Named("end-no-facts")!, "причина", "сказано", 0);
    }

    private static string Row(Page page, Guid id) => page.Document.QuerySelector($".reports a[href$='{id}']")!.Closest("li")!.ClassName ?? "";
}

public sealed class InboxPaging
{
    [Fact]
    public async Task Every_report_stands_once_newest_first_fifty_a_page()
    {
        await using var office = await OfficeLine.StartAsync();
        var numbers = new List<string>();
        for (var n = 0; n < 112; n++)
        {
            if (n % 40 == 39) office.Line.Clock.Advance(TimeSpan.FromDays(1));
            numbers.Add((await office.ReportsAsync($"Взятка номер {n}: 5 000 тенге.", new Answers(AboutDirector: n % 10 == 3))).Number);
        }

        using var officer = await office.EntersAsync(Role.Officer);
        var page = await officer.OpensAsync("/office/reports");
        var seen = new List<string>();
        var pages = 0;
        while (true)
        {
            pages++;
            var rows = page.Document.QuerySelectorAll(".reports .number").Select(n => n.TextContent).ToList();
            Assert.True(rows.Count <= 50);
            seen.AddRange(rows);
            if (page.Document.QuerySelector("a[rel=next]") is not { } next) break;
            page = await officer.OpensAsync(next.GetAttribute("href")!);
        }

        Assert.Equal(3, pages);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        using var db = office.Line.Get<Database>().Read();
        var days = db.Reports.ToDictionary(r => r.Number, r => r.RegisteredDay);
        Assert.Equal(seen.OrderByDescending(n => days[n]).ThenByDescending(n => n, StringComparer.Ordinal), seen);
        // A place that nobody made is the first page, not an error.
        Assert.Equal(HttpStatusCode.OK, (await officer.OpensAsync("/office/reports?after=2026-99-99_%27;--")).Status);
    }
}

public sealed class EvidenceInText
{
    [Theory]
    [InlineData("")]
    [InlineData("Меня зовут ⟦имя⟧. Взял взятку 5 000 тенге 😀 ⟦телефон⟧")]
    [InlineData("⟦⟧ ⟦нет конца")]
    public void The_pieces_together_are_the_text_to_the_last_character(string text)
    {
        var assessment = Acceptance.Assess(new Narrative(text), Answers.None, new SenderSignals(null, false, Channel.Web));
        foreach (var language in Enum.GetValues<Language>())
        {
            var pieces = EvidenceText.Pieces(text, "narrative", assessment, language);
            Assert.Equal(text, string.Concat(pieces.Select(p => p.Text)));
            // Places that touch are one mark.
            Assert.DoesNotContain(pieces.Zip(pieces.Skip(1)), pair => pair.First is { Why: not null, Cut: false } && pair.Second is { Why: not null, Cut: false });
        }

        Assert.Equal(text, string.Concat(EvidenceText.Pieces(text).Select(p => p.Text)));
    }

    [Fact]
    public void Evidence_outside_the_text_is_left_out()
    {
        var assessment = Acceptance.Assess(new Narrative("Начальник взял взятку 5 000 тенге"), Answers.None, new SenderSignals(null, false, Channel.Web));
        Assert.Equal("коротко", Assert.Single(EvidenceText.Pieces("коротко", "nowhere", assessment, Language.Ru)).Text);
        Assert.Equal("взял", string.Concat(EvidenceText.Pieces("взял", "narrative", assessment, Language.Ru).Select(p => p.Text)));
    }
}

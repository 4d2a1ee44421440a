// The officer's work over HTTP without scripts: views and filters, notes, preview, "and open the next", undo within ten seconds, news.

using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class InboxWork(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task A_decision_is_undone_by_a_correcting_entry_and_only_within_ten_seconds()
    {
        var report = await office.ReportsAsync("Начальник склада взял взятку 30 000 тенге за пропуск.");
        var before = office.Card(report.Id);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form.decision", new Dictionary<string, string?> { ["decision"] = "RejectNoFacts", ["reason"] = "Поспешно" });
        Assert.NotNull(officer.Document.QuerySelector("form.undo"));
        var late = officer.Prepares("form.undo");
        await officer.SendsAsync("form.undo");
        var after = office.Card(report.Id);
        Assert.Equal((before.Disposition, false), (after.Disposition, after.Confirmed));
        Assert.Equal(before.Clocks, after.Clocks);
        Assert.Equal([FactKind.DispositionChanged, FactKind.ActUndone], office.Facts(report.Id).TakeLast(2).Select(f => f.Kind));
        Assert.Null(officer.Document.QuerySelector("form.undo"));

        // Pressed again, or late, nothing more is undone.
        await officer.GoAsync(late);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.ActUndone);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form.decision");
        var slow = officer.Prepares("form.undo");
        office.Line.Clock.Advance(TimeSpan.FromSeconds(10));
        await officer.GoAsync(slow);
        Assert.True(office.Card(report.Id).Confirmed);
        Assert.NotNull(officer.Document.QuerySelector(".summary a[href='#acts']"));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_reply_that_is_taken_back_is_never_shown_to_the_reporter()
    {
        var (report, code) = await ReportedAsync("Кассир берёт деньги без чека, 7 000 тенге каждый день.");
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Не туда отправленный ответ", ["asks"] = "yes" });
        Assert.NotNull(officer.Document.QuerySelector(".thread .held"));
        await officer.SendsAsync("form.undo");
        office.Line.Clock.Advance(TimeSpan.FromSeconds(60));
        using (var visit = (await office.Line.Get<ReturnDesk>().OpenAsync(code))!)
        {
            Assert.Empty(visit.Messages);
            Assert.Equal(ReportStatus.Registered, visit.Status);
        }

        // Not by the seals either: the reporter's is gone, and the office still sees what was written and that it was taken back.
        using (var db = office.Line.Get<Database>().Read())
            Assert.Empty(db.Seals.Where(s => s.ReportId == report.Id && s.Kind == (int)SealKind.MessageKey && s.Group == 0));
        var page = await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains("Не туда отправленный ответ", page.Document.QuerySelector(".thread .office")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".thread .office .badge.warn"));
        Assert.False(office.Card(report.Id).WaitsForReporter);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task What_another_has_done_since_is_not_undone()
    {
        var report = await office.ReportsAsync("Мастер берёт деньги за справку, 2 000 тенге.");
        using var officer = await office.EntersAsync(Role.Officer);
        using var director = await office.EntersAsync(Role.Director);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form.decision");
        var undo = officer.Prepares("form.undo");
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form.decision", new Dictionary<string, string?> { ["decision"] = "Redirect", ["reason"] = "Решено иначе" });
        // Somebody else's browser has nothing to undo with, and the officer's comes too late.
        Assert.NotNull(director.Document.QuerySelector("form.undo"));
        await officer.GoAsync(undo);
        Assert.NotNull(officer.Document.QuerySelector(".summary a[href='#acts']"));
        Assert.Equal(Disposition.Redirect, office.Card(report.Id).Disposition);
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.ActUndone);
    }

    [Fact]
    public async Task A_private_note_is_read_by_readers_only_and_lies_sealed()
    {
        var (report, code) = await ReportedAsync("Завхоз списал новые окна и забрал их себе, 400 000 тенге.");
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        var again = officer.Prepares("form[action$='/notes']", new Dictionary<string, string?> { ["note"] = "Спросить у бухгалтерии про окна" });
        await officer.SendsAsync("form[action$='/notes']", new Dictionary<string, string?> { ["note"] = "Спросить у бухгалтерии про окна" });
        await officer.GoAsync(again);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.NoteWritten);
        using var director = await office.EntersAsync(Role.Director);
        var page = await director.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains("Спросить у бухгалтерии", Assert.Single(page.Document.QuerySelectorAll(".thread .note")).TextContent, StringComparison.Ordinal);
        using (var visit = (await office.Line.Get<ReturnDesk>().OpenAsync(code))!) Assert.Empty(visit.Messages);
        using var db = office.Line.Get<Database>().Read();
        Assert.DoesNotContain(db.Entries.ToList(), e => (e.Words ?? []).AsSpan().IndexOf("бухгалтерии"u8) >= 0);
        // A note changes nothing of the case: a page that was open beside it is still true.
        await director.SendsAsync("form.decision");
        Assert.True(office.Card(report.Id).Confirmed);
    }

    [Fact]
    public async Task A_reply_is_looked_at_first_in_the_reporters_language_and_nothing_is_sent()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(new TrustLine.Channels.Arrival
        {
            Channel = Channel.Web, Language = Language.Kk, DeliveryId = "kk-preview", Narrative = new Narrative("Қойма меңгерушісі 20 000 теңге пара алды."), Answers = Answers.None,
        });
        var report = office.Line.Report(receipt.Number);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains("на казахском", officer.Document.QuerySelector(".toreporter .whom")!.TextContent, StringComparison.Ordinal);
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Здравствуйте! Что было потом, и у кого сохранились документы?" }, "then=preview");
        var preview = officer.Document.QuerySelector(".preview .asreporter")!;
        Assert.Equal("kk", preview.GetAttribute("lang"));
        Assert.Contains("у кого сохранились документы", preview.TextContent, StringComparison.Ordinal);
        Assert.Contains("на русском", officer.Document.QuerySelector(".preview .note.warn")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("у кого сохранились", officer.Document.QuerySelector("#text")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.OfficeWrote);
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Құжаттар кімде сақталған және кейін не болды?" }, "then=preview");
        Assert.Null(officer.Document.QuerySelector(".preview .note.warn"));
    }

    [Fact]
    public async Task Nobody_chooses_the_id_of_a_message()
    {
        var report = await office.ReportsAsync("Повар уносит продукты домой, на 15 000 тенге в неделю.");
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Первое", ["page"] = report.Id.ToString() });
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Второе", ["page"] = report.Id.ToString() });
        using var db = office.Line.Get<Database>().Read();
        var messages = db.Messages.Where(m => m.ReportId == report.Id).ToList();
        Assert.Equal(2, messages.Count);
        Assert.DoesNotContain(messages, m => m.Id == report.Id);
    }

    private async Task<(Report Report, ReceiptCode Code)> ReportedAsync(string text)
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(text));
        return (office.Line.Report(receipt.Number), receipt.Code!);
    }
}

public sealed class InboxViews
{
    [Fact]
    public async Task Every_view_and_filter_shows_what_its_card_says_and_counts_only_what_the_person_may_read()
    {
        await using var office = await OfficeLine.StartAsync();
        var danger = await office.ReportsAsync("Меня избили и угрожают убить сегодня ночью за отказ платить.", new Answers(Danger: true));
        var plain = await office.ReportsAsync("Завскладом взял взятку 5 000 тенге за пропуск.");
        var about = await office.ReportsAsync("Директор взял взятку за контракт, 1 000 000 тенге.", new Answers(AboutDirector: true));
        var hidden = await office.ReportsAsync("Комплаенс-офицер взял взятку, 9 000 тенге.", new Answers(AboutOfficer: true));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync("/office/reports");
        Assert.Equal("3", Count(officer, "Open"));
        Assert.Equal("3", Count(officer, "New"));
        Assert.Equal([danger.Number], Numbers(await officer.OpensAsync("/office/reports?show=danger")));
        Assert.Equal([about.Number, plain.Number, danger.Number], Numbers(await officer.OpensAsync("/office/reports?show=new")));
        Assert.Empty(Numbers(await officer.OpensAsync("/office/reports?show=secondkey")));
        Assert.Empty(Numbers(await officer.OpensAsync("/office/reports?show=overdue")));
        Assert.Empty(Numbers(await officer.OpensAsync("/office/reports?channel=Phone")));
        Assert.Equal(3, Numbers(await officer.OpensAsync("/office/reports?channel=Web&language=ru&days=7")).Count);
        Assert.Equal([danger.Number], Numbers(await officer.OpensAsync("/office/reports?danger=yes")));
        foreach (var odd in new[] { "?show=99", "?channel=';--", "?days=-1&after=x&alone=maybe&disposition=7", "?show=open&show=danger" })
            Assert.Equal(HttpStatusCode.OK, (await officer.OpensAsync("/office/reports" + odd)).Status);

        // Confirm and open the next: the order of the view, past what this person may not read, to the list at its end.
        await officer.OpensAsync($"/office/reports/{about.Id}?show=new");
        await officer.SendsAsync("form.decision", button: "then=next");
        Assert.EndsWith($"/office/reports/{plain.Id}", officer.Page.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("show=new", officer.Page.Address.Query, StringComparison.Ordinal);
        Assert.Contains(about.Number, officer.Document.QuerySelector("form.undo")!.TextContent, StringComparison.Ordinal);
        await officer.SendsAsync("form.decision", button: "then=next");
        await officer.SendsAsync("form.decision", button: "then=next");
        Assert.EndsWith("/office/reports", officer.Page.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Empty(Numbers(officer.Page));
        Assert.True(office.Card(danger.Id).Confirmed);
        Assert.False(office.Card(hidden.Id).Confirmed);

        // The days pass: what was due is overdue, and stands in words.
        office.Line.Clock.Advance(TimeSpan.FromDays(20));
        using var later = await office.EntersAsync(Role.Officer);
        var overdue = await later.OpensAsync("/office/reports?show=overdue");
        Assert.Equal(3, Numbers(overdue).Count);
        Assert.All(overdue.Document.QuerySelectorAll(".reports .due"), d => Assert.Contains("over", d.ClassName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task News_come_only_when_something_readable_has_changed()
    {
        await using var office = await OfficeLine.StartAsync();
        await office.ReportsAsync("Взятка 5 000 тенге у проходной.");
        using var officer = await office.EntersAsync(Role.Officer);
        var stamp = (await officer.OpensAsync("/office/reports")).Document.QuerySelector("#sides")!.GetAttribute("data-stamp");
        Assert.Equal(HttpStatusCode.NoContent, (await officer.OpensAsync($"/office/reports/news?stamp={stamp}")).Status);
        await office.ReportsAsync("Офицер берёт взятки, 3 000 тенге.", new Answers(AboutOfficer: true));
        Assert.Equal(HttpStatusCode.NoContent, (await officer.OpensAsync($"/office/reports/news?stamp={stamp}")).Status);
        var fresh = await office.ReportsAsync("Новая взятка, 8 000 тенге.");
        var news = await officer.OpensAsync($"/office/reports/news?stamp={stamp}");
        Assert.Equal(fresh.Number, Numbers(news)[0]);
        Assert.NotEqual(stamp, news.Document.QuerySelector("#sides")!.GetAttribute("data-stamp"));

        // A page that asks by itself keeps nobody's session open.
        for (var minutes = 0; minutes < 40; minutes += 10)
        {
            office.Line.Clock.Advance(TimeSpan.FromMinutes(10));
            await officer.OpensAsync($"/office/reports/news?stamp={stamp}");
        }

        Assert.Contains("/office/login", officer.Page.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_filters_are_sealed_to_their_owner_and_nobody_else_sees_them()
    {
        await using var office = await OfficeLine.StartAsync();
        await office.ReportsAsync("Взятка 5 000 тенге у проходной.");
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync("/office/reports?channel=Web&language=ru");
        await officer.SendsAsync("form[action$='/filters']", new Dictionary<string, string?> { ["name"] = "Дело Тлеубаева" });
        Assert.Contains("Дело Тлеубаева", officer.Document.QuerySelector(".own")!.TextContent, StringComparison.Ordinal);
        await officer.OpensAsync("/office/reports");
        var link = officer.Document.QuerySelector(".own a")!.GetAttribute("href")!;
        Assert.Equal("/office/reports?channel=Web&language=ru", link);
        using (var db = office.Line.Get<Database>().Read())
        {
            var row = Assert.Single(db.OwnFilters.ToList());
            Assert.True(row.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Тлеубаев")) < 0);
        }

        using var director = await office.EntersAsync(Role.Director);
        Assert.DoesNotContain("Тлеубаева", (await director.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
        await officer.SendsAsync("form[action$='/filters/forget']");
        Assert.Null(officer.Document.QuerySelector(".own"));
        await officer.OpensAsync("/office/reports?danger=yes");
        await officer.SendsAsync("form[action$='/filters']", new Dictionary<string, string?> { ["name"] = "  " });
        Assert.NotNull(officer.Document.QuerySelector("#name-error"));
    }

    private static string Count(Visitor visitor, string view) => visitor.Document.QuerySelector($"[data-view={view}] [data-count]")!.TextContent;

    private static List<string> Numbers(Page page) => [.. page.Document.QuerySelectorAll(".reports .number").Select(n => n.TextContent)];
}

// Search over what one may read: every spelling, nothing of what is closed, in memory only and only as long as the session.

using System.Net;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Testing;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class InboxSearch
{
    [Fact]
    public async Task Search_finds_every_spelling_in_all_that_one_may_read_and_nothing_else()
    {
        await using var office = await OfficeLine.StartAsync();
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Қойма меңгерушісі Қайрат 20 000 теңге пара алды.", answers: new Answers(Where: "Шымкенттегі қойма")));
        var report = office.Line.Report(receipt.Number);
        var hidden = await office.ReportsAsync("Офицер Кайрат взял взятку 9 000 тенге.", new Answers(AboutOfficer: true));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync("/office/search");
        foreach (var typed in new[] { "Кайрат", "қайрат", "Kairat", "QAYRAT пара", "шымкент", "Shymkent kairat", report.Number, "меңгеруші 20 000" })
            Assert.Equal([report.Number], Numbers(await SearchesAsync(officer, typed)));
        foreach (var typed in new[] { "Кайрат офицер", hidden.Number, "Қайрат метро", "айрат" }) Assert.Empty(Numbers(await SearchesAsync(officer, typed)));
        Assert.Equal("Қайрат", (await SearchesAsync(officer, "kairat")).Document.QuerySelector(".excerpt mark")!.TextContent);
        Assert.Contains("1", officer.Document.QuerySelector("#found [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("2 ", officer.Document.QuerySelector("#found [role=status]")!.TextContent, StringComparison.Ordinal);

        // The words stand in no address; too few letters ask for more.
        Assert.Equal("/office/search", officer.Page.Address.PathAndQuery);
        Assert.DoesNotContain(officer.Document.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains("kairat", StringComparison.OrdinalIgnoreCase));
        Assert.NotNull((await SearchesAsync(officer, "к")).Document.QuerySelector(".note.warn"));
        foreach (var odd in new[] { "<script>", "'; DROP TABLE reports;--", new string('қ', 200), "% _ \\" })
            Assert.Equal(HttpStatusCode.OK, (await SearchesAsync(officer, odd)).Status);

        // What is written later is found too: a message of the reporter, a note, a new report.
        using (var visit = (await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code!))!) await office.Line.Get<ReturnDesk>().WriteAsync(visit, "Тағы бір куә бар: Серікболсын есімді жүргізуші.", []);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/notes']", new Dictionary<string, string?> { ["note"] = "Проверить накладные у экспедитора" });
        var later = await office.ReportsAsync("Экспедитор продаёт цемент со склада, 300 000 тенге.");
        Assert.Equal([report.Number], Numbers(await SearchesAsync(officer, "Serikbolsyn")));
        Assert.Equal([later.Number, report.Number], Numbers(await SearchesAsync(officer, "экспедитор")));
    }

    [Fact]
    public async Task What_comes_for_others_leaves_no_trace_in_the_search_of_the_excluded()
    {
        await using var office = await OfficeLine.StartAsync();
        using var director = await office.EntersAsync(Role.Director);
        await SearchesAsync(director, "насос");
        await office.ReportsAsync("Генеральный директор забрал насос со склада, 90 000 тенге.", new Answers(AboutDirector: true));
        var page = await director.SendsAsync("main .searchfor", new Dictionary<string, string?> { ["q"] = "насос" });
        Assert.Null(page.Document.QuerySelector("#found[data-incomplete]"));
        Assert.Empty(Numbers(page));
    }

    [Fact]
    public async Task An_index_goes_with_its_session()
    {
        await using var office = await OfficeLine.StartAsync();
        var report = await office.ReportsAsync("Завхоз продал насос и взял 90 000 тенге.");
        var rooms = office.Line.Get<SearchRooms>();
        var officer = office[Role.Officer].Id;
        using (var visitor = await office.EntersAsync(Role.Officer))
        {
            await visitor.OpensAsync("/office/search");
            Assert.Equal([report.Number], Numbers(await SearchesAsync(visitor, "насос")));
            rooms.Sweep();
            Assert.True(rooms.Has(officer));
            await visitor.SendsAsync("form[action$='/logout']");
            Assert.False(rooms.Has(officer));
        }

        // Left open, it goes when the session has run out by itself.
        using (var visitor = await office.EntersAsync(Role.Officer))
        {
            await visitor.OpensAsync("/office/search");
            Assert.True(rooms.Has(officer));
            office.Line.Clock.Advance(TimeSpan.FromMinutes(31));
            rooms.Sweep();
            Assert.False(rooms.Has(officer));
        }
    }

    [Fact]
    public void The_index_keeps_within_its_bound_and_forgets_to_the_last_letter()
    {
        using var index = new SearchIndex(8 << 20);
        var ids = Enumerable.Range(0, 80).Select(_ => Vault.Primitives.Draw.Id()).ToList();
        var taken = ids.Count(id => index.Put(id, " kairat" + new string('x', 200_000)));
        Assert.InRange(taken, 30, 42);
        Assert.Equal(taken, index.Count);
        Assert.Equal(taken, index.Find([" kai"u8.ToArray()]).Count);
        Assert.Empty(index.Find([" kai"u8.ToArray(), " nobody"u8.ToArray()]));
        index.Remove(ids[0]);
        Assert.DoesNotContain(ids[0], index.Find([" kai"u8.ToArray()]));
        index.Dispose();
        Assert.Empty(index.Find([" kai"u8.ToArray()]));
        Assert.False(index.Put(ids[0], " late"));
    }

    // Reading in goes on beside the requests: asked again until all has been searched, as the page does.
    private static async Task<Page> SearchesAsync(Visitor visitor, string typed)
    {
        await visitor.OpensAsync("/office/search");
        for (var tries = 0; ; tries++)
        {
            var page = await visitor.SendsAsync("main .searchfor", new Dictionary<string, string?> { ["q"] = typed });
            if (page.Document.QuerySelector("#found[data-incomplete]") is null || tries > 100) return page;
            await Task.Delay(100);
        }
    }

    private static List<string> Numbers(Page page) => [.. page.Document.QuerySelectorAll(".reports .number").Select(n => n.TextContent)];
}

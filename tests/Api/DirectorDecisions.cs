// The director at the pages: what waits, whether he was informed in time, what he decides, what it does to clocks and status, and what others see of it.

using System.Net;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class DirectorDecisions(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Story = "Начальник гаража Тестов взял взятку 20 000 тенге за ремонт 3 ноября.";
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task What_waits_stands_first_with_its_clock_and_whether_the_director_was_informed()
    {
        var report = await office.ReportsAsync(Story);
        var hidden = await office.ReportsAsync("Директор взял откат", new Answers(AboutDirector: true));
        using var director = await office.EntersAsync(Role.Director);
        Assert.Equal("/office/decisions", (await director.OpensAsync("/office")).Address.AbsolutePath);
        Assert.DoesNotContain(hidden.Number, director.Page.Text, StringComparison.Ordinal);
        var row = Row(director.Page, report.Id);
        Assert.Contains("Информирование генерального директора", row, StringComparison.Ordinal);
        var before = Waits(director.Page);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/informed']");
        Assert.Contains("информирован в срок", Row(await director.OpensAsync("/office/decisions"), report.Id), StringComparison.Ordinal);
        Assert.Contains("отметка: Адам Officer", Row(director.Page, report.Id), StringComparison.Ordinal);

        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/refer']", new Dictionary<string, string?> { ["referreason"] = "Признаки преступления" });
        await director.OpensAsync("/office/decisions");
        Assert.Equal(before - 1, Waits(director.Page));
        Assert.Null(director.Document.QuerySelector($"a[href*='{report.Id}']"));
    }

    [Fact]
    public async Task A_director_who_is_accused_decides_nothing_and_oversight_does_in_his_place()
    {
        var report = await office.ReportsAsync("Директор принял племянницу без конкурса", new Answers(AboutDirector: true));
        using var oversight = await office.EntersAsync(Role.Oversight);
        Assert.Contains("Генеральный директор не информируется", Row(await oversight.OpensAsync("/office/decisions"), report.Id), StringComparison.Ordinal);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync("/office/decisions");
        foreach (var act in new[] { "refer", "inspect", "unit", "extend", "end" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/office/reports/{report.Id}/{act}");
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["form"] = director.Document.QuerySelector("input[name=form]")!.GetAttribute("value")!, ["referclause"] = "refer-10.6", ["inspectclause"] = "inspect-10.10", ["unitclause"] = "unit-10.9",
                ["unitname"] = "x", ["unitclear"] = "yes", ["extendclause"] = "extend-appc-76", ["extenduntil"] = "2026-12-30", ["endclause"] = "end-answered",
                ["referreason"] = "x", ["inspectreason"] = "x", ["unitreason"] = "x", ["extendreason"] = "x", ["extendtold"] = "x", ["endreason"] = "x", ["told"] = "x", ["seen"] = "999",
            });
            Assert.Equal(HttpStatusCode.NotFound, (await director.GoAsync(request)).Status);
            await director.OpensAsync("/office/decisions");
        }

        await oversight.OpensAsync($"/office/reports/{report.Id}");
        await oversight.SendsAsync("form[action$='/inspect']", new Dictionary<string, string?> { ["inspectreason"] = "Проверить приказы" });
        Assert.Equal(DecisionKind.Inspect, office.Card(report.Id).Decided);
        Assert.Equal(office[Role.Oversight].Id, office.Facts(report.Id).Single(f => f.Kind == FactKind.DirectorDecided).By);
        // An ordinary report is the director's: oversight does not even see it.
        Assert.DoesNotContain((await office.ReportsAsync(Story)).Number, (await oversight.OpensAsync("/office/decisions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inspection_runs_from_its_order_and_the_reporter_sees_only_that_it_is_considered()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story));
        var report = office.Line.Report(receipt.Number);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/inspect']", new Dictionary<string, string?> { ["inspectreason"] = " ", ["inspectorder"] = "2026-11-20" });
        Assert.Equal("#inspectreason", director.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.NotNull(director.Document.QuerySelector("details.decision[open] form[action$='/inspect']"));
        await director.SendsAsync("form[action$='/inspect']", new Dictionary<string, string?> { ["inspectreason"] = "Поручить комиссии", ["inspectorder"] = "2099-01-01" });
        Assert.Equal("#inspectorder", director.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.Equal("Поручить комиссии", director.Document.QuerySelector("#inspectreason")!.TextContent.Trim());
        var today = AstanaTime.DayOf(NodaTime.Instant.FromDateTimeOffset(office.Line.Clock.GetUtcNow()));
        await director.SendsAsync("form[action$='/inspect']", new Dictionary<string, string?> { ["inspectreason"] = "Поручить комиссии", ["inspectorder"] = NodaTime.Text.LocalDatePattern.Iso.Format(today) });
        var card = office.Card(report.Id);
        Assert.Equal(DecisionKind.Inspect, card.Decided);
        var due = StatutoryClock.Published.Due(ClockKinds.Inspection, today).Date;
        Assert.Equal(due.ToDateOnly(), card.Clocks.Single(c => c.Kind == ClockKinds.Inspection).Due);
        // Who decides knows; the officer's duty to inform is over.
        Assert.NotNull(card.Clocks.Single(c => c.Kind == ClockKinds.DirectorInformed).StoppedAt);
        using (var visit = (await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code!))!) Assert.Equal(ReportStatus.Considering, visit.Status);

        using var officer = await office.EntersAsync(Role.Officer);
        var page = await officer.OpensAsync($"/office/reports/{report.Id}");
        var seen = page.Document.QuerySelector("section:has(> #h-direction)")!.TextContent;
        foreach (var words in new[] { "Назначить служебную проверку", "пункт 10.10", "Поручить комиссии", "Адам Director", "Дата приказа" }) Assert.Contains(words, seen, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/inspect']"));
        // The officer is told by a notice, the one who decided is not.
        var errand = Errands().Single(e => e.Kind == ErrandKind.DirectorDecided && e.Report == report.Id);
        var told = office.Line.Get<Recipients>().Of(errand).Select(r => r.Person).ToList();
        Assert.Equal([office[Role.Officer].Id], told);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_later_decision_takes_the_place_of_the_earlier_and_of_its_clock()
    {
        var report = await office.ReportsAsync(Story);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/refer']", new Dictionary<string, string?> { ["referclause"] = "refer-appc-65", ["referreason"] = "Не наша компетенция" });
        var forward = office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.Forward);
        // Three working days from receipt, not from the decision (АППК 65(1)).
        Assert.Equal(report.RegisteredDay, forward.Start);
        await director.SendsAsync("form[action$='/unit']", new Dictionary<string, string?> { ["unitname"] = "Служба приёма", ["unitreason"] = "Справка" });
        Assert.Equal("#unitclear", director.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.Equal(DecisionKind.Refer, office.Card(report.Id).Decided);
        await director.SendsAsync("form[action$='/unit']", new Dictionary<string, string?> { ["unitname"] = "Служба приёма", ["unitclear"] = "yes", ["unitreason"] = "Справка" });
        var card = office.Card(report.Id);
        Assert.Equal(DecisionKind.Unit, card.Decided);
        Assert.Equal(ClockState.Dropped, card.Clocks.Single(c => c.Kind == ClockKinds.Forward).On(card.Clocks[0].Start));
        Assert.Contains("больше не отсчитывается", director.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Служба приёма", director.Document.QuerySelector("section:has(> #h-direction)")!.TextContent, StringComparison.Ordinal);
        // A page that is no longer true decides nothing.
        await director.OpensAsync($"/office/reports/{report.Id}");
        var stale = director.Prepares("form[action$='/refer']", new Dictionary<string, string?> { ["referreason"] = "Устарело" });
        await director.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Принято." });
        await director.GoAsync(stale);
        Assert.Contains("Устарело", director.Document.QuerySelector("#referreason")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(DecisionKind.Unit, office.Card(report.Id).Decided);
    }

    [Fact]
    public async Task A_term_is_extended_once_within_two_months_and_the_reporter_is_told_in_the_same_act()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story));
        var report = office.Line.Report(receipt.Number);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        var today = AstanaTime.DayOf(NodaTime.Instant.FromDateTimeOffset(office.Line.Clock.GetUtcNow()));
        string Iso(NodaTime.LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
        var longest = StatutoryClock.Published.Due(ClockKinds.ReplyExtension, today).Date;
        foreach (var wrong in new[] { "", Iso(today), Iso(longest.PlusDays(1)) })
        {
            await director.SendsAsync("form[action$='/extend']", new Dictionary<string, string?> { ["extenduntil"] = wrong, ["extendreason"] = "Сверить ведомости" });
            Assert.Equal("#extenduntil", director.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        }

        // A Saturday: the term does not end on a day off (АППК 76(5)).
        await director.SendsAsync("form[action$='/extend']", new Dictionary<string, string?> { ["extenduntil"] = "2026-12-19", ["extendreason"] = "Сверить ведомости" });
        var card = office.Card(report.Id);
        Assert.DoesNotContain(card.Clocks, c => c.Kind == ClockKinds.Reply);
        Assert.Equal(new DateOnly(2026, 12, 21), card.Clocks.Single(c => c.Kind == ClockKinds.ReplyExtension).Due);
        Assert.Equal(ClockState.Kept, card.Clocks.Single(c => c.Kind == ClockKinds.ReplyExtensionNotice).On(today.ToDateOnly()));
        Assert.Null(card.Decided); // A longer term decides nothing about the report.
        Assert.Null(director.Document.QuerySelector("form[action$='/extend']"));
        using (var visit = (await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code!))!)
        {
            Assert.Equal(new NodaTime.LocalDate(2026, 12, 21), visit.NextDate!.Date);
            Assert.Contains("срок ответа продлён", Assert.Single(visit.Messages).Text, StringComparison.Ordinal);
        }

        // The answer stops the extended term as it would have stopped the first.
        await director.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Ответ по существу.", ["answers"] = "yes" });
        Assert.Equal(ClockState.Kept, office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.ReplyExtension).On(today.ToDateOnly()));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task What_tells_of_an_offence_is_not_ended_as_anonymous()
    {
        var report = await office.ReportsAsync("Дюсенов берёт взятки по 200 000 тенге каждую пятницу.");
        Assert.Equal(Disposition.Redirect, office.Card(report.Id).Disposition);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        var clauses = director.Document.QuerySelectorAll("form[action$='/end'] option").Select(o => o.GetAttribute("value")).ToList();
        Assert.DoesNotContain(DecisionRule.Anonymous, clauses);
        Assert.Contains("end-no-facts", clauses);
        using var request = director.Prepares("form[action$='/end']", new Dictionary<string, string?> { ["endreason"] = "x", ["told"] = "x" });
        var body = await request.Content!.ReadAsStringAsync();
        using var forged = new HttpRequestMessage(HttpMethod.Post, request.RequestUri)
        {
            Content = new StringContent(System.Text.RegularExpressions.Regex.Replace(body, "endclause=[^&]*", "endclause=" + DecisionRule.Anonymous), null, "application/x-www-form-urlencoded"),
        };
        Assert.Equal(HttpStatusCode.NotFound, (await director.GoAsync(forged)).Status);
        Assert.True(office.Line.Report(report.Number).Open);
    }

    [Fact]
    public async Task Each_day_of_looking_is_a_line_of_ones_own_register_and_oversight_sees_that_of_the_director()
    {
        var report = await office.ReportsAsync(Story);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.OpensAsync($"/office/reports/{report.Id}");
        Assert.Single(Lines(await director.OpensAsync("/office/lookups"), report.Number));
        office.Line.Clock.Advance(TimeSpan.FromDays(1));
        using var again = await office.EntersAsync(Role.Director);
        await again.OpensAsync($"/office/reports/{report.Id}");
        Assert.Equal(2, Lines(await again.OpensAsync("/office/lookups"), report.Number).Count);
        // The case's own history names each reader once.
        await again.OpensAsync($"/office/reports/{report.Id}");
        Assert.Single(again.Document.QuerySelectorAll(".history li"), li => li.TextContent.Contains("Адам Director", StringComparison.Ordinal));
        using var oversight = await office.EntersAsync(Role.Oversight);
        await oversight.OpensAsync("/office/lookups/deciders");
        Assert.Equal(2, Lines(oversight.Page, report.Number).Count);
        Assert.Contains("Адам Director", oversight.Page.Text, StringComparison.Ordinal);
        Assert.Null(oversight.Document.QuerySelector($"main a[href*='{report.Id}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await again.OpensAsync("/office/lookups/deciders")).Status);
        Assert.Empty(office.Line.Faults());
    }

    private IReadOnlyList<Errand> Errands()
    {
        using var db = office.Line.Get<Database>().Read();
        return [.. db.Outbox.ToList().Select(o => office.Line.Get<LineKeys>().Cards.Open(o.Errand, CardJson.Default.Errand, o.Id))];
    }

    private static List<string> Lines(Page page, string number) =>
        [.. page.Document.QuerySelectorAll("tbody tr").Select(tr => tr.TextContent).Where(t => t.Contains(number, StringComparison.Ordinal))];

    private static string Row(Page page, Guid id) =>
        string.Join(' ', page.Document.QuerySelector($".reports a[href*='{id}']")!.Closest("li")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int Waits(Page page) =>
        int.Parse(System.Text.RegularExpressions.Regex.Match(page.Document.QuerySelector("#waiting")!.TextContent, @"\d+").Value, System.Globalization.CultureInfo.InvariantCulture);
}

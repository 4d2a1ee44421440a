// Legal dates at the pages: each explains itself, an extended term follows the calendar from the day that was named, what is to go at once alarms until its sending is entered, only an answer is an
// answer, and what-if says which open cases a changed law would move.

using System.Net;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Ops;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class ClockWork
{
    private const string Story = "Начальник гаража Тестов взял взятку 20 000 тенге за ремонт 3 ноября.";

    [Fact]
    public async Task The_page_of_the_dates_tells_rule_start_each_day_off_and_article_and_nothing_of_the_report()
    {
        await using var office = await OfficeLine.StartAsync();
        office.Line.Clock.MoveTo(At(20, 18, 30)); // Friday evening: registered on Monday.
        var report = await office.ReportsAsync(Story);
        var hidden = await office.ReportsAsync(Story, new Answers(AboutOfficer: true));
        using var officer = await office.EntersAsync(Role.Officer);
        var page = await officer.OpensAsync($"/office/reports/{report.Id}");
        page = await officer.FollowsAsync("a[href$='/clocks']");
        Assert.Contains(report.Number, page.Text, StringComparison.Ordinal);
        foreach (var said in new[]
        {
            "Начало: обращение поступило – 20.11.2026.", "Поступило после окончания рабочего дня", "21.11.2026 не регистрируется", "день регистрации – 23.11.2026 (часть 3 статьи 64 АППК)",
            "15 рабочих дней", "Административный процедурно-процессуальный кодекс Республики Казахстан, 76(1), 76(2)", "05.12.2026 не считается", "Последний день – 14.12.2026.",
            "переносится с нерабочего дня на следующий рабочий", "автоматическое сообщение о регистрации ответом не считается", "принято решение о продлении",
        }) Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Тестов", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync($"/office/reports/{hidden.Id}/clocks")).Status);
        // Reading dates is not reading the report.
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}/clocks");
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.ReportRead && f.By == office[Role.Director].Id);
    }

    [Fact]
    public async Task An_extended_term_is_counted_again_from_the_day_that_was_named()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        var report = await office.ReportsAsync(Story);
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/extend']", new Dictionary<string, string?> { ["extenduntil"] = "2026-12-30", ["extendreason"] = "Сверить ведомости" });
        Assert.Equal(new DateOnly(2026, 12, 30), Extended(office, report.Id).Due);
        await EnterAsync(office, 0, "2026-12-30");
        Assert.Equal(new DateOnly(2026, 12, 31), Extended(office, report.Id).Due);
        var page = await director.OpensAsync($"/office/reports/{report.Id}/clocks");
        Assert.Contains("День, названный в решении: 30.12.2026.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Срок оканчивается 30.12.2026 (дополнительный выходной день: О переносе (акт № 117 от 10.11.2026)), поэтому переносится", page.Text, StringComparison.Ordinal);
        Assert.Contains("Последний день – 31.12.2026.", page.Text, StringComparison.Ordinal);
        // Taken back, the day is again the one that was named; and a day elsewhere moves nothing.
        await office.Line.Get<ProvisionDesk>().EnterAsync(Matter.Calendar, Provided.TheCalendar, 1, new Dictionary<string, string> { ["what"] = "Withdrawn", ["entry"] = "1", ["ground"] = "отменён" }, Guid.Empty);
        Assert.Equal(new DateOnly(2026, 12, 30), Extended(office, report.Id).Due);
        await EnterAsync(office, 2, "2026-12-21");
        Assert.Equal(new DateOnly(2026, 12, 30), Extended(office, report.Id).Due);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Redirection_at_once_runs_from_the_confirmation_by_a_person_not_from_the_recommendation()
    {
        await using var office = await OfficeLine.StartAsync();
        office.Line.Clock.MoveTo(At(20, 12, 0));
        var report = await office.ReportsAsync("Начальник склада каждый месяц берёт взятки с поставщиков, 5 ноября взял 300 000 тенге за приёмку.");
        Assert.Equal(Disposition.Redirect, office.Card(report.Id).Recommended);
        Assert.DoesNotContain(office.Card(report.Id).Clocks, c => c.Kind == ClockKinds.Redirect);
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Null((await officer.OpensAsync("/office/reports")).Document.QuerySelector(".atonce"));
        office.Line.Clock.MoveTo(At(23, 10, 0));
        using var monday = await office.EntersAsync(Role.Officer);
        await monday.OpensAsync($"/office/reports/{report.Id}");
        await monday.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Redirect", ["reason"] = "" });
        Assert.Equal(new DateOnly(2026, 11, 23), Redirect(office, report.Id).Start);
        Assert.Equal(new DateOnly(2026, 11, 23), Redirect(office, report.Id).Due);
        Assert.NotNull((await monday.OpensAsync("/office/reports")).Document.QuerySelector(".atonce"));
    }

    [Fact]
    public async Task What_a_named_person_wrote_and_another_body_decides_is_forwarded_within_three_working_days()
    {
        await using var office = await OfficeLine.StartAsync();
        office.Line.Clock.MoveTo(At(20, 12, 0)); // Friday.
        var report = await office.ReportsAsync(Story, identity: new TrustLine.Channels.ReporterIdentity { FullName = "Сеитова Жанна Маратовна", PostalAddress = "Астана, ул. Абая, 1" });
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Redirect", ["reason"] = "Подведомственно другому органу" });
        var clock = Assert.Single(office.Card(report.Id).Clocks, c => c.Kind is ClockKinds.Redirect or ClockKinds.Forward);
        Assert.Equal((ClockKinds.Forward, new DateOnly(2026, 11, 25)), (clock.Kind, clock.Due));
        Assert.Null((await officer.OpensAsync("/office/reports")).Document.QuerySelector(".atonce"));
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Accept", ["reason"] = "Наше" });
        Assert.True(office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.Forward).Dropped);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task What_is_to_go_at_once_alarms_until_number_day_way_and_proof_are_entered()
    {
        await using var office = await OfficeLine.StartAsync();
        var report = await RedirectedAsync(office, null);
        using var officer = await office.EntersAsync(Role.Officer);
        using var director = await office.EntersAsync(Role.Director);
        using var oversight = await office.EntersAsync(Role.Oversight);
        Assert.Contains("Обращения, которые нужно немедленно направить в компетентный орган: 1.", (await officer.OpensAsync("/office/reports")).Document.QuerySelector(".atonce")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await director.OpensAsync("/office/decisions")).Document.QuerySelector(".atonce"));
        Assert.Null((await oversight.OpensAsync("/office/reports")).Document.QuerySelector(".atonce")); // Not theirs: they hear of none.
        Assert.Contains(report.Number, (await officer.FollowsAsync(".atonce a")).Text, StringComparison.Ordinal);

        // Only who works the report records the sending.
        Assert.Null((await director.OpensAsync($"/office/reports/{report.Id}")).Document.QuerySelector("form[action$='/sent']"));
        await officer.OpensAsync($"/office/reports/{report.Id}");
        var said = new Dictionary<string, string?> { ["sentnumber"] = "  ", ["sentday"] = "2099-01-01", ["sentproof"] = "" };
        await officer.SendsAsync("form[action$='/sent']", said);
        Assert.Equal(["#sentnumber", "#sentday", "#sentproof"], officer.Document.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")));
        Assert.Null(Redirect(office, report.Id).StoppedAt);
        var whole = new Dictionary<string, string?> { ["sentnumber"] = "04-17/231", ["sentday"] = "2026-11-20", ["sentway"] = "post", ["sentproof"] = "квитанция RR123" };
        var again = officer.Prepares("form[action$='/sent']", whole);
        var page = await officer.SendsAsync("form[action$='/sent']", whole);
        Assert.Contains("срок остановлен", page.Text, StringComparison.Ordinal);
        foreach (var words in new[] { "04-17/231", "заказным письмом", "квитанция RR123", "20 ноября 2026" }) Assert.Contains(words, page.Document.QuerySelector(".history")!.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.NotNull(Redirect(office, report.Id).StoppedAt);
        Assert.False(Redirect(office, report.Id).Dropped);
        Assert.Null(page.Document.QuerySelector(".atonce"));
        Assert.Null(page.Document.QuerySelector("form[action$='/sent']"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GoAsync(again)).Status); // There is nothing to be sent any more.
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.SentToBody && f.Day == new DateOnly(2026, 11, 20));
        // Confirming once more does not start it again.
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Redirect", ["reason"] = "ещё раз" });
        Assert.NotNull(Redirect(office, report.Id).StoppedAt);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Only_an_answer_on_the_substance_is_an_answer()
    {
        await using var office = await OfficeLine.StartAsync();
        var report = await office.ReportsAsync(Story);
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Ваше обращение принято." });
        Assert.Null(office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.Reply).StoppedAt);
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.ReportAnswered);
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "По существу: факты подтвердились.", ["answers"] = "yes" });
        Assert.NotNull(office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.Reply).StoppedAt);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.ReportAnswered);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.OfficeWrote);
    }

    [Fact]
    public async Task What_if_lists_the_open_cases_whose_dates_a_changed_law_would_move()
    {
        await using var office = await OfficeLine.StartAsync();
        var report = await office.ReportsAsync(Story);
        var redirected = await RedirectedAsync(office, new Answers(AboutOfficer: true), Role.Director);
        var law = Law("deadlines.csv");
        Assert.Empty(Rows(office, "deadlines.csv", law));
        Assert.Contains($"{report.Number},reply,2026-12-11,2026-12-21", Rows(office, "deadlines.csv", law.Replace("reply,REPLY,15,", "reply,REPLY,20,", StringComparison.Ordinal)));
        // A rule with a date of its own leaves the cases of before under the law of their day.
        var row = law.Split('\n').Single(line => line.StartsWith("reply,REPLY,15,", StringComparison.Ordinal));
        var dated = law.Replace(row, row.Replace("2021-07-01,,", "2021-07-01,2027-01-01,", StringComparison.Ordinal) + "\n" + row.Replace(",15,", ",20,", StringComparison.Ordinal).Replace("2021-07-01,,", "2027-01-01,,", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(Rows(office, "deadlines.csv", dated));
        var moved = Rows(office, "kz_nonworking_days.csv", Law("kz_nonworking_days.csv") + "2026-11-30,substituted_day_off,Day off (substituted from 12/19/2026),\"test\"\n");
        Assert.Equal([$"{report.Number},reply,2026-12-11,2026-12-14", $"{redirected.Number},reply,2026-12-11,2026-12-14"], moved);
        // A ground that no longer starts its clock.
        var stopped = Rows(office, "grounds.json", Law("grounds.json").Replace("\"clock\": \"redirect\"", "\"clock\": null", StringComparison.Ordinal));
        Assert.Contains($"{redirected.Number},redirect,2026-11-20,", stopped);
        Assert.All(stopped, line => Assert.EndsWith(",redirect,2026-11-20,", line, StringComparison.Ordinal));
        Assert.All(moved, line => Assert.DoesNotContain("Тестов", line, StringComparison.Ordinal));
        Assert.Equal(2, CommandLine.Run(["what-if"]));
        Assert.Equal(2, CommandLine.Run(["what-if", "--deadlines", "no-such-file.csv"]));
        Assert.Equal(2, CommandLine.Run(["clock", "--kind", "nothing", "--start", "2026-11-20"]));
    }

    // The officer, or who works in their place, sets it: what the engine reads is not this test's matter.
    private static async Task<Report> RedirectedAsync(OfficeLine office, Answers? answers, Role by = Role.Officer)
    {
        var report = await office.ReportsAsync(Story, answers);
        using var person = await office.EntersAsync(by);
        await person.OpensAsync($"/office/reports/{report.Id}");
        await person.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Redirect", ["reason"] = "Признаки преступления" });
        return report;
    }

    private static RunningClock Redirect(OfficeLine office, Guid id) => office.Card(id).Clocks.Single(c => c.Kind == ClockKinds.Redirect);

    private static RunningClock Extended(OfficeLine office, Guid id) => office.Card(id).Clocks.Single(c => c.Kind == ClockKinds.ReplyExtension);

    private static string Law(string file) => File.ReadAllText(Repository.PathOf("src", "TrustLine.Triage", "Statutes", file));

    private static List<string> Rows(OfficeLine office, string file, string text)
    {
        using var db = office.Line.Get<Database>().Read();
        return [.. WhatIf.Rows(db, office.Line.Get<LineKeys>().Cards, StatuteBook.With(new Dictionary<string, string> { [file] = text }))];
    }

    private static async Task EnterAsync(OfficeLine office, int seen, string day) => Assert.True(await office.Line.Get<ProvisionDesk>().EnterAsync(Matter.Calendar, Provided.TheCalendar, seen,
        new Dictionary<string, string> { ["what"] = "Off", ["date"] = day, ["number"] = "117", ["actDate"] = "2026-11-10", ["titleKk"] = "Ауыстыру", ["titleRu"] = "О переносе", ["titleEn"] = "Moving" }, Guid.Empty));

    // A moment of November 2026 in Astana.
    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(5));
}

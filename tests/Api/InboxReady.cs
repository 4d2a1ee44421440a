// What a report does not tell, questions and ready texts in the reporter's language, and how often people agree with the engine: over HTTP without scripts.

using AngleSharp.Html.Dom;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class InboxReady(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task What_is_missing_stands_in_one_line_and_a_question_goes_into_the_reply_in_the_reporters_language()
    {
        var report = await KazakhAsync("kk-asking", "Мұнда бәрі пара алады, көмектесіңіздер.");
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Equal("Не сказано: когда, где, кто (должность или имя), какая сумма, чем подтверждается. Спросить заявителя", Line(officer));

        // Nothing is sent, what was typed stays, and the case will wait.
        await officer.SendsAsync("#reply", new Dictionary<string, string?> { ["text"] = "Сәлеметсіз бе!" }, "then=put.ask.Who");
        Assert.StartsWith("Сәлеметсіз бе!\nБұған кімнің қатысы бар?", Text(officer), StringComparison.Ordinal);
        Assert.True(((IHtmlInputElement)officer.Document.QuerySelector("#asks")!).IsChecked);
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.OfficeWrote);
        await officer.SendsAsync("#reply", null, "then=put.ask.When");
        await officer.SendsAsync("#reply", null, "then=put.ask.Who");
        Assert.Equal(3, Text(officer).Split('\n').Length);
        await officer.SendsAsync("#reply");
        Assert.True(office.Card(report.Id).WaitsForReporter);
        Assert.Contains("Бұл қашан болды?", officer.Document.QuerySelector(".thread .office")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task All_questions_come_in_one_and_what_was_told_is_not_asked()
    {
        var report = await office.ReportsAsync("Вчера начальник отдела просил денег.", new Answers(HowMuch: "не знаю"));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Equal("Не сказано: чем подтверждается. Спросить заявителя", Line(officer));
        Assert.Equal(["put.ask.Proof"], Buttons(officer).Where(b => b.StartsWith("put.ask", StringComparison.Ordinal)));

        var empty = await office.ReportsAsync("Берут взятки.");
        await officer.OpensAsync($"/office/reports/{empty.Id}");
        await officer.SendsAsync("#reply", null, "then=put.ask.all");
        Assert.StartsWith($"Для рассмотрения Вашего обращения № {empty.Number} требуются дополнительные сведения.", Text(officer), StringComparison.Ordinal);
        Assert.Equal(5, Text(officer).Split('\n').Count(l => l.StartsWith("– ", StringComparison.Ordinal)));

        var whole = await office.ReportsAsync("12 марта 2026 года в Астане начальник отдела поверки взял 300 000 тенге, есть переписка.");
        await officer.OpensAsync($"/office/reports/{whole.Id}");
        Assert.StartsWith("Сказано, когда", Line(officer), StringComparison.Ordinal);
        Assert.DoesNotContain(Buttons(officer), b => b.StartsWith("put.ask", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_disposition_has_its_text_with_number_and_legal_day_and_the_one_that_stands_is_first()
    {
        var report = await KazakhAsync("kk-ready", "Мұнда бәрі жаман, көмектесіңіздер.");
        var stands = "put." + office.Card(report.Id).Disposition;
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Equal([stands, .. new[] { "put.Accept", "put.Redirect", "put.RejectAnonymous", "put.RejectNoFacts" }.Where(b => b != stands), "put.Unit"], Buttons(officer).Where(b => !b.StartsWith("put.ask", StringComparison.Ordinal)));
        foreach (var (button, words) in new[] { ("Accept", "қарауға қабылданды"), ("Redirect", "дереу қайта жіберіледі"), ("RejectAnonymous", "аты-жөніңіз көрсетілмеген"), ("RejectNoFacts", "фактілер баяндалмаған"), ("Unit", "10.9-тармағына") })
        {
            await officer.OpensAsync($"/office/reports/{report.Id}");
            await officer.SendsAsync("#reply", null, "then=put." + button);
            Assert.Contains(words, Text(officer), StringComparison.Ordinal);
            Assert.Contains($"{report.Number}, тіркелген күні – {report.RegisteredDay.Year} жылғы {report.RegisteredDay.Day} қараша", Text(officer), StringComparison.Ordinal);
            Assert.False(((IHtmlInputElement)officer.Document.QuerySelector("#asks")!).IsChecked);
        }
    }

    [Fact]
    public async Task Who_ends_a_case_gets_a_text_for_the_clause_chosen_and_nothing_is_ended_by_it()
    {
        var report = await office.ReportsAsync("Здесь всё плохо.");
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/end']", new Dictionary<string, string?> { ["endclause"] = "end-no-facts" }, "then=put.told");
        var told = director.Document.QuerySelector("#told")!.TextContent;
        Assert.Contains(report.Number, told, StringComparison.Ordinal);
        Assert.Contains("подпункт 3) части первой статьи 88 АППК", told, StringComparison.Ordinal);
        Assert.Contains("в течение 3 месяцев", told, StringComparison.Ordinal);
        Assert.True(director.Document.QuerySelector("details.decision[open] #told") is not null);
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.CaseEnded);
    }

    [Fact]
    public async Task Danger_brings_the_ground_of_the_emergency_lane_first()
    {
        var report = await office.ReportsAsync("Начальник цеха угрожает убить меня сегодня.", new Answers(Danger: true));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.StartsWith("Экстренный путь", officer.Document.QuerySelector("section[aria-labelledby=h-assessment] details summary")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    private async Task<Report> KazakhAsync(string delivery, string text)
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(new TrustLine.Channels.Arrival
        {
            Channel = Channel.Web, Language = Language.Kk, DeliveryId = delivery, Narrative = new Narrative(text), Answers = Answers.None,
        });
        return office.Line.Report(receipt.Number);
    }

    private static string Line(Visitor visitor) => string.Join(' ', visitor.Document.QuerySelector("#missing")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(Visitor visitor) => ((IHtmlTextAreaElement)visitor.Document.QuerySelector("#text")!).Value.ReplaceLineEndings("\n").Replace('\u00a0', ' ');

    private static IEnumerable<string> Buttons(Visitor visitor) => visitor.Document.QuerySelectorAll("#words button").Select(b => b.GetAttribute("value")!);
}

public sealed class Agreements
{
    [Fact]
    public async Task Agreement_is_counted_by_ground_and_only_over_what_the_person_may_read()
    {
        await using var office = await OfficeLine.StartAsync(Role.Auditor);
        var confirmed = await office.ReportsAsync("Здесь всё плохо.");
        var changed = await office.ReportsAsync("Опять всё плохо.");
        await office.ReportsAsync("И сегодня всё плохо.");
        var closed = await office.ReportsAsync("Всё плохо, виноват директор.", new Answers(AboutDirector: true));
        foreach (var report in new[] { confirmed, changed, closed }) Assert.Equal((Disposition.RejectAnonymous, GroundKeys.Anonymous), (office.Card(report.Id).Recommended, office.Card(report.Id).Grounds[0]));
        using var officer = await office.EntersAsync(Role.Officer);
        foreach (var (report, decision) in new[] { (confirmed, "RejectAnonymous"), (changed, "Accept"), (closed, "Redirect") })
        {
            await officer.OpensAsync($"/office/reports/{report.Id}");
            await officer.SendsAsync("form.decision", new Dictionary<string, string?> { ["decision"] = decision, ["reason"] = "По тексту" });
        }

        Assert.Equal(["4", "1", "1", "2", "33 %", "Принять к рассмотрению: 1 Перенаправить по компетенции в уполномоченный орган: 1"], await RowAsync(officer));
        using var auditor = await office.EntersAsync(Role.Auditor);
        Assert.Equal(["4", "1", "1", "2", "33 %", "Принять к рассмотрению: 1 Перенаправить по компетенции в уполномоченный орган: 1"], await RowAsync(auditor));
        Assert.DoesNotContain(closed.Number, auditor.Page.Text, StringComparison.Ordinal);
        using var director = await office.EntersAsync(Role.Director);
        Assert.Equal(["3", "1", "1", "1", "50 %", "Принять к рассмотрению: 1"], await RowAsync(director));
        using var oversight = await office.EntersAsync(Role.Oversight);
        Assert.Equal(["1", "0", "0", "1", "0 %", "Перенаправить по компетенции в уполномоченный орган: 1"], await RowAsync(oversight));

        // Undone, the recommendation waits again; and the table of grounds stands below with its words.
        await officer.OpensAsync($"/office/reports/{confirmed.Id}");
        await officer.SendsAsync("form.decision", new Dictionary<string, string?> { ["decision"] = "RejectNoFacts", ["reason"] = "Иначе" });
        await officer.SendsAsync("form.undo");
        Assert.Equal("1", (await RowAsync(officer))[2]);
        Assert.Equal(Ground.All.Select(g => g.Key), officer.Document.QuerySelectorAll("[data-row]").Select(r => r.GetAttribute("data-row")));
        Assert.Contains("Действует", officer.Document.QuerySelector("[data-row='6.3-1']")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(office.Line.Faults());
    }

    private static async Task<List<string>> RowAsync(Visitor visitor)
    {
        await visitor.OpensAsync("/office/grounds");
        return [.. visitor.Document.QuerySelectorAll("[data-ground='6.3-1'] td").Select(c => c.QuerySelector("li") is null ? c.TextContent.Trim() : string.Join(' ', c.QuerySelectorAll("li").Select(l => l.TextContent.Trim())))];
    }
}

// A walk through everything an excluded person can reach, in a world with the report about them and in one without: byte for byte the same.

using System.Text;
using System.Text.RegularExpressions;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Primitives;
using Answers = TrustLine.Triage.Reports.Answers;
using Group = TrustLine.Vault.Groups.Group;

namespace TrustLine.Tests;

public sealed partial class ExcludedWalk
{
    [Theory]
    [InlineData(nameof(Role.Director), true)]
    [InlineData(nameof(Role.Deputy), false)]
    [InlineData(nameof(Role.Officer), false)]
    public async Task The_excluded_see_the_same_as_if_the_report_had_never_come(string role, bool later)
    {
        await using var office = await OfficeLine.StartAsync();
        var excluded = role is nameof(Role.Deputy) ? await office.JoinAnotherAsync(Role.Deputy, Role.Director) : office[Enum.Parse<Role>(role)];
        var group = role is nameof(Role.Officer) ? Group.Officers : Group.Directors;
        foreach (var text in new[] { "Завскладом списал кабель, акт 17.", "Подскажите, где ваш офис?" })
        {
            var ordinary = await office.ReportsAsync(text, new Answers(AboutDirector: false, AboutOfficer: false));
            using var officer = await VisitAsync(office, Role.Officer);
            await office.Line.Get<Replying>().ReplyAsync(officer, ordinary.Id, Draw.Id(), new("Приняли"));
        }

        using var person = await office.EntersAsync(excluded);
        await WalkAsync(person, Guid.Empty); // What is read for the first time is a fact of its own: it is behind.
        var moment = office.Line.Clock.GetUtcNow();
        var without = await WalkAsync(person, Draw.Id());
        Assert.True(without.Count > 8, string.Join('\n', without.Keys));

        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(
            "Неповторимое слово: барсакельмес. Взял деньги за сертификат.", answers: later ? new(AboutDirector: false, AboutOfficer: false) : group is Group.Officers ? new(AboutOfficer: true) : new(AboutDirector: true),
            identity: new TrustLine.Channels.ReporterIdentity { FullName = "Сеитова Жанна" }));
        var report = office.Line.Report(receipt.Number);
        var other = group is Group.Officers ? Role.Director : Role.Officer;
        if (later)
        {
            using var reader = await VisitAsync(office, other);
            Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Excluding>().ExcludeAsync(reader, report.Id, group, "Причастен"));
        }

        await SameAsync();
        await WorkAsync(office, report.Id, receipt.Code!, other);
        await SameAsync();
        if (!later) Assert.Equal("2026-000003", (await office.ReportsAsync("Обычное", new(AboutDirector: false, AboutOfficer: false))).Number[..11]); // Nor a gap in their numbers.

        // No letter of any kind is for them, whatever waits in the outbox.
        using var db = office.Line.Get<Database>().Read();
        var errands = db.Outbox.ToList().Select(o => office.Line.Get<LineKeys>().Cards.Open(o.Errand, CardJson.Default.Errand, o.Id)).Where(e => e.Report == report.Id || e.Opening is not null).ToList();
        Assert.NotEmpty(errands);
        Assert.DoesNotContain(errands.SelectMany(e => office.Line.Get<Recipients>().Of(e)), r => r.Person == excluded.Id);

        async Task SameAsync()
        {
            var now = office.Line.Clock.GetUtcNow();
            office.Line.Clock.MoveTo(moment);
            var with = await WalkAsync(person, report.Id);
            office.Line.Clock.MoveTo(now);
            Assert.Equal(without.Keys, with.Keys);
            foreach (var (address, answer) in without) Assert.Equal(answer, with[address]);
        }
    }

    // Everything that happens to a report: read, decided, written about in both directions, its identity opened, ended.
    private static async Task WorkAsync(OfficeLine office, Guid id, ReceiptCode code, Role worker)
    {
        using var visit = await VisitAsync(office, worker);
        using var custodian = await VisitAsync(office, Role.Custodian);
        using var oversight = await VisitAsync(office, Role.Oversight);
        await office.Line.Get<CaseReader>().ReadAsync(oversight, id); // Where half b is owed, it is handed over here.
        await office.Line.Get<CaseReader>().ReadAsync(visit, id);
        Assert.Equal(ActAnswer.Done, (await office.Line.Get<Replying>().ReplyAsync(visit, id, Draw.Id(), new("Уточните месяц", Asks: true))).Answer);
        using (var back = await office.Line.Get<ReturnDesk>().OpenAsync(code)) await office.Line.Get<ReturnDesk>().WriteAsync(back!, "В октябре", []);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(visit, id, "Нужна подпись"));
        Guid opening;
        using (var db = office.Line.Get<Database>().Read()) opening = db.Openings.Single(o => o.ReportId == id).Id;
        Assert.Equal(AnsweringAnswer.Agreed, await office.Line.Get<Answering>().AgreeAsync(custodian, opening, ""));
        Assert.True(await office.Line.Get<Showing>().BeginAsync(visit, id, opening));
        Assert.NotNull(office.Line.Get<Showing>().See(visit, id, opening));
        await office.Line.Get<Showing>().CloseAsync(visit, id, opening);
    }

    /// <summary>Every page that links lead to, and every address that could be guessed of a report: what came back, but for what is drawn anew for each page.</summary>
    private static async Task<SortedDictionary<string, string>> WalkAsync(Visitor person, Guid guessed)
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/office", "/office/reports", "/office/reports/news", "/office/search", "/office/exclusions", "/office/openings", "/health/ready", "/health/live", "/"]);
        foreach (var room in new[] { "", "/readers", "/identity", $"/identity/{guessed}", $"/files/{guessed}" }) waiting.Enqueue($"/office/reports/{guessed}{room}");
        var seen = waiting.ToHashSet();
        seen.Add("/office/account/keys"); // New words and a new second factor are drawn for each look at it.
        while (waiting.TryDequeue(out var address))
        {
            var page = await person.OpensAsync(address);
            answers[Plain(address)] = $"{page.Address.PathAndQuery} {page.Status} {page.Bytes.Length}\n{Headers(page)}\n{Encoding.UTF8.GetString(page.Bytes)}";
            answers[Plain(address)] = Plain(Drawn().Replace(answers[Plain(address)], "$1*$2"));
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/office']").Select(a => a.GetAttribute("href")!))
                if (seen.Add(link)) waiting.Enqueue(link);
        }

        await person.OpensAsync("/office/reports");
        var token = person.Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
        foreach (var act in new[] { "disposition", "informed", "replies", "marks", "marks/hide", "package", "end", "readers/exclude", "readers/widen", "identity", $"identity/{guessed}/show", $"identity/{guessed}/close", $"identity/{guessed}/withdraw" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/office/reports/{guessed}/{act}");
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = token, ["decision"] = "Accept", ["reason"] = "x", ["text"] = "x", ["endreason"] = "x", ["told"] = "x", ["seen"] = "3", ["group"] = "Officers", ["to"] = "Directors" });
            var page = await person.GoAsync(request);
            answers["POST " + Plain(act)] = Plain(Drawn().Replace($"{page.Address.PathAndQuery} {page.Status}\n{Headers(page)}\n{Encoding.UTF8.GetString(page.Bytes)}", "$1*$2"));
        }

        // The index is read in beside the requests: what it says when it is at it.
        foreach (var words in new[] { "барсакельмес", "Сеитова", "кабель" })
        {
            for (var tries = 0; tries < 3; tries++)
            {
                if (tries > 0) await Task.Delay(700);
                using var search = new HttpRequestMessage(HttpMethod.Post, "/office/search") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = token, ["q"] = words }) };
                var page = await person.GoAsync(search);
                answers["POST search " + words] = Drawn().Replace($"{page.Status}\n{Headers(page)}\n{Encoding.UTF8.GetString(page.Bytes)}", "$1*$2");
            }
        }

        return answers;

        string Plain(string text) => text.Replace(guessed.ToString(), "{id}", StringComparison.Ordinal);
    }

    private static string Headers(Page page) => string.Join('\n', page.Headers.Concat(page.ContentHeaders)
        .Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal));

    private static async Task<StaffVisit> VisitAsync(OfficeLine office, Role role)
    {
        using var visitor = await office.EntersAsync(role);
        return await office.VisitAsync(visitor);
    }

    // The token of forms and the ids of pages and messages are drawn anew for every page.
    [GeneratedRegex("""(name="(?:form|message|page)" value=")[^"]*(")""")]
    private static partial Regex Drawn();
}

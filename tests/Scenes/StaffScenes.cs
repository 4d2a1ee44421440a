// The staff's side: who may come in, who reads what, what the reporter hears, and that a restart logs nobody out.

using System.Net;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class StaffScenes(DemoLine demo)
{
    private readonly LineProcess _line = demo.Line;

    [Fact]
    public async Task The_officer_reads_answers_and_the_reporter_sees_it()
    {
        using var reporter = _line.Reporter();
        var mark = Stories.Mark();
        var story = Stories.Full("ru", mark);
        var receipt = await reporter.ReportsAsync(story);
        var (more, later) = (Stories.Mark(), Papers.Noise("позже.bin", 3_000, 9));
        await reporter.WritesAsync(receipt.ReceiptCode!, $"Забыл сказать: {more}. Меня зовут Асан Үсенов.", later);
        using var officer = await Officer.LogsInAsync(_line, "officer");
        var page = await officer.ReadsAsync(receipt.RegistrationNumber);
        Assert.Contains(mark, page.Text, StringComparison.Ordinal);
        Assert.Contains(more, page.Text, StringComparison.Ordinal);
        // Who reports is sealed apart: nothing of it stands on the officer's page.
        foreach (var identity in new[] { "Асан", "Үсенов", "000 11 22", "asan@example.kz", "Мәңгілік" })
        {
            Assert.DoesNotContain(identity, page.Text, StringComparison.OrdinalIgnoreCase);
        }

        var files = await officer.TakesFilesAsync();
        Assert.Equal(story.Files!.Count + 1, files.Count);
        foreach (var file in story.Files.Append(later))
        {
            var (said, answer, _) = Assert.Single(files, f => f.Bytes.AsSpan().SequenceEqual(file.Bytes));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(Papers.Sha256(file.Bytes), said, StringComparison.OrdinalIgnoreCase);
            // The reporter's bytes never become a page of this origin.
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("sandbox", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }

        var words = "Спасибо, уточните месяц: " + Stories.Mark();
        page = await officer.RepliesAsync(words);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        var back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Contains(back!.Messages, m => m.From == "office" && m.Text == words);
    }

    [Fact]
    public async Task A_report_about_the_officer_is_not_shown_to_officers()
    {
        using var reporter = _line.Reporter();
        var receipt = await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()) with { Answers = new(AboutOfficer: true) });
        Assert.Equal('8', receipt.RegistrationNumber.Split('-')[1][0]);
        using var officer = await Officer.LogsInAsync(_line, "officer");
        Assert.False(await officer.SeesAsync(receipt.RegistrationNumber));
        using var director = await Officer.LogsInAsync(_line, "director");
        Assert.True(await director.SeesAsync(receipt.RegistrationNumber));
    }

    [Fact]
    public async Task A_report_about_the_director_is_not_shown_to_directors()
    {
        using var reporter = _line.Reporter();
        var mark = Stories.Mark();
        var receipt = await reporter.ReportsAsync(Stories.In("kk", mark) with { Answers = new(AboutDirector: true) });
        Assert.Equal('7', receipt.RegistrationNumber.Split('-')[1][0]);
        using var director = await Officer.LogsInAsync(_line, "director");
        Assert.False(await director.SeesAsync(receipt.RegistrationNumber));
        using var officer = await Officer.LogsInAsync(_line, "officer");
        Assert.Contains(mark, (await officer.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("custodian")]
    [InlineData("administrator")]
    public async Task Who_may_read_nothing_sees_no_report(string role)
    {
        using var reporter = _line.Reporter();
        var receipt = await reporter.ReportsAsync(Stories.In("en", Stories.Mark()));
        using var person = await Officer.LogsInAsync(_line, role);
        Assert.False(await person.SeesAsync(receipt.RegistrationNumber));
    }

    [Fact]
    public async Task Nobody_reads_without_logging_in()
    {
        using var visitor = _line.Visitor();
        foreach (var address in new[] { "/office", "/office/reports", "/office/reports/00000000-0000-0000-0000-000000000000" })
        {
            var page = await visitor.OpensAsync(address);
            Assert.True(page.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
                || page.Document.QuerySelector("input[type=password]") is not null, page.ToString());
        }
    }

    [Fact]
    public async Task A_restart_logs_nobody_out()
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        var mark = Stories.Mark();
        using var officer = await Officer.LogsInAsync(line, "officer");
        await line.RestartAsync();
        var receipt = await reporter.ReportsAsync(Stories.In("ru", mark));
        Assert.Contains(mark, (await officer.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);
        Assert.All(officer.Visitor.CookieLines, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            foreach (var word in new[] { "httponly", "secure", "samesite=strict" })
            {
                Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
            }

            Assert.DoesNotContain("expires=", cookie.Replace("expires=Thu, 01 Jan 1970", "", StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task A_second_factor_opens_once_only()
    {
        var person = _line.Staff.First(s => s.Role.Contains("oversight", StringComparison.OrdinalIgnoreCase));
        var factor = await Totp.FreshAsync(person.TotpSecret, _line.BaseAddress.Authority);
        var entered = new List<bool>();
        for (var i = 0; i < 2; i++)
        {
            using var visitor = _line.Visitor();
            var officer = new Officer(visitor, person);
            await visitor.OpensAsync("/office/login");
            var page = await visitor.SendsAsync("form:has(input[type=password])", officer.Answers(person.Passphrase, factor));
            entered.Add(page.Document.QuerySelector("input[type=password]") is null && page.Status == HttpStatusCode.OK);
        }

        Assert.Equal([true, false], entered);
    }

    [Fact]
    public async Task A_form_of_the_office_without_its_token_is_refused()
    {
        using var officer = await Officer.LogsInAsync(_line, "officer");
        using var reporter = _line.Reporter();
        var receipt = await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()));
        var page = await officer.ReadsAsync(receipt.RegistrationNumber);
        var action = page.Document.QuerySelectorAll("form[method=post]").Select(f => f.GetAttribute("action")).First(a => a!.Contains("repl", StringComparison.OrdinalIgnoreCase))!;
        // As another site would post it: with the cookie perhaps, without what only our page knows.
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent([new("text", "подделка")]) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        var answer = await officer.Visitor.GoAsync(request);
        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain((await reporter.ReturnsAsync(receipt.ReceiptCode!))!.Messages, m => m.From == "office");
    }
}

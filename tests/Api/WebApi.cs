// The JSON API as other programs use it, and what it refuses: a problem document in the caller's language that repeats nothing of what was sent.

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Tests;

public sealed class WebApi
{
    private const string Mark = "zqxj7planted";

    [Fact]
    public async Task A_report_is_acknowledged_followed_and_answered_by_its_code()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        var receipt = await reporter.ReportsAsync(new Story("Зертхана меңгерушісі пара алды", "kk", new(FullName: "Асан Үсенов", Email: "a@example.kz"), new(Who: "меңгеруші", Danger: false)));
        Assert.Matches(@"^2026-000001-\d$", receipt.RegistrationNumber);
        Assert.Matches(@"^\d{16}$", receipt.ReceiptCode);
        Assert.Equal(("2026-11-20", "2026-12-11"), (receipt.RegisteredAt, receipt.AnswerBy));

        var written = await reporter.WritesAsync(receipt.ReceiptCode!, "Қосымша", new Paper("акт.pdf", "application/pdf", "abc"u8.ToArray()));
        var seen = (await reporter.ReturnsAsync(receipt.ReceiptCode!))!;
        Assert.Equal((receipt.RegistrationNumber, "registered", "Тіркелді", "2026-12-11"), (seen.RegistrationNumber, seen.Status, seen.StatusText, seen.NextDate));
        var message = Assert.Single(seen.Messages);
        Assert.Equal((written.MessageId, "reporter", "Қосымша"), (message.Id, message.From, message.Text));
        Assert.Equal("акт.pdf", message.Files[0].GetProperty("name").GetString());
        Assert.Null(await reporter.ReturnsAsync("0000000000000000"));
        Assert.Null(await reporter.ReturnsAsync("not a code"));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_key_makes_one_report_of_two_deliveries_but_gives_nobody_elses()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        var first = await reporter.ReportsAsync(new Story("Взял деньги за поверку"), "key-1");
        var again = await reporter.ReportsAsync(new Story("Взял деньги за поверку"), "key-1");
        var stranger = await reporter.ReportsAsync(new Story("Другой рассказ о взятке"), "key-1");
        Assert.Equal(first.RegistrationNumber, again.RegistrationNumber);
        Assert.NotEqual(first.ReceiptCode, again.ReceiptCode);
        Assert.NotEqual(first.RegistrationNumber, stranger.RegistrationNumber);
        Assert.NotNull(await reporter.ReturnsAsync(again.ReceiptCode!));
        Assert.Null((await reporter.ReportsAsync(new Story("Взял деньги за поверку"), "key-1")).ReceiptCode);
        Assert.Equal(2, WebForm.Reports(line).Count);
    }

    [Fact]
    public async Task The_same_key_with_other_files_loses_none_of_them()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        Story With(string content) => new("Взял деньги", Files: [new Paper("акт.txt", "text/plain", Encoding.UTF8.GetBytes(content))]);
        var first = await reporter.ReportsAsync(With("a"), "key");
        Assert.Equal(first.RegistrationNumber, (await reporter.ReportsAsync(With("a"), "key")).RegistrationNumber);
        Assert.NotEqual(first.RegistrationNumber, (await reporter.ReportsAsync(With("b"), "key")).RegistrationNumber);
        Assert.NotEqual(first.RegistrationNumber, (await reporter.ReportsAsync(new Story("Взял деньги"), "key")).RegistrationNumber);
        // Files of the delivery that was a repetition do not stay.
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")).Count());
    }

    public static TheoryData<string, string, int, string?> Refused => new()
    {
        { "no language", $$"""{"narrative":"{{Mark}}"}""", 400, "language" },
        { "another language", $$"""{"language":"{{Mark}}","narrative":"x"}""", 400, "language" },
        { "no narrative", """{"language":"ru"}""", 400, "narrative" },
        { "a narrative that shows nothing", "{\"language\":\"ru\",\"narrative\":\" \\u200b\\u00a0\"}", 400, "narrative" },
        { "a narrative too long", $$"""{"language":"ru","narrative":"{{Mark}}{{new string('я', 30_000)}}"}""", 413, "narrative" },
        { "an answer too long", $$$"""{"language":"ru","narrative":"x","answers":{"who":"{{{new string('я', 4_001)}}}"}}""", 400, "answers" },
        { "a name too long", $$$"""{"language":"ru","narrative":"x","identity":{"fullName":"{{{new string('я', 501)}}}"}}""", 400, "identity" },
        { "an unknown member", $$"""{"language":"ru","narrative":"x","{{Mark}}":1}""", 400, null },
        { "a body too large", "\"" + new string('я', 400_000) + "\"", 413, null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_taken_is_refused_in_words(string why, string json, int status, string? field)
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var http = new HttpClient { BaseAddress = line.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(new Uri("/api/reports", UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{why}: {(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(Mark, text, StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        Assert.Empty(WebForm.Reports(line));
    }

    [Theory]
    [InlineData("ru", "Неверный запрос")]
    [InlineData("kk", "Сұрау қате")]
    [InlineData("fr, en;q=0.5", "Bad request")]
    [InlineData("fr", "Сұрау қате")]
    public async Task The_words_are_in_the_callers_language(string accepted, string title)
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var http = new HttpClient { BaseAddress = line.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", accepted);
        using var answer = await http.PostAsJsonAsync(new Uri("/api/reports", UriKind.Relative), new { narrative = "x" });
        Assert.Equal(title, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Files_of_a_refused_report_do_not_stay()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        using var parts = Reporter.Multipart(new Story("x", "xx", Files: [new Paper("a.txt", "text/plain", "abc"u8.ToArray())]));
        using var answer = await reporter.Http.PostAsync(new Uri("/api/reports", UriKind.Relative), parts);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")));
    }

    [Theory]
    [InlineData("/api/nowhere", "GET", 404)]
    [InlineData("/api/reports", "GET", 405)]
    [InlineData("/api/reports/return", "DELETE", 405)]
    public async Task Wrong_addresses_and_methods_are_problems_too(string path, string method, int status)
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var http = new HttpClient { BaseAddress = line.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_closed_line_says_503()
    {
        await using var line = await TestLine.StartAsync(alive: false, web: true);
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        using var answer = await reporter.SendsAsync(new Story("x"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }
}

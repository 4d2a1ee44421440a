// The journey of a report through the JSON API (design.md 8), against the real process.

using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class JourneyByApi(DemoLine demo)
{
    private static readonly string[] Statuses = ["received", "registered", "considering", "needs_answer", "closed"];
    private readonly LineProcess _line = demo.Line;

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_reporter_reports_returns_and_writes_more(string language)
    {
        using var reporter = _line.Reporter();
        var mark = Stories.Mark();
        var receipt = await reporter.ReportsAsync(Stories.Full(language, mark));
        Assert.Matches(@"^\d{4}-\d{6}-\d$", receipt.RegistrationNumber);
        Assert.Matches(@"^(\d{4}[ -]?){3}\d{4}$", receipt.ReceiptCode!);
        Assert.True(DateOnly.TryParseExact(receipt.AnswerBy, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var answerBy), receipt.AnswerBy);
        Assert.True(DateOnly.TryParseExact(receipt.RegisteredAt, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var registered), receipt.RegisteredAt);
        Assert.True(answerBy > registered);
        Assert.InRange(receipt.ReceivedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.All(new[] { receipt.Promise!.LeafHash, receipt.Promise.Blinder, receipt.Promise.Signature }, part => Assert.NotEmpty(part));

        var back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Equal(receipt.RegistrationNumber, back!.RegistrationNumber);
        Assert.Contains(back.Status, Statuses);
        Assert.NotEmpty(back.StatusText);
        // A stolen code must not give the story away.
        Assert.DoesNotContain(mark, JsonSerializer.Serialize(back), StringComparison.Ordinal);

        var more = Stories.Mark();
        var written = await reporter.WritesAsync(receipt.ReceiptCode!, "Тағы бір нәрсе: " + more);
        Assert.NotEmpty(written.MessageId);
        var file = Papers.Noise("ещё.bin", 5_000, 11);
        await reporter.WritesAsync(receipt.ReceiptCode!, "with a file", file);
        back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Contains(back!.Messages, m => m.From == "reporter" && m.Text.Contains(more, StringComparison.Ordinal));
        var withFile = Assert.Single(back.Messages, m => m.Text == "with a file");
        Assert.Contains(Papers.Sha256(file.Bytes), withFile.Files.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_code_may_be_typed_with_spaces_dashes_or_nothing_between()
    {
        using var reporter = _line.Reporter();
        var code = (await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()))).ReceiptCode!;
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        foreach (var typed in new[] { digits, string.Join(' ', digits.Chunk(4).Select(c => new string(c))), string.Join('-', digits.Chunk(4).Select(c => new string(c))), "  " + digits + " " })
        {
            Assert.NotNull(await reporter.ReturnsAsync(typed));
        }
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("1234 5678 1234 5678")]
    [InlineData("12")]
    [InlineData("not a code")]
    [InlineData("")]
    public async Task A_code_that_opens_nothing_gets_one_answer(string code)
    {
        using var http = _line.Http();
        http.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var answer = await http.PostAsJsonAsync("/api/reports/return", new { receiptCode = code });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var other = await http.PostAsJsonAsync("/api/reports/return", new { receiptCode = "9999999999999999" });
        // Word for word: nothing tells a mistyped code from an erased one.
        Assert.Equal(Body(await other.Content.ReadAsStringAsync()), Body(await answer.Content.ReadAsStringAsync()));

        static string Body(string json)
        {
            using var problem = JsonDocument.Parse(json);
            return string.Join('|', problem.RootElement.EnumerateObject().Where(p => p.Name != "traceId").Select(p => $"{p.Name}={p.Value}"));
        }
    }

    [Fact]
    public async Task A_delivery_that_comes_again_is_the_same_report()
    {
        using var reporter = _line.Reporter();
        var key = Stories.Mark();
        var story = Stories.In("ru", Stories.Mark());
        var before = Stories.Ordinal((await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()))).RegistrationNumber);
        var first = await reporter.ReportsAsync(story, key);
        var second = await reporter.ReportsAsync(story, key);
        Assert.Equal(first.RegistrationNumber, second.RegistrationNumber);
        Assert.Equal(first.ReceivedAt, second.ReceivedAt);
        // Nobody has confirmed the first code, so the second took its place and the first is gone.
        Assert.NotNull(second.ReceiptCode);
        Assert.NotEqual(first.ReceiptCode, second.ReceiptCode);
        Assert.Null(await reporter.ReturnsAsync(first.ReceiptCode!));
        Assert.NotNull(await reporter.ReturnsAsync(second.ReceiptCode!));
        var after = Stories.Ordinal((await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()))).RegistrationNumber);
        Assert.Equal(before + 2, after);
    }

    [Fact]
    public async Task Another_story_under_a_used_key_is_not_lost()
    {
        using var reporter = _line.Reporter();
        var key = Stories.Mark();
        var first = await reporter.ReportsAsync(Stories.In("ru", Stories.Mark()), key);
        using var second = await reporter.SendsAsync(Stories.In("ru", Stories.Mark()), key);
        // Taken as a report of its own or refused aloud; never answered with the number of another story.
        Assert.DoesNotContain(first.RegistrationNumber, await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(second.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity });
        Assert.NotNull(await reporter.ReturnsAsync(first.ReceiptCode!));
    }

    [Fact]
    public async Task Twenty_deliveries_at_once_are_one_report()
    {
        using var reporter = _line.Reporter();
        var (key, story) = (Stories.Mark(), Stories.In("kk", Stories.Mark()));
        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => reporter.ReportsAsync(story, key)));
        Assert.Single(receipts.Select(r => r.RegistrationNumber).Distinct());
        var opened = 0;
        foreach (var code in receipts.Select(r => r.ReceiptCode).OfType<string>().Distinct())
        {
            opened += await reporter.ReturnsAsync(code) is null ? 0 : 1;
        }

        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task Problems_are_told_in_the_callers_language()
    {
        using var http = _line.Http();
        var titles = new List<string>();
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports") { Content = JsonContent.Create(new { language, narrative = "" }) };
            request.Headers.Add("Accept-Language", language);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            titles.Add(problem.RootElement.GetProperty("title").GetString() + problem.RootElement.GetProperty("detail").GetString());
        }

        Assert.Equal(3, titles.Distinct().Count());
        Assert.Matches(@"\p{IsCyrillic}", titles[0]);
        Assert.Matches(@"\p{IsCyrillic}", titles[1]);
        Assert.DoesNotMatch(@"\p{IsCyrillic}", titles[2]);
    }

    [Fact]
    public async Task The_api_sets_no_cookie_and_is_kept_by_no_cache()
    {
        using var reporter = _line.Reporter();
        using var answer = await reporter.SendsAsync(Stories.In("en", Stories.Mark()));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        // No code and no digit of one in an address.
        Assert.DoesNotMatch(@"\d{4}[ -]?\d{4}[ -]?\d{4}", answer.Headers.Location?.ToString() ?? "");
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        var story = Stories.Full("ru", Stories.Mark());
        var receipt = await reporter.ReportsAsync(story, "key-1");
        await reporter.WritesAsync(receipt.ReceiptCode!, "до перезапуска");
        await line.RestartAsync();
        var back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Contains(back!.Messages, m => m.Text == "до перезапуска");
        var again = await reporter.ReportsAsync(story, "key-1");
        Assert.Equal(receipt.RegistrationNumber, again.RegistrationNumber);
        // The code was used, so it was seen: it is not replaced any more.
        Assert.Null(again.ReceiptCode);
        Assert.NotNull(await reporter.ReturnsAsync(receipt.ReceiptCode!));
        var verified = await line.CommandAsync(["verify-journal"]);
        Assert.True(verified.Status == 0, verified.Error + verified.Output);
    }
}

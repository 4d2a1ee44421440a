// The first minutes: an empty folder, the link for the administrator, an intake that says clearly that it is not open, and starts that are refused.

using System.Net;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class FirstStart
{
    [Fact]
    public async Task An_empty_folder_prints_a_link_and_intake_is_closed_until_the_groups_live()
    {
        await using var line = await LineProcess.StartEmptyAsync();
        Assert.Matches(@"https?://\S+/office/\S+", line.Log());
        using var reporter = line.Reporter();
        using var answer = await reporter.SendsAsync(Stories.In("ru", "m1"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
        using var visitor = line.Visitor();
        var page = await visitor.OpensAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        // A form that could not be sent is not shown; danger still has its number.
        Assert.Contains("112", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_is_printed_again_until_it_is_used_and_works_once_only()
    {
        await using var line = await LineProcess.StartEmptyAsync();
        var link = System.Text.RegularExpressions.Regex.Match(line.Log(), @"https?://[^\s/]+(/office/\S+)").Groups[1].Value;
        using var visitor = line.Visitor();
        var page = await visitor.OpensAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Document.QuerySelector("form"));
    }

    public static TheoryData<string, Dictionary<string, string?>> Refused => new()
    {
        { "production without a key file", new() { ["KeyFile"] = null, ["ASPNETCORE_ENVIRONMENT"] = "Production" } },
        { "production without a public address", new() { ["PublicBaseUrl"] = null, ["ASPNETCORE_ENVIRONMENT"] = "Production" } },
        { "a public address without its beginning", new() { ["PublicBaseUrl"] = "line.example.kz" } },
        { "a database that is not built", new() { ["Database:Provider"] = "Postgres" } },
        { "a mail server beyond this machine without protection", new() { ["Smtp:Host"] = "mail.example.kz", ["Smtp:Security"] = "None", ["Smtp:From"] = "a@example.kz" } },
        { "a sender that is no address", new() { ["Smtp:Host"] = "localhost", ["Smtp:From"] = "the line" } },
        { "a port that is no port", new() { ["Smtp:Host"] = "localhost", ["Smtp:Port"] = "99999", ["Smtp:From"] = "a@example.kz" } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_start_that_would_be_unsafe_is_refused_with_one_clear_line(string why, Dictionary<string, string?> settings)
    {
        await using var line = LineProcess.Idle(settings);
        var answer = await line.CommandAsync([]);
        Assert.True(answer.Status == 2, $"{why}: {answer.Status} {answer.Error}");
        Assert.Single(answer.Error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_lines_key_file_is_refused()
    {
        await using var line = await LineProcess.StartDemoAsync();
        await line.StopAsync();
        File.Delete(line.KeyFile);
        var answer = await line.CommandAsync([]);
        Assert.NotEqual(0, answer.Status);
        Assert.NotEmpty(answer.Error.Trim());
        // And no new key was made in the place of the lost one.
        Assert.False(File.Exists(line.KeyFile));
    }

    [Theory]
    [InlineData("no-such-verb")]
    [InlineData("calendar")]
    [InlineData("calendar", "--from", "yesterday", "--to", "2026-01-01")]
    [InlineData("clock", "--kind", "no-such-kind", "--start", "2026-03-02T10:00:00+05:00")]
    [InlineData("verify-receipt")]
    public async Task A_command_used_wrongly_says_so_and_ends_with_2(params string[] arguments)
    {
        await using var line = LineProcess.Idle();
        var answer = await line.CommandAsync(arguments);
        Assert.Equal(2, answer.Status);
        Assert.Single(answer.Error.Trim().Split('\n'));
        Assert.Empty(answer.Output);
    }

    [Fact]
    public async Task The_calendar_and_the_clock_answer_from_the_command_line()
    {
        await using var line = LineProcess.Idle();
        var calendar = await line.CommandAsync(["calendar", "--from", "2026-03-19", "--to", "2026-03-23"]);
        Assert.Equal(0, calendar.Status);
        Assert.StartsWith("date,working,kind,reason", calendar.Output, StringComparison.Ordinal);
        Assert.Equal(6, calendar.Output.Trim().Split('\n').Length);
        var clock = await line.CommandAsync(["clock", "--kind", "reply", "--start", "2026-03-02T10:00:00+05:00"]);
        Assert.Equal(0, clock.Status);
        using var due = JsonDocument.Parse(clock.Output);
        Assert.NotEqual(JsonValueKind.Undefined, due.RootElement.ValueKind);
    }

    [Fact]
    public async Task Triage_reads_lines_and_writes_lines()
    {
        await using var line = LineProcess.Idle();
        var input = """
            {"id":"a","lang":"ru","channel":"web","text":"Начальник отдела взял взятку 300 000 тенге за сертификат","from":{}}
            {"id":"b","lang":"ru","channel":"email","text":"Здравствуйте, подскажите режим работы","from":{"email":"a@example.kz"},"labels":{"anonymous":true}}

            """;
        var answer = await line.CommandAsync(["triage"], input);
        Assert.True(answer.Status == 0, answer.Error);
        var lines = answer.Output.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["a", "b"], lines.Select(l => l.GetProperty("id").GetString()));
        Assert.All(lines, l => Assert.Contains(l.GetProperty("disposition").GetString(), new[] { "accept", "redirect", "reject_anonymous", "reject_no_facts" }));
    }
}

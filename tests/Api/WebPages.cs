// What every page of the reporter's side keeps to: headers, weight, no strangers, words for every failure.

using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Pages;
using TrustLine.Testing;
using TrustLine.Vault.Files;

namespace TrustLine.Tests;

public sealed class WebPages
{
    private const int Heaviest = 50 * 1024;

    [Fact]
    public async Task Every_page_is_light_hardened_and_asks_nobody_else()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            foreach (var room in new[] { "", "/how", "/report", "/return", "/nowhere" }) await visitor.OpensAsync($"/{language}{room}");
            await WebForm.ToCheckAsync(visitor, language);
            await visitor.SendsAsync("#f", button: "go=send");
            var code = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
            await visitor.OpensAsync($"/{language}/return");
            await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = code }, "go=open");
        }

        var (_, style) = await visitor.DownloadsAsync(visitor.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);
        var (_, script) = await visitor.DownloadsAsync(visitor.Document.QuerySelector("script")!.GetAttribute("src")!);
        Assert.All(visitor.Seen, page =>
        {
            Assert.True(page.Bytes.Length + style.Length + script.Length <= Heaviest, $"{page.Address.AbsolutePath} weighs {page.Bytes.Length + style.Length + script.Length}");
            Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
            Assert.StartsWith("default-src 'none'; ", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(page.Headers, h => h.Key is "Set-Cookie" or "Server" || h.Key.StartsWith("blazor", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("&#x4", System.Text.Encoding.UTF8.GetString(page.Bytes), StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]), [onclick], iframe, base"));
            Assert.All(page.Document.QuerySelectorAll("[src], link[href], form[action]"), e =>
                Assert.Matches("^(/[^/]|data:)", e.GetAttribute("src") ?? e.GetAttribute("href") ?? e.GetAttribute("action")));
            Assert.Single(page.Document.QuerySelectorAll("h1"));
        });
        Assert.Empty(visitor.CookieLines);
    }

    [Theory]
    [InlineData("/ru/nowhere", "ru", 404)]
    [InlineData("/nowhere", "en", 404)]
    [InlineData("/xx/report", "en", 404)]
    public async Task A_failure_has_words_in_the_language_of_the_address_or_of_the_caller(string path, string language, int status)
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var http = new HttpClient { BaseAddress = line.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", "de, en-GB;q=0.8, ru;q=0.2");
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"<html lang=\"{language}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_file_in_pieces_doubled_damaged_and_finished_twice_arrives_once_and_whole()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/kk/report");
        var token = WebForm.Fields(visitor)["token"];
        var bytes = new byte[SealedUpload.PieceLength + 12_345];
        new Span<byte>(bytes).Fill(7);
        bytes[^1] = 9;

        using var http = new HttpClient { BaseAddress = line.Address };
        var begun = await ActAsync(http, new() { ["token"] = token, ["act"] = "begin", ["name"] = "бейне.mp4", ["length"] = $"{bytes.Length}" }, null);
        var upload = begun.Body!.Value.GetProperty("upload").GetString()!;
        var pieces = bytes.Chunk(begun.Body.Value.GetProperty("piece").GetInt32()).ToList();
        Assert.Equal(2, pieces.Count);
        Assert.Equal(HttpStatusCode.Conflict, (await ActAsync(http, new() { ["token"] = token, ["act"] = "finish", ["upload"] = upload }, null)).Status);
        foreach (var number in new[] { 1, 0, 1 }) Assert.Equal(HttpStatusCode.NoContent, (await PieceAsync(number, pieces[number], pieces[number])).Status);
        Assert.Equal(HttpStatusCode.BadGateway, (await PieceAsync(0, pieces[0], pieces[1])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PieceAsync(2, pieces[1], pieces[1])).Status);
        for (var twice = 0; twice < 2; twice++)
        {
            var taken = await ActAsync(http, new() { ["token"] = token, ["act"] = "finish", ["upload"] = upload }, null);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), taken.Body!.Value.GetProperty("sha256").GetString());
        }

        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = "пара" }, "go=attach");
        Assert.Equal("бейне.mp4", Assert.Single(visitor.Document.QuerySelectorAll(".list .name")).TextContent);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(bytes)), visitor.Page.Text, StringComparison.Ordinal);
        await visitor.SendsAsync("#f", button: visitor.Document.QuerySelector("button[value^=drop]")!.GetAttribute("name") + "=" + visitor.Document.QuerySelector("button[value^=drop]")!.GetAttribute("value"));
        Assert.Empty(visitor.Document.QuerySelectorAll(".list .name"));

        Task<(HttpStatusCode Status, JsonElement? Body)> PieceAsync(int number, byte[] content, byte[] told) => ActAsync(
            http, new() { ["token"] = token, ["act"] = "piece", ["upload"] = upload, ["number"] = $"{number}", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(told)) }, content);
    }

    [Fact]
    public async Task A_draft_is_kept_while_it_is_typed_and_a_stranger_s_token_opens_nothing()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/ru/report");
        var fields = WebForm.Fields(visitor);
        using var http = new HttpClient { BaseAddress = line.Address };
        using var kept = await http.SendAsync(WebForm.Post("/ru/report/draft", new(fields) { ["narrative"] = "начало" }, "next"));
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        Assert.True(FormToken.TryParse(fields["token"], out var token));
        Assert.Equal("начало", line.Get<Drafts>().Open(token, DraftJson.Default.ReportDraft)!.Narrative);
        Assert.Null(line.Get<Drafts>().Open(FormToken.New(), DraftJson.Default.ReportDraft));
    }

    internal static async Task<(HttpStatusCode Status, JsonElement? Body)> ActAsync(HttpClient http, Dictionary<string, string> fields, byte[]? piece)
    {
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), name);
        if (piece is not null) parts.Add(new ByteArrayContent(piece), "bytes", "blob");
        using var answer = await http.PostAsync(new Uri("/kk/report/files", UriKind.Relative), parts);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? await answer.Content.ReadFromJsonAsync<JsonElement>() : null);
    }
}

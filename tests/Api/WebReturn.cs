// Coming back on the pages: one refusal for every wrong code, a thread that takes each message once, a new code for the old.

using System.Net;
using TrustLine.Api.Pages;
using TrustLine.Testing;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests;

public sealed class WebReturn
{
    [Fact]
    public async Task The_code_opens_as_it_was_written_down_and_every_other_gets_one_answer()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        var code = await ReportedAsync(line, visitor);
        var refused = LineTexts.In(Language.Ru)["return.refused"];
        foreach (var wrong in new[] { "", "1", "0000 0000 0000 0000", code[..^1], code[..^1] + (char)('0' + ((code[^1] - '0' + 1) % 10)), "' OR 1=1 --", new string('1', 64) })
        {
            await visitor.OpensAsync("/ru/return");
            await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = wrong }, "go=open");
            Assert.Equal(HttpStatusCode.OK, visitor.Page.Status);
            Assert.Equal(refused, visitor.Document.QuerySelector(".summary a")!.TextContent);
            Assert.Null(visitor.Document.QuerySelector("#code")!.GetAttribute("value"));
        }

        foreach (var typed in new[] { code, code.Replace(" ", "", StringComparison.Ordinal), code.Replace(' ', '-'), " " + code.Replace(' ', '\u2013') + " " })
        {
            await visitor.OpensAsync("/ru/return");
            await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = typed }, "go=open");
            Assert.Contains("2026-000001-", visitor.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(LineTexts.In(Language.Ru)["status.registered"], visitor.Page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("200 мың", visitor.Page.Text, StringComparison.Ordinal);
        }

        Assert.Empty(visitor.CookieLines);
        Assert.All(visitor.Seen, page => Assert.Empty(page.Address.Query));
    }

    [Fact]
    public async Task A_message_with_a_file_sent_twice_is_one_message()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await OpenedAsync(visitor, await ReportedAsync(line, visitor));
        var hidden = WebForm.Fields(visitor);
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["text"] = "Ещё одно: <b>письмо</b>" }, "go=next", [("files", new Paper("письмо.txt", "text/plain", "abc"u8.ToArray()))]);
        Assert.Equal("Ещё одно: <b>письмо</b>", visitor.Document.QuerySelector(".talk .text")!.TextContent);
        Assert.Equal("письмо.txt", visitor.Document.QuerySelector(".talk .name")!.TextContent);
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Equal("", visitor.Document.QuerySelector("#text")!.TextContent.Trim());

        await visitor.GoAsync(WebForm.Post("/ru/return", new(hidden) { ["text"] = "Ещё одно: <b>письмо</b>" }, "next"));
        Assert.Single(visitor.Document.QuerySelectorAll(".talk > li"));
        for (var twice = 0; twice < 2; twice++)
        {
            // The same page with another file is another message; sent twice it is one.
            await visitor.GoAsync(With(new(hidden) { ["text"] = "Ещё одно: <b>письмо</b>" }, new Paper("другое.txt", "text/plain", "def"u8.ToArray())));
            Assert.Equal(["письмо.txt", "другое.txt"], visitor.Document.QuerySelectorAll(".talk .name").Select(n => n.TextContent));
        }

        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")).Count());
        await visitor.SendsAsync("#f", button: "go=next");
        Assert.NotNull(visitor.Document.QuerySelector(".summary a[href='#text']"));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_page_that_lay_too_long_asks_for_the_code_and_gives_the_words_back()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        var code = await ReportedAsync(line, visitor);
        await OpenedAsync(visitor, code);
        line.Clock.Advance(TimeSpan.FromHours(25));
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["text"] = "Долго писал" }, "go=next");
        Assert.NotNull(visitor.Document.QuerySelector("#code"));
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = code }, "go=open");
        Assert.Equal("Долго писал", visitor.Document.QuerySelector("#text")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_new_code_replaces_the_old_and_leaving_closes_the_page()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        var old = await ReportedAsync(line, visitor);
        await OpenedAsync(visitor, old);
        var hidden = WebForm.Fields(visitor);
        await visitor.SendsAsync("#f", button: "go=exchange");
        var code = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["last4"] = code[^4..] }, "go=confirm");
        Assert.Contains(LineTexts.In(Language.Ru)["code.new.done"], visitor.Page.Text, StringComparison.Ordinal);

        await visitor.OpensAsync("/ru/return");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = old }, "go=open");
        Assert.NotNull(visitor.Document.QuerySelector(".summary"));
        await OpenedAsync(visitor, code);
        hidden = WebForm.Fields(visitor);
        await visitor.SendsAsync("#f", button: "go=leave");
        await visitor.GoAsync(WebForm.Post("/ru/return", hidden, "refresh"));
        Assert.NotNull(visitor.Document.QuerySelector("#code"));
    }

    private static HttpRequestMessage With(Dictionary<string, string> fields, Paper paper)
    {
        var request = WebForm.Post("/ru/return", fields, "next");
        ((MultipartFormDataContent)request.Content!).Add(new ByteArrayContent(paper.Bytes), "files", paper.Name);
        return request;
    }

    private static async Task<string> ReportedAsync(TestLine line, Visitor visitor)
    {
        await WebForm.ToCheckAsync(visitor, "ru");
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.Single(WebForm.Reports(line));
        return visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
    }

    private static async Task OpenedAsync(Visitor visitor, string code)
    {
        await visitor.OpensAsync("/ru/return");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = code }, "go=open");
        Assert.NotNull(visitor.Document.QuerySelector("#text"));
    }
}

// The journey through the pages without scripts: as links, forms and buttons that the HTML shows, in three languages.

using System.Net;
using AngleSharp.Dom;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class JourneyByForm(DemoLine demo)
{
    private const int HeaviestPage = 50 * 1024;
    private readonly LineProcess _line = demo.Line;

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task A_reporter_tells_attaches_checks_sends_confirms_and_comes_back(string language)
    {
        using var form = new FormReporter(_line.Visitor(), language);
        var mark = Stories.Mark();
        var file = Papers.Noise("запись 1.bin", 150_000, 5);
        await form.BeginsAsync();
        await form.TellsAsync(Stories.In(language, mark).Narrative, file);
        await form.AnswersAsync(("what", "сертификат"), ("where", "лаборатория"), ("danger", "no"), ("aboutDirector", "no"), ("aboutOfficer", "unsure"));
        await form.NamesAsync(new("Асан Үсенов", Phone: "+7 701 000 11 22"));
        // The check page shows everything that was typed, and the file with its fingerprint.
        Assert.Contains(mark, form.Visitor.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Асан Үсенов", form.Visitor.Page.Text, StringComparison.Ordinal);
        Assert.Contains(Papers.Sha256(file.Bytes), form.Visitor.Page.Text, StringComparison.OrdinalIgnoreCase);
        await form.SendsAsync();
        var (number, code) = (form.Number, form.Code);
        Assert.NotEmpty(number);
        Assert.NotEmpty(code);

        var wrong = (code[^1] - '0' + 1) % 10;
        var page = await form.ConfirmsAsync($"{code[^4..^1]}{wrong}");
        Assert.NotNull(page.Document.QuerySelector("[aria-invalid=true]"));
        page = await form.ConfirmsAsync(code[^4..]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(code, page.Text, StringComparison.Ordinal);

        using var back = _line.Visitor();
        await back.OpensAsync($"/{language}/return");
        var field = back.Need<IElement>("main form input[type=text], main form input[type=password]").GetAttribute("name")!;
        page = await back.SendsAsync("main form", new Dictionary<string, string?> { [field] = code });
        Assert.Contains(number, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mark, page.Text, StringComparison.Ordinal);
        var textarea = back.Need<IElement>("main form textarea");
        var more = Stories.Mark();
        page = await back.SendsAsync("main form:has(textarea)", new Dictionary<string, string?> { [textarea.GetAttribute("name")!] = "Ещё " + more }, "go=next");
        Assert.DoesNotContain(more, page.Document.QuerySelector("textarea")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Contains(more, page.Text, StringComparison.Ordinal);
        using var reporter = _line.Reporter();
        Assert.Contains((await reporter.ReturnsAsync(code))!.Messages, m => m.Text.Contains(more, StringComparison.Ordinal));

        foreach (var visitor in new[] { form.Visitor, back })
        {
            Assert.Empty(visitor.CookieLines);
            Assert.All(visitor.Seen, Plain);
        }
    }

    [Fact]
    public async Task Ten_presses_at_once_are_one_report()
    {
        using var form = new FormReporter(_line.Visitor(), "ru");
        await form.BeginsAsync();
        await form.TellsAsync(Stories.In("ru", Stories.Mark()).Narrative);
        await form.AnswersAsync();
        await form.StaysAnonymousAsync();
        var presses = Enumerable.Range(0, 10).Select(_ => form.Pressed()).ToList();
        using var http = _line.Http();
        var pages = await Task.WhenAll(presses.Select(async p =>
        {
            using var answer = await http.SendAsync(p);
            return await answer.Content.ReadAsStringAsync();
        }));
        var numbers = pages.Select(p => System.Text.RegularExpressions.Regex.Match(p, @"\d{4}-\d{6}-\d").Value).Distinct().ToList();
        Assert.Matches(@"\d{4}-\d{6}-\d", Assert.Single(numbers));
    }

    [Fact]
    public async Task An_empty_story_and_no_choice_are_told_beside_their_fields_and_nothing_is_lost()
    {
        using var form = new FormReporter(_line.Visitor(), "ru");
        await form.BeginsAsync();
        var page = await form.Visitor.SendsAsync("form[data-token]", new Dictionary<string, string?> { ["narrative"] = "  " }, "go=next");
        Assert.Equal("story", form.Step);
        Assert.NotNull(page.Document.QuerySelector("[aria-invalid=true]"));
        // The summary on top links to the field (GOV.UK pattern), and the title says that something is wrong.
        var link = page.Document.QuerySelector("a[href='#narrative']");
        Assert.NotNull(link);
        await form.TellsAsync("Взял взятку.");
        await form.AnswersAsync(("what", "<b>сертификат</b>"));
        page = await form.Visitor.SendsAsync("form[data-token]", button: "go=next");
        Assert.Equal("you", form.Step);
        // Neither way is chosen beforehand, and none is taken silently.
        Assert.Null(page.Document.QuerySelector("input[name=way][checked]"));
        await form.StaysAnonymousAsync();
        Assert.Contains("<b>сертификат</b>", form.Visitor.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_and_change_keep_what_was_typed()
    {
        using var form = new FormReporter(_line.Visitor(), "en");
        var mark = Stories.Mark();
        await form.BeginsAsync();
        await form.TellsAsync("He took a bribe " + mark);
        await form.AnswersAsync(("who", "the head " + mark));
        await form.StaysAnonymousAsync();
        await form.Visitor.SendsAsync("form[data-token]", button: "go=change:facts");
        Assert.Equal("facts", form.Step);
        Assert.Contains(mark, form.Visitor.Need<IElement>("[name=who]").TextContent + form.Visitor.Need<IElement>("[name=who]").GetAttribute("value"), StringComparison.Ordinal);
        await form.Visitor.SendsAsync("form[data-token]", new Dictionary<string, string?> { ["who"] = "another" }, "go=next");
        Assert.Contains("another", form.Visitor.Page.Text, StringComparison.Ordinal);
        await form.Visitor.SendsAsync("form[data-token]", button: "go=back");
        Assert.NotEqual("check", form.Step);
    }

    public static TheoryData<string> Addresses => ["/", "/kk", "/ru", "/en", "/kk/report", "/ru/report", "/en/report", "/kk/return", "/ru/return", "/en/return", "/kk/how", "/ru/how", "/en/how", "/kk/no-such-page"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Every_page_is_light_closed_to_others_and_kept_by_no_cache(string address)
    {
        using var visitor = _line.Visitor();
        var page = await visitor.OpensAsync(address);
        Plain(page);
        Assert.Empty(visitor.CookieLines);
        var weight = page.Bytes.Length;
        foreach (var part in page.Document.QuerySelectorAll("link[rel=stylesheet], script[src]"))
        {
            var href = part.GetAttribute("href") ?? part.GetAttribute("src")!;
            Assert.StartsWith("/", href, StringComparison.Ordinal);
            var (answer, bytes) = await visitor.DownloadsAsync(href);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            weight += bytes.Length;
        }

        Assert.True(weight <= HeaviestPage, $"{address} weighs {weight} bytes with its style and script");
    }

    [Fact]
    public async Task The_first_address_speaks_Kazakh()
    {
        using var visitor = _line.Visitor();
        var page = await visitor.OpensAsync("/");
        Assert.Equal("kk", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("112", page.Text, StringComparison.Ordinal);
    }

    /// <summary>What holds for every answer on the reporter's side.</summary>
    private static void Plain(Page page)
    {
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var rule in new[] { "default-src 'none'", "style-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'" })
        {
            Assert.Contains(rule, policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl?.NoStore, page.Address.AbsolutePath);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(page.Headers.Contains("Set-Cookie"), page.Address.AbsolutePath);
        Assert.False(page.Headers.Contains("Server"));
        Assert.True(page.Bytes.Length <= HeaviestPage, $"{page.Address.AbsolutePath} weighs {page.Bytes.Length} bytes");
        Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]), [onclick], iframe"));
        // Nothing is fetched from elsewhere.
        Assert.Empty(page.Document.QuerySelectorAll("img[src^=http], link[href^=http], script[src^=http], form[action^=http]"));
        // No digit of a code and no token stands in an address.
        Assert.DoesNotMatch(@"\d{4}[ %+-]?\d{4}|token=", page.Address.PathAndQuery);
    }
}

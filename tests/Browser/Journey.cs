// The whole way in a real browser: a person reports, the officer reads and answers, the person comes back; with scripts and without, in three languages.

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

public sealed class BrowserLine : IAsyncLifetime
{
    public LineProcess Line { get; private set; } = null!;

    public Chromium Chromium { get; } = new();

    public async Task InitializeAsync()
    {
        Line = await LineProcess.StartDemoAsync();
        await Chromium.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Line.DisposeAsync();
    }
}

public sealed class Journey(BrowserLine shared) : IClassFixture<BrowserLine>
{
    private readonly LineProcess _line = shared.Line;

    [Theory]
    [InlineData("kk", true)]
    [InlineData("ru", true)]
    [InlineData("en", true)]
    [InlineData("kk", false)]
    [InlineData("ru", false)]
    [InlineData("en", false)]
    public async Task From_the_story_to_the_answer(string language, bool scripts)
    {
        var mark = "m" + Guid.NewGuid().ToString("N")[..12];
        var file = Papers.Noise("фото 1.bin", 1_400_000, 21);
        await using var tab = await shared.Chromium.OpenAsync(_line.BaseAddress, scripts);
        var page = tab.Page;
        var walk = new ReporterInBrowser(tab, language, $"{language}-{(scripts ? "script" : "plain")}");
        await walk.BeginsAsync();
        await walk.TellsAsync(Text(language, mark), new FilePayload { Name = file.Name, MimeType = file.MediaType, Buffer = file.Bytes }, scripts);
        await walk.AnswersAsync("лаборатория 7");
        await walk.NamesAsync("Асан Үсенов");
        Assert.Contains(mark, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains(Papers.Sha256(file.Bytes), await page.InnerTextAsync("main"), StringComparison.OrdinalIgnoreCase);
        var (number, code) = await walk.SendsAsync();
        await walk.ConfirmsAsync(code[^4..]);
        Assert.DoesNotContain(code, await page.InnerTextAsync("body"), StringComparison.Ordinal);
        Assert.Empty(await tab.Context.CookiesAsync());

        var reply = "Жауап " + mark + "r";
        await using (var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts))
        {
            await office.ReadsAsync(number);
            Assert.Contains(mark, await office.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            Assert.DoesNotContain("Үсенов", await office.Page.InnerTextAsync("body"), StringComparison.Ordinal);
            await office.PictureAsync($"{language}-{(scripts ? "script" : "plain")}-office-report");
            var bytes = await office.TakesFileAsync();
            Assert.Equal(Papers.Sha256(file.Bytes), Papers.Sha256(bytes));
            await office.RepliesAsync(reply);
            Assert.Contains(reply, await office.Page.InnerTextAsync("main"), StringComparison.Ordinal);
            Assert.Empty(office.Tab.Strangers);
            Assert.Empty(office.Tab.Complaints);
        }

        await walk.ReturnsAsync(code);
        var seen = await page.InnerTextAsync("main");
        Assert.Contains(number, seen, StringComparison.Ordinal);
        Assert.Contains(reply, seen, StringComparison.Ordinal);
        await walk.WritesAsync("Тағы " + mark + "w");
        Assert.Contains(mark + "w", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(await tab.Context.CookiesAsync());
        Assert.Empty(tab.Strangers);
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_left_lying_across_a_restart_and_sent_twice_is_one_report(bool scripts)
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        var mark = "m" + Guid.NewGuid().ToString("N")[..12];
        await using var tab = await shared.Chromium.OpenAsync(line.BaseAddress, scripts);
        var walk = new ReporterInBrowser(tab, "ru", "left");
        await walk.BeginsAsync();
        await tab.Page.FillAsync("[name=narrative]", Text("ru", mark));
        // Ten minutes in life; what matters is that the page is older than the process behind it.
        await line.RestartAsync();
        await walk.NextAsync("facts");
        await line.RestartAsync();
        await walk.AnswersAsync("лаборатория");
        await walk.StaysAnonymousAsync();
        var (number, _) = await walk.SendsAsync();
        // Reloaded, the browser sends the same form again.
        await line.RestartAsync();
        await tab.Page.ReloadAsync();
        Assert.Equal(number, ReporterInBrowser.NumberOn(await tab.Page.InnerTextAsync("main")));
        var next = await reporter.ReportsAsync(new Story("Взял взятку.", "ru"));
        Assert.Equal(Ordinal(number) + 1, Ordinal(next.RegistrationNumber));

        static int Ordinal(string number) => int.Parse(number.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var tab = await shared.Chromium.OpenAsync(_line.BaseAddress);
        var page = tab.Page;
        await page.GotoAsync("/ru/report");
        await TabToAsync(page, "[name=narrative]");
        await page.Keyboard.TypeAsync("Взял взятку, клавиатура.");
        await PressAsync(page, "button[name=go][value=next].main", "facts");
        await TabToAsync(page, "[name=danger]");
        await page.Keyboard.PressAsync("ArrowRight");
        await PressAsync(page, "button[name=go][value=next].main", "you");
        // The last of the two ways: the arrow goes round.
        await TabToAsync(page, "[name=way]");
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal("anonymous", await page.EvaluateAsync<string>("() => document.querySelector('[name=way]:checked').value"));
        await PressAsync(page, "button[name=go][value=next].main", "check");
        await PressAsync(page, "button[name=go][value=send].main", "sent");
        var code = ReporterInBrowser.CodeOn(await page.InnerTextAsync("main"));
        await TabToAsync(page, "[name=last4]");
        await page.Keyboard.TypeAsync(code[^4..]);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !document.querySelector('[name=last4]')");
    }

    [Fact]
    public async Task Three_times_Escape_leaves_at_once()
    {
        await using var tab = await shared.Chromium.OpenAsync(_line.BaseAddress);
        await tab.Page.GotoAsync("/kk/report");
        for (var i = 0; i < 3; i++)
        {
            await tab.Page.Keyboard.PressAsync("Escape");
        }

        await tab.Page.WaitForFunctionAsync("() => document.body.hidden || !location.href.includes('/report')");
    }

    public static TheoryData<string> Languages => ["kk", "ru", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Axe_finds_nothing_on_any_page_of_the_reporter(string language)
    {
        await using var tab = await shared.Chromium.OpenAsync(_line.BaseAddress, forAxe: true);
        var page = tab.Page;
        var found = new List<string>();
        var walk = new ReporterInBrowser(tab, language, "axe-" + language) { OnPage = async () => found.AddRange(await tab.AxeAsync()) };
        foreach (var address in new[] { $"/{language}", $"/{language}/how", $"/{language}/return", $"/{language}/no-such-page" })
        {
            await page.GotoAsync(address);
            found.AddRange(await tab.AxeAsync());
        }

        await walk.BeginsAsync();
        // An empty story: the page with its errors is a page too.
        await page.ClickAsync("button.main[name=go][value=next]");
        found.AddRange(await tab.AxeAsync());
        await walk.TellsAsync("Взял взятку " + language, new FilePayload { Name = "a.bin", MimeType = "application/octet-stream", Buffer = [1, 2, 3] }, scripts: true);
        await walk.AnswersAsync("x");
        await walk.StaysAnonymousAsync();
        var (_, code) = await walk.SendsAsync();
        await walk.ConfirmsAsync(code[^4..]);
        await walk.ReturnsAsync("1234567812345678", opens: false);
        await walk.ReturnsAsync(code);
        Assert.Empty(found.Distinct());
    }

    [Fact]
    public async Task Axe_finds_nothing_on_the_pages_of_the_staff()
    {
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true, forAxe: true);
        var found = new List<string>(office.FoundAtLogin);
        await office.Page.GotoAsync("/office/reports");
        found.AddRange(await office.Tab.AxeAsync());
        await office.PictureAsync("office-list");
        var addresses = await office.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('a[href^=\"/office\"]')].map(a => a.getAttribute('href')))]");
        foreach (var address in addresses.Where(a => !a.Contains("logout", StringComparison.Ordinal)).Take(12))
        {
            await office.Page.GotoAsync(address);
            found.AddRange(await office.Tab.AxeAsync());
        }

        Assert.Empty(found.Distinct());
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task No_page_of_the_reporter_needs_scrolling_to_the_side(int width)
    {
        await using var tab = await shared.Chromium.OpenAsync(_line.BaseAddress, width: width);
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            foreach (var room in new[] { "", "/report", "/return", "/how" })
            {
                await tab.Page.GotoAsync($"/{language}{room}");
                Assert.True(await tab.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"/{language}{room} at {width}");
                await tab.PictureAsync($"{language}{room.Replace('/', '-')}-{width}");
            }
        }
    }

    private static string Text(string language, string mark) => language switch
    {
        "kk" => $"Зертхана меңгерушісі сертификат үшін пара алды. Белгі {mark}.",
        "ru" => $"Заведующий лабораторией взял взятку за сертификат. Метка {mark}.",
        _ => $"The head of the laboratory took a bribe for a certificate. Mark {mark}.",
    };

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 80; i++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"the key Tab never reaches {selector}");
    }

    private static async Task PressAsync(IPage page, string button, string step)
    {
        await TabToAsync(page, button);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync($"input[name=step][value={step}]", new() { State = WaitForSelectorState.Attached });
    }
}

/// <summary>The reporter's walk in a tab; a picture and, where asked, a look at each page.</summary>
internal sealed class ReporterInBrowser(Tab tab, string language, string name)
{
    private int _pictures;

    public Func<Task>? OnPage { get; init; }

    public async Task BeginsAsync()
    {
        await tab.Page.GotoAsync("/" + language);
        await LooksAsync("start");
        await tab.Page.ClickAsync($"a.button[href='/{language}/report']");
        await OnAsync("story");
    }

    public async Task TellsAsync(string narrative, FilePayload file, bool scripts)
    {
        await tab.Page.FillAsync("[name=narrative]", narrative);
        await tab.Page.SetInputFilesAsync("input[type=file]", file);
        if (scripts)
        {
            // The script has sent the pieces and shows the fingerprint.
            await tab.Page.WaitForFunctionAsync("() => /[0-9a-f]{64}/.test(document.querySelector('[data-attached]').textContent)");
        }

        await NextAsync("facts");
    }

    public async Task AnswersAsync(string where)
    {
        await tab.Page.FillAsync("[name=where]", where);
        await tab.Page.CheckAsync("[name=danger][value=no]");
        await NextAsync("you");
    }

    public async Task NamesAsync(string fullName)
    {
        await tab.Page.CheckAsync("[name=way][value=confidential]");
        await tab.Page.FillAsync("[name=fullName]", fullName);
        await NextAsync("check");
    }

    public async Task StaysAnonymousAsync()
    {
        await tab.Page.CheckAsync("[name=way][value=anonymous]");
        await NextAsync("check");
    }

    public async Task<(string Number, string Code)> SendsAsync()
    {
        await tab.Page.ClickAsync("button.main[name=go][value=send]");
        await OnAsync("sent");
        var text = await tab.Page.InnerTextAsync("main");
        return (NumberOn(text), CodeOn(text));
    }

    public async Task ConfirmsAsync(string lastFour)
    {
        await tab.Page.FillAsync("[name=last4]", lastFour);
        await tab.Page.ClickAsync("button[name=go][value=confirm]");
        await tab.Page.WaitForSelectorAsync("[name=last4]", new() { State = WaitForSelectorState.Detached });
        await LooksAsync("done");
    }

    public async Task ReturnsAsync(string code, bool opens = true)
    {
        await tab.Page.GotoAsync($"/{language}/return");
        await tab.Page.FillAsync("main form input[type=text], main form input[type=password]", code);
        await tab.Page.ClickAsync("main form button[type=submit]");
        await tab.Page.WaitForSelectorAsync(opens ? "main form textarea" : "[aria-invalid=true], .error, .summary");
        await LooksAsync(opens ? "status" : "wrong-code");
    }

    public async Task WritesAsync(string text)
    {
        await tab.Page.FillAsync("main form textarea", text);
        await tab.Page.ClickAsync("main form:has(textarea) button.main[name=go][value=next]");
        await tab.Page.WaitForSelectorAsync($"main :not(textarea):text('{text}')");
        await LooksAsync("written");
    }

    public async Task NextAsync(string step)
    {
        await tab.Page.ClickAsync("button.main[name=go][value=next]");
        await OnAsync(step);
    }

    public static string NumberOn(string text) => Regex.Match(text, @"\d{4}-\d{6}-\d").Value;

    public static string CodeOn(string text) => string.Join(' ', Regex.Match(text, @"(?<![\d-])(\d{4})\s*(\d{4})\s*(\d{4})\s*(\d{4})(?![\d-])").Groups.Values.Skip(1).Select(g => g.Value));

    private async Task OnAsync(string step)
    {
        await tab.Page.WaitForSelectorAsync($"input[name=step][value={step}]", new() { State = WaitForSelectorState.Attached });
        await LooksAsync(step);
    }

    private async Task LooksAsync(string what)
    {
        await tab.PictureAsync($"{name}-{++_pictures:D2}-{what}");
        if (OnPage is not null)
        {
            await OnPage();
        }
    }
}

/// <summary>A member of staff in a tab.</summary>
internal sealed class OfficerInBrowser(Tab tab) : IAsyncDisposable
{
    public Tab Tab => tab;

    public IPage Page => tab.Page;

    public List<string> FoundAtLogin { get; } = [];

    public static Task<OfficerInBrowser> LogsInAsync(BrowserLine shared, string role, bool scripts, bool forAxe = false) => LogsInAsync(shared.Line, shared.Chromium, role, scripts, forAxe);

    public static async Task<OfficerInBrowser> LogsInAsync(LineProcess line, Chromium chromium, string role, bool scripts, bool forAxe = false)
    {
        var person = line.Staff.First(s => s.Role.Contains(role, StringComparison.OrdinalIgnoreCase));
        var office = new OfficerInBrowser(await chromium.OpenAsync(line.BaseAddress, scripts, forAxe: forAxe));
        await office.Page.GotoAsync("/office/login");
        await office.PictureAsync("office-login");
        if (forAxe)
        {
            office.FoundAtLogin.AddRange(await office.Tab.AxeAsync());
        }

        await office.Page.FillAsync("input[autocomplete=username], input[name=login]", person.Login);
        await office.Page.FillAsync("input[type=password]", person.Passphrase);
        await office.Page.FillAsync("input[autocomplete=one-time-code], input[inputmode=numeric]", await Totp.FreshAsync(person.TotpSecret, line.BaseAddress.Authority));
        await office.Page.ClickAsync("form:has(input[type=password]) button[type=submit]");
        await office.Page.WaitForSelectorAsync("input[type=password]", new() { State = WaitForSelectorState.Detached });
        return office;
    }

    public async Task ReadsAsync(string number)
    {
        await Page.GotoAsync("/office/reports");
        while (await Page.Locator("tr, li, article").Filter(new() { HasText = number }).CountAsync() == 0)
        {
            await Page.ClickAsync("a[rel=next]");
        }

        await Page.Locator("tr, li, article").Filter(new() { HasText = number }).Last.Locator("a[href*='/office/reports/']").First.ClickAsync();
        await Page.WaitForSelectorAsync($"main :text('{number}')");
    }

    public async Task<byte[]> TakesFileAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync("a[href*='/files/']"));
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public async Task RepliesAsync(string text)
    {
        await Page.FillAsync("form[action*=repl] textarea", text);
        await Page.ClickAsync("form[action*=repl] button[type=submit]");
        await Page.WaitForSelectorAsync($"main :text('{text}')");
    }

    public Task PictureAsync(string name) => tab.PictureAsync(name);

    public ValueTask DisposeAsync() => tab.DisposeAsync();
}

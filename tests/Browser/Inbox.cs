// The officer's busy Monday in a real browser: three panes, keys, "confirm and open the next", undo, note, news without reloading, search; with scripts and without.

using System.Diagnostics;
using Microsoft.Playwright;
using TrustLine.Testing;
using Xunit.Abstractions;

namespace TrustLine.Browser.Tests;

public sealed class Inbox(BrowserLine shared, ITestOutputHelper output) : IClassFixture<BrowserLine>
{
    [Fact]
    public async Task By_keys_alone_from_a_new_report_to_a_confirmed_disposition()
    {
        using var reporter = shared.Line.Reporter();
        var numbers = new List<string>();
        for (var n = 0; n < 2; n++) numbers.Add((await reporter.ReportsAsync(Story("ru"))).RegistrationNumber);
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true);
        var page = office.Page;
        await page.GotoAsync("/office/reports?show=new");
        await page.WaitForSelectorAsync($".reports >> text={numbers[1]}");
        var (watch, pressed) = (Stopwatch.StartNew(), 0);
        async Task PressAsync(string key)
        {
            pressed++;
            await page.Keyboard.PressAsync(key);
        }

        await PressAsync("j");
        Assert.Contains(numbers[1], await page.EvaluateAsync<string>("document.activeElement.textContent"), StringComparison.Ordinal);
        await PressAsync("Enter");
        await page.WaitForSelectorAsync("h1 >> text=" + numbers[1]);
        var stands = await page.Locator("[data-stands]").GetAttributeAsync("data-key");
        await PressAsync(stands!);
        Assert.Equal("decide-next", await page.EvaluateAsync<string>("document.activeElement.id"));
        await PressAsync("Enter");
        await page.WaitForSelectorAsync("h1 >> text=" + numbers[0]);
        output.WriteLine($"from the list to a confirmed disposition and the next report: {pressed} keystrokes, {watch.Elapsed.TotalSeconds:F2} s");
        Assert.Equal(4, pressed);

        // Typing in a field presses no key; the others go where the help says.
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("jk1 рнh");
        Assert.Equal("jk1 рнh", await page.InputValueAsync("#note"));
        await page.FillAsync("#note", "");
        await page.Locator("#main").FocusAsync();
        await page.Keyboard.PressAsync("h");
        Assert.Equal("h-history", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("z");
        await page.WaitForSelectorAsync(".panes.alone");
        Assert.False(await page.IsVisibleAsync(".pane.list"));
        await page.Keyboard.PressAsync("z");
        await page.WaitForSelectorAsync(".panes:not(.alone) .pane.list");
        await page.Keyboard.PressAsync("r");
        Assert.Equal("text", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Locator("#main").FocusAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("кассир");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#found");
        Assert.EndsWith("/office/search", page.Url, StringComparison.Ordinal);
        Assert.Empty(office.Tab.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decide_undo_note_look_and_reply_with_scripts_and_without(bool scripts)
    {
        await using var line = await LineProcess.StartDemoAsync(new Dictionary<string, string?> { ["Staff:UndoSeconds"] = "10" });
        using var reporter = line.Reporter();
        var receipt = await reporter.ReportsAsync(Story("kk"));
        await using var office = await OfficerInBrowser.LogsInAsync(line, shared.Chromium, "officer", scripts);
        var page = office.Page;
        await office.ReadsAsync(receipt.RegistrationNumber);
        await page.ClickAsync("form.decision button[type=submit] >> nth=0");
        await page.ClickAsync("form.undo button");
        await page.WaitForSelectorAsync(".note.good");
        Assert.Equal(0, await page.Locator("form.undo").CountAsync());

        await page.FillAsync("#note", "Қоймадағы құжаттарды сұрау керек");
        await page.ClickAsync("form.private button");
        await page.WaitForSelectorAsync(".thread .note");
        await page.FillAsync("#text", "Құжаттар кімде сақталған?");
        await page.ClickAsync("button[value=preview]");
        await page.WaitForSelectorAsync(".preview .asreporter[lang=kk]");
        await office.PictureAsync($"inbox-preview-{(scripts ? "script" : "plain")}");
        await page.ClickAsync("form.toreporter button[type=submit] >> nth=0");
        await page.WaitForSelectorAsync(".thread .office");
        Assert.Empty((await reporter.ReturnsAsync(receipt.ReceiptCode!))!.Messages);
        for (var tries = 0; (await reporter.ReturnsAsync(receipt.ReceiptCode!))!.Messages.Count == 0; tries++)
        {
            Assert.True(tries < 60, "the reply never came");
            await Task.Delay(500);
        }

        Assert.DoesNotContain((await reporter.ReturnsAsync(receipt.ReceiptCode!))!.Messages, m => m.Text.Contains("Қоймадағы", StringComparison.Ordinal));
        Assert.Empty(office.Tab.Complaints);
        Assert.Empty(office.Tab.Strangers);
    }

    [Fact]
    public async Task A_new_report_appears_without_reloading_and_is_announced()
    {
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true);
        await office.Page.GotoAsync("/office/reports");
        using var reporter = shared.Line.Reporter();
        var hidden = await reporter.ReportsAsync(Story("ru") with { Answers = new(AboutOfficer: true) });
        var receipt = await reporter.ReportsAsync(Story("ru"));
        await office.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await office.Page.WaitForSelectorAsync($".reports .fresh >> text={receipt.RegistrationNumber}");
        Assert.NotEqual("", await office.Page.InnerTextAsync("#news"));
        Assert.DoesNotContain(hidden.RegistrationNumber, await office.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(office.Tab.Complaints);
    }

    [Theory]
    [InlineData("kk", 1280, "light")]
    [InlineData("kk", 360, "dark")]
    [InlineData("ru", 1280, "dark")]
    [InlineData("ru", 360, "light")]
    public async Task Every_pane_is_clean_and_fits(string language, int width, string scheme)
    {
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true, forAxe: true);
        var page = office.Page;
        await page.SetViewportSizeAsync(width, 720);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await page.ClickAsync($".tongues button[value={language}]");
        var found = new List<string>();
        async Task LookAsync(string name)
        {
            found.AddRange(await office.Tab.AxeAsync());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name + " is wider than the screen");
            await office.PictureAsync($"inbox-{name}-{language}-{width}-{scheme}");
        }

        await page.GotoAsync("/office/reports");
        await LookAsync("list");
        await page.GotoAsync("/office/reports?channel=Web&days=90");
        await page.Locator(".filter").First.EvaluateAsync("d => d.open = true");
        await LookAsync("filter");
        await page.GotoAsync(await page.Locator(".reports .line a").First.GetAttributeAsync("href") ?? "");
        await LookAsync("case");
        await page.FillAsync("#text", "Здравствуйте! У кого сохранились документы, и что было потом?");
        await page.ClickAsync("button[value=preview]");
        await LookAsync("preview");
        await page.GotoAsync("/office/search");
        await page.FillAsync("main .searchfor input[type=search]", language == "kk" ? "алды" : "деньги");
        await page.ClickAsync("main .searchfor button");
        await LookAsync("search");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#main").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await LookAsync("keys");
        Assert.Empty(found);
    }

    private static Story Story(string language) => new(language == "kk"
        ? "Қойма меңгерушісі Тілеубаев 12 қарашада рұқсатнама үшін 20 000 теңге пара алды, куәсі – күзетші."
        : "Кассир Тлеубаева 12 ноября взяла взятку 20 000 тенге за пропуск без очереди, это видел охранник.", language);
}

// The demo's telephone in a browser: dialled, listened to, keys by keyboard, a sample and a voice by microphone left, number and code read off, dialled again; and it stands in every look.

using Microsoft.Playwright;
using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

public sealed class DemoInBrowser : IAsyncLifetime
{
    public LineProcess Line { get; private set; } = null!;

    public Chromium Chromium { get; } = new();

    public async Task InitializeAsync()
    {
        Line = await LineProcess.StartDemoAsync(verb: "demo");
        await Chromium.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Line.DisposeAsync();
    }
}

public sealed class PhoneSimulator(DemoInBrowser shared) : IClassFixture<DemoInBrowser>
{
    [Fact]
    public async Task A_voice_leaves_a_report_and_comes_back_with_the_code()
    {
        await using var tab = await shared.Chromium.OpenAsync(shared.Line.BaseAddress);
        await tab.Context.GrantPermissionsAsync(["microphone"]);
        var page = tab.Page;
        await page.GotoAsync("/en/demo/phone");
        await DialAsync(page, "Closed");
        await page.WaitForFunctionAsync("() => document.querySelector('#phone audio').currentTime > 0"); // It plays by itself.
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('#phone audio').duration > 3"));
        foreach (var key in "322222") await KeyAsync(page, key);
        await ClickAsync(page, "button[value=speak]");
        await page.ClickAsync("[data-mic]");
        await page.WaitForTimeoutAsync(1200);
        await page.ClickAsync("[data-mic]");
        await page.WaitForFunctionAsync("() => document.querySelector('#sound').files.length === 1");
        await ClickAsync(page, "button[value=speak]");
        await ClickAsync(page, "button[value=silent]");
        await KeyAsync(page, '1');
        await KeyAsync(page, '3');
        await KeyAsync(page, '1');
        var spoken = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.heard p')].map(p => p.textContent).filter(t => /^[0-9 ]+$/.test(t)).map(t => t.replaceAll(' ', ''))");
        Assert.Equal([11, 11, 16, 16], spoken.Select(s => s.Length));
        await KeyAsync(page, '2');
        await page.Keyboard.TypeAsync(spoken[2][^4..]);
        await page.WaitForSelectorAsync("button[value=dial]");

        await DialAsync(page, "Now");
        foreach (var key in "33") await KeyAsync(page, key);
        await page.FillAsync("#keys", spoken[2] + "#");
        await page.ClickAsync("button[value=keys]");
        await page.WaitForSelectorAsync(".heard p:has-text('pressure')");
        await page.ClickAsync("button[value=hang]");
        await page.WaitForSelectorAsync("button[value=dial]");
        Assert.Empty(tab.Complaints);
        Assert.Empty(tab.Strangers);
    }

    [Fact]
    public async Task It_stands_in_every_look()
    {
        await using var tab = await shared.Chromium.OpenAsync(shared.Line.BaseAddress, forAxe: true);
        var (page, found) = (tab.Page, new List<string>());
        async Task LookAsync(string name)
        {
            found.AddRange((await tab.AxeAsync()).Select(f => $"{name}: {f}"));
            if (!await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")) found.Add($"{name}: scrolls to the side");
            await tab.PictureAsync("phone-" + name);
        }

        foreach (var (language, key, scheme, width) in new[] { ("kk", '1', ColorScheme.Light, 360), ("ru", '2', ColorScheme.Dark, 1280) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.GotoAsync($"/{language}/demo/phone");
            await LookAsync(language + "-dial");
            await DialAsync(page, "Open");
            await KeyAsync(page, key);
            await LookAsync(language + "-keys");
            await KeyAsync(page, '1');
            await LookAsync(language + "-ring");
            await ClickAsync(page, "button[value='ring:takes:0']");
            await LookAsync(language + "-talk");
            await page.ClickAsync("button[value=hang]");
            await page.WaitForSelectorAsync("button[value=dial]");
            await DialAsync(page, "Closed");
            foreach (var next in key + "212222") await KeyAsync(page, next);
            foreach (var fold in await page.QuerySelectorAllAsync("details:not([open]) > summary")) await fold.ClickAsync();
            await LookAsync(language + "-speak");
            await page.ClickAsync("button[value=break]");
            await page.WaitForSelectorAsync("button[value=dial]");
            await LookAsync(language + "-over");
        }

        Assert.Empty(found);
    }

    private static async Task DialAsync(IPage page, string hours)
    {
        await page.CheckAsync($"input[name=hours][value={hours}]");
        await page.ClickAsync("button[value=dial]");
        await page.WaitForSelectorAsync("#phone audio");
    }

    // By the keyboard of the computer.
    private static Task KeyAsync(IPage page, char key) => TurnAsync(page, () => page.Keyboard.PressAsync(key.ToString()));

    private static Task ClickAsync(IPage page, string button) => TurnAsync(page, () => page.ClickAsync(button));

    private static async Task TurnAsync(IPage page, Func<Task> act)
    {
        var before = await page.GetAttributeAsync("#phone-page", "data-act");
        await act();
        await page.WaitForFunctionAsync("before => document.querySelector('#phone-page').dataset.act !== before && !document.querySelector('#phone-page').ariaBusy", before);
    }
}

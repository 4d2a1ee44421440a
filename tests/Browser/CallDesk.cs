// The call desk in a browser: what is typed is kept and asked about as it is typed, the keyboard is enough, and every look of it stands.

using Microsoft.Playwright;

namespace TrustLine.Browser.Tests;

public sealed class CallDesk(BrowserLine shared) : IClassFixture<BrowserLine>
{
    [Fact]
    public async Task A_call_by_keyboard_alone_with_scripts()
    {
        await using var desk = await OfficerInBrowser.LogsInAsync(shared, "operator", scripts: true);
        await desk.Page.FocusAsync("button[value=Desk]");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForSelectorAsync("#desk");
        await desk.Page.FocusAsync("[id='said.op.greet']");
        await desk.Page.Keyboard.PressAsync("Space");
        await desk.Page.FocusAsync("#narrative");
        await desk.Page.Keyboard.TypeAsync("Қойма меңгерушісі 40 000 теңге алды.");
        await desk.Page.WaitForSelectorAsync("#missing li:has-text('Бұл қашан болды?')");
        await desk.Page.FocusAsync("button[value=broke]");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForSelectorAsync("input[name=code]", new() { State = WaitForSelectorState.Attached });
        var code = await desk.Page.InputValueAsync("input[name=code]");
        await desk.Page.FillAsync("#last4", code[^4..]);
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForSelectorAsync("a.button[href='/office/calls']");
        Assert.DoesNotContain(code, await desk.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_in_every_look()
    {
        await using var desk = await OfficerInBrowser.LogsInAsync(shared, "operator", scripts: true, forAxe: true);
        var found = new List<string>();
        async Task LookAsync(string name)
        {
            found.AddRange((await desk.Tab.AxeAsync()).Select(f => $"{name}: {f}"));
            if (!await desk.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")) found.Add($"{name}: scrolls to the side");
            await desk.PictureAsync("desk-" + name);
        }

        foreach (var (language, scheme, width) in new[] { ("kk", ColorScheme.Light, 360), ("ru", ColorScheme.Dark, 1280) })
        {
            var look = $"{language}-{width}";
            await desk.Page.SetViewportSizeAsync(width, 900);
            await desk.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await desk.Page.GotoAsync("/office/calls");
            if (await desk.Page.GetAttributeAsync("html", "lang") != language) await desk.Page.ClickAsync($"form.tongues button[value={language}]");
            await LookAsync(look + "-calls");
            foreach (var source in new[] { "Desk", "Paper" })
            {
                await desk.Page.GotoAsync("/office/calls");
                await desk.Page.ClickAsync($"button[value={source}]");
                await desk.Page.WaitForSelectorAsync("#desk");
                if (language == "ru") await desk.Page.ClickAsync("button[value='lang:ru']");
                foreach (var fold in await desk.Page.QuerySelectorAllAsync("details:not([open]) > summary")) await fold.ClickAsync();
                await LookAsync($"{look}-{source}");
                await desk.Page.ClickAsync("button[value=readback]");
                await desk.Page.WaitForSelectorAsync(".summary");
                await LookAsync($"{look}-{source}-wrong");
                await desk.Page.FillAsync("#narrative", "Инженер взял 40 000 тенге 12 мая.");
                if (source == "Desk") await desk.Page.FillAsync("#reason", "Торопился.");
                await desk.Page.ClickAsync("button[value=readback]");
                await desk.Page.WaitForSelectorAsync("button[value=send]");
                await LookAsync($"{look}-{source}-readback");
                await desk.Page.ClickAsync("button[value=send]");
                await desk.Page.WaitForSelectorAsync("#last4");
                await LookAsync($"{look}-{source}-sent");
            }
        }

        Assert.Empty(found.Distinct());
    }
}

// Director, oversight, auditor and operator in a real browser: axe finds nothing, nothing is wider than a phone, and the director decides by keyboard and without scripts.

using Microsoft.Playwright;
using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

public sealed class RolesOfTheLine(BrowserLine shared) : IClassFixture<BrowserLine>
{
    private static readonly (string Role, string[] Rooms)[] Rooms =
    [
        ("director", ["/office/decisions", "/office/lookups"]),
        ("oversight", ["/office/decisions", "/office/lookups/deciders"]),
        ("auditor", ["/office/audit", "/office/numbers", "/office/viewings"]),
        ("operator", ["/office/calls"]),
    ];

    [Fact]
    public async Task Axe_finds_nothing_in_the_rooms_of_director_oversight_auditor_and_operator_and_none_is_wider_than_a_phone()
    {
        var found = new List<string>();
        foreach (var (role, rooms) in Rooms)
        {
            await using var person = await OfficerInBrowser.LogsInAsync(shared, role, scripts: true, forAxe: true);
            foreach (var language in new[] { "kk", "ru", "en" })
            {
                await person.Page.ClickAsync($"form.tongues button[value={language}]");
                foreach (var room in rooms)
                {
                    await person.Page.GotoAsync(room);
                    if (role == "director" && room.EndsWith("decisions", StringComparison.Ordinal)) await person.Page.ClickAsync(".reports a");
                    foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                    {
                        await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                        foreach (var width in new[] { 360, 1280 })
                        {
                            await person.Page.SetViewportSizeAsync(width, 900);
                            if (language == "kk" || scheme == ColorScheme.Light) await person.PictureAsync($"{role}-{room.Replace('/', '-')}-{language}-{scheme}-{width}");
                            if (await person.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth")) found.Add($"{role} {room} {language}: wider than {width}");
                        }

                        if (language == "kk") found.AddRange(await person.Tab.AxeAsync());
                    }
                }

                if (role == "director")
                {
                    foreach (var width in new[] { 360, 1280 })
                    {
                        await person.Page.SetViewportSizeAsync(width, 900);
                        await person.Page.GotoAsync("/office/decisions");
                        await person.PictureAsync($"director-list-{language}-{width}");
                    }
                }
            }
        }

        Assert.Empty(found.Distinct());
    }

    [Fact]
    public async Task What_is_to_go_at_once_and_the_page_of_the_dates_hold_on_a_phone_and_the_sending_is_entered_by_keyboard()
    {
        using var reporter = shared.Line.Reporter();
        var receipt = await reporter.ReportsAsync(new("Начальник склада взял взятку 300 000 тенге от поставщика 5 ноября."));
        var found = new List<string>();
        await using var officer = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true, forAxe: true);
        var page = officer.Page;
        await officer.ReadsAsync(receipt.RegistrationNumber);
        if (await page.Locator("form[action$='/sent']").CountAsync() == 0)
        {
            await page.CheckAsync("input[name=decision][value=Redirect]");
            await page.FillAsync("#reason", "Признаки преступления");
            await page.ClickAsync("form[action$='/disposition'] button.plain");
        }

        var report = page.Url.Split('?')[0];
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            await page.ClickAsync($"form.tongues button[value={language}]");
            foreach (var (address, name) in new[] { (report, "sending"), (report + "/clocks", "clocks") })
            {
                await page.GotoAsync(address);
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    foreach (var width in new[] { 360, 1280 })
                    {
                        await page.SetViewportSizeAsync(width, 900);
                        if (language == "kk" || scheme == ColorScheme.Light) await officer.PictureAsync($"{name}-{language}-{scheme}-{width}");
                        if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth")) found.Add($"{name} {language}: wider than {width}");
                    }

                    if (language == "kk") found.AddRange(await officer.Tab.AxeAsync());
                }
            }
        }

        await page.GotoAsync(report);
        await page.FocusAsync("#sentnumber");
        await page.Keyboard.TypeAsync("04-17/231");
        await page.FocusAsync("#sentproof");
        await page.Keyboard.TypeAsync("RR123456789KZ");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".history :text('04-17/231')");
        await officer.PictureAsync("sending-entered");
        Assert.Empty(found.Distinct());
    }

    [Fact]
    public async Task The_director_decides_by_keyboard_and_without_scripts()
    {
        using var reporter = shared.Line.Reporter();
        var receipt = await reporter.ReportsAsync(new("Начальник гаража взял взятку 20 000 тенге за ремонт."));
        await using var director = await OfficerInBrowser.LogsInAsync(shared, "director", scripts: false);
        await director.ReadsAsync(receipt.RegistrationNumber);
        var page = director.Page;
        await page.FocusAsync("details.decision:has(form[action$='/inspect']) > summary");
        await page.Keyboard.PressAsync("Enter");
        await page.FocusAsync("#inspectreason");
        await page.Keyboard.TypeAsync("Поручить комиссии");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".decided :text('Поручить комиссии')");
        await director.PictureAsync("director-decided");
        Assert.Empty(director.Tab.Complaints);
        Assert.Empty(director.Tab.Strangers);
    }
}

// Director, oversight, auditor and operator in a real browser: axe finds nothing, nothing is wider than a phone, and the director decides by keyboard and without scripts.

using Microsoft.Playwright;
using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class RolesOfTheLine(BrowserLine shared)
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

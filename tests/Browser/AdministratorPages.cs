// The administrator's pages as they stand in a browser: nothing for axe, nothing to the side, light and dark, wide and narrow, in the three languages.

using Microsoft.Playwright;

namespace TrustLine.Browser.Tests;

public sealed class AdministratorPages(BrowserLine shared) : IClassFixture<BrowserLine>
{
    private static readonly string[] Addresses =
    [
        "/office/people", "/office/organisation", "/office/organisation/units", "/office/organisation/addressees", "/office/organisation/duty", "/office/organisation/duty/new", "/office/calendar", "/office/channels", "/office/prompts",
    ];

    [Fact]
    public async Task They_stand_in_every_look()
    {
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "administrator", scripts: true, forAxe: true);
        var found = new List<string>();
        async Task LookAsync(string name)
        {
            found.AddRange(await office.Tab.AxeAsync());
            if (!await office.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")) found.Add($"{name}: scrolls to the side");
            await office.PictureAsync("admin-" + name);
        }

        foreach (var (language, scheme, width) in new[] { ("kk", ColorScheme.Light, 360), ("ru", ColorScheme.Dark, 1280), ("en", ColorScheme.Dark, 360) })
        {
            await office.Page.SetViewportSizeAsync(width, 900);
            await office.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await office.Page.GotoAsync("/office/channels");
            if (await office.Page.GetAttributeAsync("html", "lang") != language) await office.Page.ClickAsync($"form.tongues button[value={language}]");
            var look = $"{language}-{scheme}-{width}";
            foreach (var address in Addresses)
            {
                await office.Page.GotoAsync(address);
                await LookAsync(look + address.Replace('/', '-'));
            }

            // A thing with its history; a change of the calendar with what it would do; a form with errors.
            await office.Page.GotoAsync("/office/organisation/units");
            await office.Page.ClickAsync("main tbody th a");
            await LookAsync(look + "-unit");
            await office.Page.FillAsync("#nameKk", " ");
            await office.Page.FillAsync("#from", "");
            await office.Page.EvaluateAsync("() => document.querySelectorAll('main form').forEach(f => f.noValidate = true)");
            await office.Page.ClickAsync("main form button[type=submit]");
            await office.Page.WaitForSelectorAsync(".summary");
            await LookAsync(look + "-wrong");
            await office.Page.GotoAsync("/office/calendar");
            await office.Page.SelectOptionAsync("#what", "Off");
            var day = NextWeekday(DateTime.UtcNow.Date.AddDays(3));
            await office.Page.FillAsync("#date", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await office.Page.FillAsync("#number", "117");
            await office.Page.FillAsync("#actDate", DateTime.UtcNow.AddDays(-9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            foreach (var field in new[] { "#titleKk", "#titleRu", "#titleEn" }) await office.Page.FillAsync(field, "Демалыс күнін ауыстыру туралы");
            await office.Page.ClickAsync("form:has(#what) button[type=submit]");
            await office.Page.WaitForSelectorAsync("#shown");
            await LookAsync(look + "-preview");
        }

        Assert.Empty(found.Distinct());
    }

    [Fact]
    public async Task A_prompt_is_heard_on_its_page()
    {
        // With the policy in force, which names where a page may take sound from.
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "operator", scripts: true);
        await office.Page.GotoAsync("/office/prompts?part=code");
        var seconds = await office.Page.EvaluateAsync<double>("""
            () => new Promise((heard, failed) => {
              const sound = document.querySelector("audio[src$='/kk/ivr.code.say.wav']");
              sound.onloadedmetadata = () => heard(sound.duration);
              sound.onerror = () => failed(new Error(sound.error.message));
              sound.preload = "metadata";
              sound.load();
            })
            """);
        Assert.InRange(seconds, 0.5, 3);
    }

    private static DateTime NextWeekday(DateTime day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        return day;
    }
}

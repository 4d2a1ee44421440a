// A voice in a real browser: it plays under the service's policy, slower and faster by keys; its text is typed, offered, and approved by who said it with scripts off. Clean and fitting on small and large screens.

using Microsoft.Playwright;
using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

public sealed class Voices(BrowserLine shared) : IClassFixture<BrowserLine>
{
    [Fact]
    public async Task It_plays_at_the_speed_that_is_chosen_and_its_text_is_approved_without_scripts()
    {
        var receipt = await SpokenAsync("ru");
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true);
        var page = office.Page;
        await office.ReadsAsync(receipt.RegistrationNumber);
        Assert.Equal(0, await page.Locator("audio").CountAsync());
        await page.ClickAsync(".voice form[action$='/listen'] button");
        await page.WaitForSelectorAsync(".voice audio");
        var length = await page.EvaluateAsync<double>("() => new Promise((done, failed) => { const a = document.querySelector('audio'); a.onloadedmetadata = () => done(a.duration); a.onerror = () => failed(new Error(a.error.message)); a.preload = 'auto'; a.load(); })");
        Assert.Equal(6, length, 0.01);
        Assert.Equal(4, await page.EvaluateAsync<double>("() => new Promise(done => { const a = document.querySelector('audio'); a.onseeked = () => done(a.currentTime); a.currentTime = 4; })"), 0.01);
        await page.Locator(".speeds button").Nth(3).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(1.5, await page.EvaluateAsync<double>("document.querySelector('audio').playbackRate"));
        Assert.Equal(["false", "false", "false", "true", "false"], await page.Locator(".speeds button").EvaluateAllAsync<string[]>("all => all.map(b => b.ariaPressed)"));
        await TypesAsync(page, "Кассир берёт по двадцать тысяч.");
        await page.ClickAsync("form[action$='/offer'] button");
        Assert.Empty(office.Tab.Complaints);

        await using var tab = await ReturnsAsync(receipt, "ru", scripts: false);
        Assert.Equal("Кассир берёт по двадцать тысяч.", await tab.Page.InnerTextAsync(".offered blockquote"));
        await tab.Page.ClickAsync(".offered button[value^=approve]");
        await tab.Page.WaitForSelectorAsync(".note.good");
        Assert.Equal(0, await tab.Page.Locator(".offered").CountAsync());
        await page.ReloadAsync();
        Assert.Equal(1, await page.Locator(".voice .written .badge.good").CountAsync());
        Assert.Empty(tab.Strangers);
    }

    [Theory]
    [InlineData("kk", 360, "dark")]
    [InlineData("ru", 1280, "light")]
    public async Task Its_places_are_clean_and_fit(string language, int width, string scheme)
    {
        var receipt = await SpokenAsync(language);
        await using var office = await OfficerInBrowser.LogsInAsync(shared, "officer", scripts: true, forAxe: true);
        var found = new List<string>();
        async Task LookAsync(Tab tab, string name)
        {
            found.AddRange(await tab.AxeAsync());
            Assert.True(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name + " is wider than the screen");
            await tab.PictureAsync($"voice-{name}-{language}-{width}-{scheme}");
        }

        async Task SetAsync(IPage page)
        {
            await page.SetViewportSizeAsync(width, 720);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        }

        await office.ReadsAsync(receipt.RegistrationNumber);
        await SetAsync(office.Page);
        await office.Page.ClickAsync($".tongues button[value={language}]");
        await office.Page.ClickAsync(".voice form[action$='/listen'] button");
        await office.Page.WaitForSelectorAsync(".speeds");
        await TypesAsync(office.Page, language == "kk" ? "Кассир қыз рұқсатнама үшін жиырма мың алып жатыр." : "Кассир берёт за пропуск двадцать тысяч.");
        await office.Page.Locator(".voice details").First.EvaluateAsync("d => d.open = true");
        await LookAsync(office.Tab, "draft");
        await office.Page.ClickAsync("form[action$='/offer'] button");
        await TypesAsync(office.Page, language == "kk" ? "Кассир қыз рұқсатнама үшін жиырма бес мың алып жатыр." : "Кассир берёт за пропуск двадцать пять тысяч.");
        await office.Page.ClickAsync("form[action$='/offer'] button");
        await LookAsync(office.Tab, "offered");

        await using var tab = await ReturnsAsync(receipt, language, scripts: true);
        await SetAsync(tab.Page);
        await LookAsync(tab, "waits");
        await tab.Page.Locator(".offered summary").ClickAsync();
        await tab.Page.ClickAsync(".offered button[value^=correct]");
        await tab.Page.WaitForSelectorAsync(".offered .error");
        await LookAsync(tab, "wrong");
        Assert.Empty(found);
    }

    private async Task<Receipt> SpokenAsync(string language)
    {
        using var reporter = shared.Line.Reporter();
        return await reporter.ReportsAsync(new("Сообщение голосом: кассир Тлеубаева берёт взятки за пропуск.", language, Files: [new("1-сообщение.wav", "audio/wav", Wav(6))]));
    }

    private async Task<Tab> ReturnsAsync(Receipt receipt, string language, bool scripts)
    {
        var tab = await shared.Chromium.OpenAsync(shared.Line.BaseAddress, scripts, forAxe: scripts);
        await tab.Page.GotoAsync($"/{language}/return");
        await tab.Page.FillAsync("#code", receipt.ReceiptCode!);
        await tab.Page.ClickAsync("button[value=open]");
        await tab.Page.WaitForSelectorAsync(".offered");
        return tab;
    }

    private static async Task TypesAsync(IPage page, string text)
    {
        await page.Locator(".voice details").First.EvaluateAsync("d => d.open = true");
        await page.FillAsync(".voice textarea", text);
        await page.ClickAsync("form[action$='/text'] button");
        await page.WaitForSelectorAsync("form[action$='/offer']");
    }

    // A hum in µ-law, as the phone records.
    private static byte[] Wav(int seconds)
    {
        using var wav = new MemoryStream();
        using var to = new BinaryWriter(wav);
        var length = 8000 * seconds;
        to.Write("RIFF"u8);
        to.Write(36 + length);
        to.Write("WAVEfmt "u8);
        to.Write(16);
        to.Write((short)7);
        to.Write((short)1);
        to.Write(8000);
        to.Write(8000);
        to.Write((short)1);
        to.Write((short)8);
        to.Write("data"u8);
        to.Write(length);
        for (var i = 0; i < length; i++) to.Write((byte)(i / 20 % 2 == 0 ? 0xA0 : 0x20));
        return wav.ToArray();
    }
}

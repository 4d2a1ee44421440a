// Leaving in a real browser: the account's page, the last confirmation, and the others' progress bar that goes on by itself.

using TrustLine.Testing;

namespace TrustLine.Browser.Tests;

public sealed class Leaving : IAsyncLifetime
{
    private readonly BrowserLine _own = new();

    public Task InitializeAsync() => _own.InitializeAsync();

    public Task DisposeAsync() => _own.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_leaves_and_the_others_move_to_new_keys(bool scripts)
    {
        var name = scripts ? "script" : "plain";
        await using var director = await OfficerInBrowser.LogsInAsync(_own, "director", scripts);
        await using var deputy = await OfficerInBrowser.LogsInAsync(_own, "deputy", scripts);
        await director.Page.ClickAsync(".who a");
        await director.PictureAsync($"{name}-account");
        var person = _own.Line.Staff.First(s => s.Role == "director");
        await director.Page.CheckAsync("#sure");
        await director.Page.FillAsync("#leave-passphrase", person.Passphrase);
        await director.Page.FillAsync("#leave-code", await Totp.FreshAsync(person.TotpSecret, _own.Line.BaseAddress.Authority));
        await director.Page.ClickAsync("#leave button.strong");
        await director.Page.WaitForSelectorAsync("#leave", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await director.Page.GotoAsync("/office/reports");
        Assert.EndsWith("/office/login", new Uri(director.Page.Url).AbsolutePath, StringComparison.Ordinal);

        await deputy.Page.GotoAsync("/office/group");
        await deputy.PictureAsync($"{name}-group");
        await deputy.Page.ClickAsync("a[href='/office/group/resealing']");
        // Without scripts the button is pressed by hand; with them it presses itself.
        while (!scripts && await deputy.Page.Locator("form[data-goes-on]").CountAsync() > 0) await deputy.Page.ClickAsync("form[data-goes-on] button");
        await deputy.Page.WaitForSelectorAsync("form[data-goes-on]", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        Assert.Equal("1", await deputy.Page.EvalOnSelectorAsync<string>("progress", "p => String(p.position)"));
        await deputy.PictureAsync($"{name}-moved");
        Assert.Empty(director.Tab.Complaints.Concat(deputy.Tab.Complaints));
        Assert.Empty(director.Tab.Strangers.Concat(deputy.Tab.Strangers));
    }

    [Theory]
    [InlineData("custodian", "/office/account")]
    [InlineData("custodian", "/office/account/keys")]
    [InlineData("deputy", "/office/group")]
    [InlineData("administrator", "/office/people")]
    public async Task The_pages_of_staff_life_are_found_faultless(string role, string address)
    {
        await using var person = await OfficerInBrowser.LogsInAsync(_own, role, scripts: true, forAxe: true);
        await person.Page.GotoAsync(address);
        if (role == "administrator")
        {
            await person.Page.Locator("a[href^='/office/people/']").Nth(1).ClickAsync(); // The first is the administrator.
            await person.Page.WaitForSelectorAsync("#leave");
        }

        foreach (var (width, suffix) in new[] { (1280, "wide"), (360, "narrow") })
        {
            await person.Page.SetViewportSizeAsync(width, 900);
            await person.PictureAsync($"life{address.Replace('/', '-')}-{suffix}");
            Assert.Empty(await person.Tab.AxeAsync());
            Assert.True(await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} is wider than {width}");
        }
    }
}

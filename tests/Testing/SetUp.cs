// Somebody who joins the staff at the pages, without scripts: the one-time link, a passphrase, a second factor, the group's sheet and its fingerprint.

using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace TrustLine.Testing;

public sealed partial class SetUp(LineProcess line, string role, string name, string login) : IDisposable
{
    private string _passphrase = "", _secret = "";

    public Visitor Visitor { get; } = line.Visitor();

    /// <summary>The four lines of the recovery sheet, as they were copied from its one page.</summary>
    public IReadOnlyList<string> Sheet { get; private set; } = [];

    /// <summary>The fingerprint that stands on the sheet.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>What this person would write down: for signing in later.</summary>
    public Credential Credential => new(role, name, login, _passphrase, _secret);

    /// <summary>The link that the first start printed.</summary>
    public Task<Page> OpensSetUpLinkAsync() => OpensInvitationAsync(SetUpLink().Matches(line.Log()).Select(m => m.Value).Last());

    public Task<Page> OpensInvitationAsync(string link) => Visitor.OpensAsync(new Uri(link).PathAndQuery);

    /// <summary>Takes the six words that the page drew.</summary>
    public void TakesDrawnWords() => _passphrase = Visitor.Need<IElement>(".words bdi").TextContent.Trim();

    /// <summary>Types the page's key into the telephone.</summary>
    public void AddsSecondFactor() => _secret = Visitor.Need<IElement>("details .words").TextContent.Trim();

    /// <summary>Sends the form of joining; the founder of a group sees the recovery sheet next, and copies it.</summary>
    public async Task<Page> JoinsAsync(string language = "ru")
    {
        var page = await Visitor.SendsAsync("main form", new Dictionary<string, string?>
        {
            ["name"] = name,
            ["login"] = login,
            ["email"] = login + "@office.example",
            ["language"] = language,
            ["passphrase"] = _passphrase,
            ["code"] = await Totp.FreshAsync(_secret, line.BaseAddress.Authority),
        });
        if (page.Document.QuerySelector(".summary, input[name=seat]") is not null)
        {
            throw new InvalidOperationException($"{login} did not join: {page}");
        }

        Sheet = [.. page.Document.QuerySelectorAll(".sheet code").Select(c => c.TextContent.Trim())];
        Fingerprint = page.Document.QuerySelector(".sheet .words")?.TextContent.Trim() ?? "";
        return page;
    }

    /// <summary>From the link to the signed-in page in one go.</summary>
    public async Task<Page> JoinsByAsync(string link)
    {
        await OpensInvitationAsync(link);
        TakesDrawnWords();
        AddsSecondFactor();
        return await JoinsAsync();
    }

    /// <summary>As the administrator: invites somebody and reads the one-time link.</summary>
    public async Task<string> InvitesAsync(string whom, string asRole)
    {
        await Visitor.OpensAsync("/office/people");
        await Visitor.SendsAsync("form[action='/office/people/invitations']", new Dictionary<string, string?> { ["name"] = whom, ["role"] = asRole });
        return Visitor.Need<IElement>(".note .words").TextContent.Trim();
    }

    /// <summary>Types the sheet back after comparing its fingerprint with the page; the group lives when the form is gone.</summary>
    public async Task<Page> TypesSheetBackAsync(IReadOnlyList<string>? lines = null)
    {
        var page = await Visitor.OpensAsync("/office/group");
        var typed = (lines ?? Sheet).Select((text, place) => (Field: $"line{place + 1}", text)).ToDictionary(l => l.Field, l => (string?)l.text);
        typed["compared"] = Compares(page) ? "yes" : null;
        return await Visitor.SendsAsync("form[action='/office/group/sheet']", typed);
    }

    /// <summary>Whether the fingerprint copied from the sheet stands on this page.</summary>
    public bool Compares(Page page) => page.Document.QuerySelectorAll(".words").Any(w => w.TextContent.Trim() == Fingerprint);

    /// <summary>The digits that a newcomer reads out to the member who admits them.</summary>
    public async Task<string> ReadsOutAsync() => (await Visitor.OpensAsync("/office/group")).Document.QuerySelector(".words")!.TextContent.Trim();

    /// <summary>As a member: admits the newcomer who read out these digits.</summary>
    public async Task<Page> AdmitsAsync(string digits)
    {
        await Visitor.OpensAsync("/office/group");
        var form = Visitor.Document.QuerySelectorAll("form.admit").Single(f => f.QuerySelector(".words")!.TextContent.Trim() == digits);
        return await SendsAgainAsync($"#{form.Id}", []);
    }

    /// <summary>Sends a form that asks for passphrase and code again.</summary>
    public async Task<Page> SendsAgainAsync(string form, Dictionary<string, string?> values)
    {
        if (Visitor.Need<IElement>(form).QuerySelector("input[name=code]") is not null)
        {
            values["passphrase"] = _passphrase;
            values["code"] = await Totp.FreshAsync(_secret, line.BaseAddress.Authority);
        }

        return await Visitor.SendsAsync(form, values);
    }

    public void Dispose() => Visitor.Dispose();

    [GeneratedRegex(@"https?://\S+/office/invitation/\S+")]
    private static partial Regex SetUpLink();
}

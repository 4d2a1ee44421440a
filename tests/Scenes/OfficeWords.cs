// What an officer has typed is never lost: not by a wrong form, not by an old page, not by a session that ran out. And every act says that it was done.

using System.Net;
using AngleSharp.Html.Dom;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class OfficeWords
{
    private const string Words = "Қай филиалда болды?\nКүнін де жазыңыз.";

    [Fact]
    public async Task Typed_words_come_back_and_acts_are_confirmed()
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var officer = new Visitor(line.BaseAddress);
        await SignInAsync(officer, line);

        // The nearest legal date, or the longest overdue, comes first.
        await officer.OpensAsync("/office/reports?show=due");
        var urgencies = officer.Document.QuerySelectorAll(".reports .due").Select(d => d.ClassList[1]).ToList();
        Assert.NotEmpty(urgencies);
        Assert.Equal("over", urgencies[0]);
        Assert.Equal(urgencies.Count(u => u == "over"), urgencies.TakeWhile(u => u == "over").Count());
        Assert.Equal(officer.Document.QuerySelectorAll(".reports li").Length, urgencies.Count);
        await officer.FollowsAsync(".reports a");
        var report = officer.Page.Address.AbsolutePath;

        // A question that is also the answer is refused; text and both marks are still there.
        await officer.SendsAsync("form.toreporter", new Dictionary<string, string?> { ["text"] = Words, ["asks"] = "yes", ["answers"] = "yes" });
        Assert.NotNull(officer.Document.QuerySelector(".summary"));
        Assert.Equal(Words, officer.Need<IHtmlTextAreaElement>("#text").Value);
        Assert.True(officer.Need<IHtmlInputElement>("input[name=asks]").IsChecked);
        Assert.True(officer.Need<IHtmlInputElement>("input[name=answers]").IsChecked);
        // The page of a refused form has no address of its own: the switch of language leads back to the report.
        Assert.Equal(report, officer.Need<IHtmlInputElement>("form.tongues input[name=back]").Value);

        await officer.SendsAsync("form.toreporter", new Dictionary<string, string?> { ["text"] = Words, ["asks"] = "yes", ["answers"] = null });
        Assert.NotNull(officer.Document.QuerySelector(".note.good[role=status]"));
        await officer.OpensAsync(report + "?done=unheard-of");
        Assert.Null(officer.Document.QuerySelector(".note.good[role=status]"));

        // The session ends elsewhere while an answer is being written here.
        using var late = officer.Prepares("form.toreporter", new Dictionary<string, string?> { ["text"] = Words });
        using var foreign = officer.Prepares("form.toreporter", new Dictionary<string, string?> { ["text"] = Words });
        using var old = officer.Prepares("form.toreporter", new Dictionary<string, string?> { ["text"] = Words });
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        await officer.SendsAsync("form[action='/office/logout']");
        await officer.GoAsync(late);
        Assert.Equal(HttpStatusCode.Forbidden, officer.Page.Status);
        Assert.Equal(Words, officer.Need<IHtmlTextAreaElement>("textarea[readonly]").Value);
        await officer.GoAsync(foreign);
        Assert.Equal("/office/login", officer.Page.Address.AbsolutePath);

        // A new session does not take the form of the old one, and gives the words back too.
        await SignInAsync(officer, line);
        await officer.GoAsync(old);
        Assert.Equal(HttpStatusCode.BadRequest, officer.Page.Status);
        Assert.Equal(Words, officer.Need<IHtmlTextAreaElement>("textarea[readonly]").Value);
        Assert.Equal(report, officer.Need<IHtmlAnchorElement>("main a.button").GetAttribute("href"));
    }

    private static async Task SignInAsync(Visitor officer, LineProcess line)
    {
        var person = line.Staff.First(s => s.Role == "officer");
        await officer.OpensAsync("/office/login");
        await officer.SendsAsync("form.card", new Dictionary<string, string?>
        {
            ["login"] = person.Login,
            ["passphrase"] = person.Passphrase,
            ["code"] = await Totp.FreshAsync(person.TotpSecret),
        });
        Assert.Equal("/office/reports", officer.Page.Address.AbsolutePath);
    }
}

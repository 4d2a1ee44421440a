// Two keys over HTTP: asked, refused, asked again, agreed to, shown, closed; what the reporter is told; who is excluded later.

using System.Net;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class OpeningScenes(DemoLine demo)
{
    private readonly LineProcess _line = demo.Line;

    [Fact]
    public async Task An_identity_is_opened_by_two_people_and_the_reporter_sees_it()
    {
        using var reporter = _line.Reporter();
        var story = Stories.Full("ru", Stories.Mark());
        var receipt = await reporter.ReportsAsync(story);
        using var officer = await Officer.LogsInAsync(_line, "officer");
        using var custodian = await Officer.LogsInAsync(_line, "custodian");

        // A first request is refused: nothing opens, and the reporter is told nothing, since nothing was seen.
        var (first, second) = ("Просто любопытно " + Stories.Mark(), "Нужно соглашение о неразглашении " + Stories.Mark());
        await AsksAsync(officer, receipt.RegistrationNumber, first);
        var request = await FindsAsync(custodian, first);
        Assert.DoesNotContain(receipt.RegistrationNumber, custodian.Visitor.Page.Text, StringComparison.Ordinal);
        await custodian.ActsAsync("form[action$='/refuse']", ("reason", "Причины нет"));
        Assert.Contains("Причины нет", (await officer.Visitor.OpensAsync(officer.Visitor.Page.Address.AbsolutePath)).Text, StringComparison.Ordinal);
        Assert.Empty((await reporter.ReturnsAsync(receipt.ReceiptCode!))!.Openings.EnumerateArray());

        await AsksAsync(officer, receipt.RegistrationNumber, second);
        await FindsAsync(custodian, second);
        await custodian.ActsAsync("form[action$='/agree']");
        Assert.NotEqual(request, custodian.Visitor.Page.Address.AbsolutePath);

        await officer.ReadsAsync(receipt.RegistrationNumber);
        await officer.Visitor.FollowsAsync("a[href$='/identity']");
        var shown = await officer.ActsAsync("form[action$='/show']");
        Assert.Contains("Үсенов", shown.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", shown.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var told = Assert.Single((await reporter.ReturnsAsync(receipt.ReceiptCode!))!.Openings.EnumerateArray());
        Assert.Equal(("officers", second), (told.GetProperty("role").GetString(), told.GetProperty("reason").GetString()));

        // A copy of the address is worth nothing elsewhere, nor here once the page is closed.
        var address = shown.Address.AbsolutePath;
        using (var director = await Officer.LogsInAsync(_line, "director"))
        {
            Assert.DoesNotContain("Үсенов", (await director.Visitor.OpensAsync(address)).Text, StringComparison.Ordinal);
        }

        await officer.Visitor.SendsAsync("form[action$='/close']");
        Assert.DoesNotContain("Үсенов", (await officer.Visitor.OpensAsync(address)).Text, StringComparison.Ordinal);
        Assert.Null(officer.Visitor.Document.QuerySelector("form[action$='/show']"));
    }

    [Fact]
    public async Task A_conflict_found_later_shuts_the_director_out_and_wakes_oversight()
    {
        using var reporter = _line.Reporter();
        var mark = Stories.Mark();
        var receipt = await reporter.ReportsAsync(Stories.In("ru", mark));
        using var director = await Officer.LogsInAsync(_line, "director");
        using var oversight = await Officer.LogsInAsync(_line, "oversight");
        var address = (await director.ReadsAsync(receipt.RegistrationNumber)).Address.AbsolutePath;
        Assert.Contains(mark, director.Visitor.Page.Text, StringComparison.Ordinal);
        Assert.False(await oversight.SeesAsync(receipt.RegistrationNumber));

        using var officer = await Officer.LogsInAsync(_line, "officer");
        await officer.ReadsAsync(receipt.RegistrationNumber);
        await officer.Visitor.FollowsAsync("a[href$='/readers']");
        await officer.ActsAsync("form[action$='/exclude']", ("group", "Directors"), ("reason", "Брат директора"));

        Assert.Equal(HttpStatusCode.NotFound, (await director.Visitor.OpensAsync(address)).Status);
        using (var again = await Officer.LogsInAsync(_line, "director"))
        {
            Assert.False(await again.SeesAsync(receipt.RegistrationNumber));
        }

        Assert.Contains(mark, (await oversight.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);
        Assert.Contains("Брат директора", (await oversight.Visitor.OpensAsync("/office/exclusions")).Text, StringComparison.Ordinal);
    }

    private static async Task AsksAsync(Officer officer, string number, string reason)
    {
        await officer.ReadsAsync(number);
        await officer.Visitor.FollowsAsync("a[href$='/identity']");
        await officer.ActsAsync("main form:has(textarea)", ("reason", reason));
    }

    // The custodian's list names no report: the request is known by its reason.
    private static async Task<string> FindsAsync(Officer custodian, string reason)
    {
        var list = await custodian.Visitor.OpensAsync("/office/openings");
        foreach (var href in list.Document.QuerySelectorAll("main a[href*='/office/openings/']").Select(a => a.GetAttribute("href")!))
        {
            var page = await custodian.Visitor.OpensAsync(href);
            if (page.Text.Contains(reason, StringComparison.Ordinal) && page.Document.QuerySelector("form[action$='/agree']") is not null)
            {
                return href;
            }
        }

        throw new InvalidOperationException("no request with this reason waits for the custodian");
    }
}

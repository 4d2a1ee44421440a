// The call desk on the running service: the process is killed while a call is typed, the page goes on, and the words lie nowhere in clear.

using AngleSharp.Html.Dom;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class CallDeskScene
{
    [Fact]
    public async Task A_call_survives_the_death_of_the_process_and_is_read_by_the_officer()
    {
        await using var line = await LineProcess.StartDemoAsync();
        var (story, name) = (Stories.Mark(), Stories.Mark());
        using var desk = await Officer.LogsInAsync(line, "operator");
        var page = desk.Visitor;
        await page.OpensAsync("/office/calls");
        await page.SendsAsync("form[action$='/begin']", button: "source=Desk");
        await page.SendsAsync("#desk", new Dictionary<string, string?> { ["narrative"] = "Начальник отдела " + story + " взял 40 000 тенге 12 мая.", ["fullName"] = name }, "go=lang:ru");
        var token = page.Need<IHtmlInputElement>("input[name=token]").Value;
        await line.KillAsync();
        var found = await Leaks.LookAsync([story, name, token], line.Folder);
        Assert.True(found.Status == 0, found.Output);
        await line.StartAsync();
        await page.SendsAsync("#desk", button: "go=broke");
        var number = page.Document.QuerySelector(".outloud")!.TextContent;
        var code = page.Need<IHtmlInputElement>("input[name=code]").Value;
        await page.SendsAsync("#desk", new Dictionary<string, string?> { ["last4"] = code[^4..] }, "go=confirm");
        Assert.Null(page.Document.QuerySelector("input[name=code]"));

        using var officer = await Officer.LogsInAsync(line, "officer");
        var read = await officer.ReadsAsync(number);
        Assert.Contains(story, read.Text, StringComparison.Ordinal);
        Assert.NotNull(read.Document.QuerySelector("#taken[open] .badge.warn"));
        using var reporter = line.Reporter();
        Assert.Equal(number, (await reporter.ReturnsAsync(code))!.RegistrationNumber);
        found = await Leaks.LookAsync([story, name, token, code.Replace(" ", "", StringComparison.Ordinal)], line.Folder);
        Assert.True(found.Status == 0, found.Output);
        var check = await line.CommandAsync(["verify-journal"]);
        Assert.True(check.Status == 0, check.Error);
    }
}

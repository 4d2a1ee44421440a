// A member leaves while the line works: the others lose nothing, whatever is killed while their cases move to the new keys.

using System.Net;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class LeavingScenes
{
    [Fact]
    public async Task The_director_leaves_and_moving_to_the_new_keys_outlives_kills()
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        var marks = Enumerable.Range(0, 120).Select(_ => Stories.Mark()).ToList();
        var receipts = await Task.WhenAll(marks.Select(mark => reporter.ReportsAsync(Stories.In("ru", mark))));
        using var director = await Officer.LogsInAsync(line, "director");
        using var deputy = await Officer.LogsInAsync(line, "deputy");
        Assert.Contains(marks[0], (await deputy.ReadsAsync(receipts[0].RegistrationNumber)).Text, StringComparison.Ordinal);

        await LeavesAsync(line, director, line.Staff.First(s => s.Role == "director"));
        Assert.Equal("/office/login", (await director.Visitor.OpensAsync("/office/reports")).Address.AbsolutePath);
        // What comes from now on is for those who stayed.
        var later = Stories.Mark();
        var receipt = await reporter.ReportsAsync(Stories.In("ru", later));
        Assert.Contains(later, (await deputy.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);

        foreach (var after in new[] { 30, 90, 180, 400 }) await IsKilledWhileMovingAsync(line, deputy, TimeSpan.FromMilliseconds(after));
        var page = await deputy.Visitor.OpensAsync("/office/group/resealing");
        for (var parts = 0; parts < 100 && page.Document.QuerySelector("form[data-goes-on]") is not null; parts++) page = await deputy.Visitor.SendsAsync("form[data-goes-on]");
        Assert.Null(page.Document.QuerySelector("form[data-goes-on], .note.warn"));
        foreach (var place in new[] { 0, 59, 119 })
            Assert.Contains(marks[place], (await deputy.ReadsAsync(receipts[place].RegistrationNumber)).Text, StringComparison.Ordinal);

        await line.StopAsync();
        var checkedJournal = await line.CommandAsync(["verify-journal"]);
        Assert.True(checkedJournal.Status == 0, checkedJournal.Error);
    }

    private static async Task LeavesAsync(LineProcess line, Officer officer, Credential person)
    {
        await officer.Visitor.OpensAsync("/office/account");
        var page = await officer.Visitor.SendsAsync("#leave form", new Dictionary<string, string?>
        {
            ["sure"] = "yes",
            ["passphrase"] = person.Passphrase,
            ["code"] = await Totp.FreshAsync(person.TotpSecret, line.BaseAddress.Authority),
        });
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector(".summary"));
    }

    private static async Task IsKilledWhileMovingAsync(LineProcess line, Officer officer, TimeSpan after)
    {
        var page = await officer.Visitor.OpensAsync("/office/group/resealing");
        if (page.Document.QuerySelector("form[data-goes-on]") is null) return;
        using var part = officer.Visitor.Prepares("form[data-goes-on]");
        var moving = officer.Visitor.GoAsync(part);
        await Task.Delay(after);
        await line.KillAsync();
        await Record.ExceptionAsync(() => moving);
        await line.StartAsync();
    }
}

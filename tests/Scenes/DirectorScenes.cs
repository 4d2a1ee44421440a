// The director on the running service with a real mail server that is down at first: the alarm, the way back, the notice that counts as informing him, and his decision.

using System.Net.Http.Json;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class DirectorScenes
{
    [Fact]
    [Trait("Needs", "exim")]
    public async Task While_mail_is_away_the_office_is_alarmed_and_when_it_is_back_the_director_is_informed_and_decides()
    {
        await using var server = MailServer.Prepare();
        await using var line = await LineProcess.StartDemoAsync(server.Settings);
        Assert.Equal("away", await UntilAsync(() => MailAsync(line), "away"));
        using var reporter = line.Reporter();
        var mark = Stories.Mark();
        var receipt = await reporter.ReportsAsync(Stories.In("ru", mark));
        using var officer = await Officer.LogsInAsync(line, "officer");
        using var administrator = await Officer.LogsInAsync(line, "administrator");
        foreach (var person in new[] { officer, administrator })
        {
            var alarm = (await person.Visitor.OpensAsync("/office")).Document.QuerySelector(".alarm");
            Assert.NotNull(alarm);
            Assert.DoesNotMatch(@"\d{4}-\d{6}-\d", alarm.TextContent);
        }

        Assert.Contains("The mail server does not answer", line.Log(), StringComparison.Ordinal);

        await server.StartAsync();
        using var director = await Officer.LogsInAsync(line, "director");
        var informed = await UntilAsync(
            async () => (await director.ReadsAsync(receipt.RegistrationNumber)).Document.QuerySelector("section:has(> #h-direction) .informed")?.ClassName, "informed good");
        Assert.Equal("informed good", informed);
        Assert.Equal("ok", await UntilAsync(() => MailAsync(line), "ok"));
        Assert.Null((await officer.Visitor.OpensAsync("/office")).Document.QuerySelector(".alarm"));
        Assert.All(server.Mails, mail => Assert.DoesNotContain(mark, mail, StringComparison.Ordinal));

        await director.ReadsAsync(receipt.RegistrationNumber);
        var reason = "Поручить проверку: " + Stories.Mark();
        await director.Visitor.SendsAsync("form[action$='/inspect']", new Dictionary<string, string?> { ["inspectreason"] = reason });
        Assert.Contains(reason, (await officer.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);
        var back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Equal("considering", back!.Status);
        var check = await line.CommandAsync(["verify-journal"]);
        Assert.True(check.Status == 0, check.Error);
    }

    [Theory]
    [InlineData("auditor", "/office/audit", "/office/numbers", "/office/viewings")]
    [InlineData("operator", "/office/calls")]
    [InlineData("director", "/office/decisions", "/office/lookups")]
    public async Task Each_role_begins_where_its_work_is(string role, params string[] rooms)
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var person = await Officer.LogsInAsync(line, role);
        Assert.Equal(rooms[0], person.Visitor.Page.Address.AbsolutePath);
        foreach (var room in rooms)
        {
            var page = await person.Visitor.OpensAsync(room);
            Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
            Assert.NotNull(page.Document.QuerySelector($".rooms a[href='{room}'][aria-current=page]"));
        }
    }

    private static async Task<string?> MailAsync(LineProcess line)
    {
        using var http = line.Http();
        return (await http.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("mail").GetString();
    }

    // The watch looks every minute, a letter is tried again after a minute at most.
    private static async Task<string?> UntilAsync(Func<Task<string?>> ask, string wanted)
    {
        string? answer = null;
        for (var n = 0; n < 150 && (answer = await ask()) != wanted; n++)
        {
            await Task.Delay(1000);
        }

        return answer;
    }
}

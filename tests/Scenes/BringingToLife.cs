// Five people bring the line to life over HTTP, without scripts, from an empty folder to a report that was read and answered.

using System.Net;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class BringingToLife
{
    [Fact]
    public async Task Five_people_bring_the_line_to_life_and_a_report_is_read_and_answered()
    {
        await using var line = await LineProcess.StartEmptyAsync();
        using var administrator = new SetUp(line, "administrator", "Төлеген Аманов", "tolegen");
        await administrator.OpensSetUpLinkAsync();
        administrator.TakesDrawnWords();
        administrator.AddsSecondFactor();
        Assert.Equal("/office/people", (await administrator.JoinsAsync()).Address.AbsolutePath);
        Assert.Empty(administrator.Sheet);

        var people = new Dictionary<string, SetUp>();
        try
        {
            foreach (var (role, name, login) in new[] { ("Officer", "Айгерім Нұрланова", "aigerim"), ("Director", "Бауыржан Оспанов", "bauyrzhan"), ("Custodian", "Марина Ковалёва", "marina"), ("Oversight", "Сәуле Тілеубаева", "saule") })
            {
                Assert.Equal("closed", await IntakeAsync(line));
                var person = people[role] = new SetUp(line, role, name, login);
                var link = await administrator.InvitesAsync(name, role);
                await person.JoinsByAsync(link);
                Assert.Equal(4, person.Sheet.Count);
                await IsUsedUpAsync(line, link);
                await FoundsAsync(person);
            }

            Assert.Equal("open", await IntakeAsync(line));
            // What was compared on paper lies beside the key file, not in the data folder.
            Assert.Equal(4, File.ReadAllLines(line.KeyFile + ".pins").Skip(1).Count());
            await ReportsAndReadsAsync(line, people["Officer"]);

            // The administrator and the custodian see nothing of it, and their rooms do not exist for one another.
            foreach (var nobody in new[] { administrator, people["Custodian"] }) Assert.Equal(HttpStatusCode.NotFound, (await nobody.Visitor.OpensAsync("/office/reports")).Status);
        }
        finally
        {
            foreach (var person in people.Values) person.Dispose();
        }

        await line.StopAsync();
        var checkedJournal = await line.CommandAsync(["verify-journal"]);
        Assert.True(checkedJournal.Status == 0, checkedJournal.Error);
    }

    private static async Task FoundsAsync(SetUp person)
    {
        // A slip of the pen is named by its line, and the group does not live by it.
        var slip = person.Sheet.ToArray();
        slip[2] = slip[2][..^1] + (slip[2][^1] == '7' ? '8' : '7');
        var page = await person.TypesSheetBackAsync(slip);
        Assert.Equal("#line3", page.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        page = await person.TypesSheetBackAsync();
        Assert.Null(page.Document.QuerySelector("form[action='/office/group/sheet']"));
        Assert.True(person.Compares(page));
    }

    private static async Task IsUsedUpAsync(LineProcess line, string link)
    {
        using var late = line.Visitor();
        Assert.Equal(HttpStatusCode.NotFound, (await late.OpensAsync(new Uri(link).PathAndQuery)).Status);
    }

    private static async Task ReportsAndReadsAsync(LineProcess line, SetUp officer)
    {
        using var reporter = line.Reporter();
        var (mark, words) = (Stories.Mark(), "Спасибо, мы разбираемся: " + Stories.Mark());
        var receipt = await reporter.ReportsAsync(Stories.In("ru", mark));
        using var reader = new Officer(officer.Visitor, officer.Credential);
        Assert.Contains(mark, (await reader.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);
        await reader.RepliesAsync(words);
        var back = await reporter.ReturnsAsync(receipt.ReceiptCode!);
        Assert.Contains(back!.Messages, m => m.From == "office" && m.Text == words);

        // The same person signs in anew with what they wrote down.
        using var again = new Officer(line.Visitor(), officer.Credential);
        await again.LogsInAsync();
        Assert.Contains(mark, (await again.ReadsAsync(receipt.RegistrationNumber)).Text, StringComparison.Ordinal);
    }

    private static async Task<string> IntakeAsync(LineProcess line)
    {
        using var http = line.Http();
        using var ready = JsonDocument.Parse(await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        return ready.RootElement.GetProperty("intake").GetString()!;
    }
}

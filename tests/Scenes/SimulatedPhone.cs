// The demo's own telephone without scripts: a report by voice with its number and code, the way back by code, an operator who picks up; and nowhere else than in a demo.

using System.Net;
using AngleSharp.Dom;
using TrustLine.Testing;
using TrustLine.Testing.Phone;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class SimulatedPhone(DemoLine shared)
{
    private const string Form = "#phone";

    [Theory]
    [InlineData("/demo/phone")]
    [InlineData("/kk/demo/phone")]
    [InlineData("/demo/phone/phone.js")]
    [InlineData("/demo/phone/heard/00000000000000000000000000000000/1")]
    [InlineData("/demo/phone/provider/2010-04-01/Accounts/AC0/Recordings/RE0.wav")]
    [InlineData("/channels/phone/sound/x")]
    public async Task A_line_in_service_has_no_such_phone(string path)
    {
        using var http = shared.Line.Http();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_folder_with_people_who_are_not_invented_gets_none_by_the_verb()
    {
        await using var line = await LineProcess.StartDemoAsync(new Dictionary<string, string?> { ["ReservedBytes"] = "0" });
        await line.StopAsync();
        File.Delete(Path.Combine(line.DataDir, "demo-credentials.json"));
        await using var again = await LineProcess.StartAsync(line.Folder, "demo");
        using var http = again.Http();
        using var answer = await http.GetAsync(new Uri("/kk/demo/phone", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"phone\":\"off\"", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_scripts_from_the_first_ring_to_the_way_back()
    {
        await using var line = await LineProcess.StartDemoAsync(verb: "demo");
        Assert.Contains("/demo/phone", line.Log(), StringComparison.Ordinal);
        using var caller = line.Visitor();
        await caller.OpensAsync("/demo/phone");
        Assert.Equal("/kk/demo/phone", caller.Page.Address.AbsolutePath);
        await caller.SendsAsync(Form, new Dictionary<string, string?> { ["from"] = "77010000000" }, "go=dial");
        Assert.NotEmpty(caller.Document.QuerySelectorAll("#phone .summary"));
        await caller.OpensAsync("/ru/demo/phone");
        await DialAsync(caller, "Closed");
        var (answer, wav) = await caller.DownloadsAsync(caller.Need<IElement>("#phone audio").GetAttribute("src")!);
        Assert.Equal("audio/wav", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["ivr.lang", "ivr.lang", "ivr.lang"], Ear.Listen(wav).Prompts.Select(p => p.Id));
        foreach (var key in "222222") await KeyAsync(caller, key);
        Assert.Equal(["story", "name", "own"], caller.Document.QuerySelectorAll("input[name=say]").Select(s => s.GetAttribute("value")));
        await caller.SendsAsync(Form, new Dictionary<string, string?> { ["say"] = "own" }, "go=speak");
        Assert.NotEmpty(caller.Document.QuerySelectorAll("#phone .summary")); // Nothing was chosen.
        await caller.SendsAsync(Form, new Dictionary<string, string?> { ["say"] = "story" }, "go=speak");
        await caller.SendsAsync(Form, new Dictionary<string, string?> { ["say"] = "own" }, "go=speak", [("sound", new Paper("where.wav", "audio/wav", PhoneDouble.Voice("where")))]);
        await caller.SendsAsync(Form, button: "go=silent");
        await KeyAsync(caller, '1');
        await KeyAsync(caller, '3');
        await KeyAsync(caller, '1');
        var (number, code) = Spoken(caller);
        await KeyAsync(caller, '2');
        foreach (var key in code[^4..]) await KeyAsync(caller, key); // Key by key, as on a telephone.
        Assert.NotEmpty(caller.Document.QuerySelectorAll("button[value=dial]")); // It is over.

        await DialAsync(caller, "Open");
        foreach (var key in "23") await KeyAsync(caller, key);
        await caller.SendsAsync(Form, new Dictionary<string, string?> { ["keys"] = code + "#" }, "go=keys");
        Assert.Contains("давлени", caller.Need<IElement>(".heard").TextContent, StringComparison.Ordinal); // Whoever opened it is asked about pressure.
        await KeyAsync(caller, '2');
        await KeyAsync(caller, '*');
        await KeyAsync(caller, '1');
        Assert.Contains("+77172000011", caller.Page.Text, StringComparison.Ordinal);
        await caller.SendsAsync(Form, button: "go=ring:takes:0");
        await caller.SendsAsync(Form, button: "go=talked");
        Assert.Empty(caller.Document.QuerySelectorAll(".note.warn")); // Nothing that a provider would have refused.
        await caller.SendsAsync(Form, button: "go=hang");

        // The officer has the number and the voice, and among the invented reports one by each of the roads on which somebody spoke or wrote by hand.
        using var officer = await Officer.LogsInAsync(line, "officer");
        await officer.ReadsAsync(number);
        var story = await File.ReadAllBytesAsync(Repository.PathOf("src", "TrustLine.Api", "Demo", "Phone", "Samples", "Voices", "ru", "story.wav"));
        Assert.Contains(await officer.TakesFilesAsync(), f => f.Bytes.AsSpan().SequenceEqual(story));
        foreach (var channel in new[] { "Phone", "Desk", "Paper", "Box" })
        {
            await officer.Visitor.OpensAsync("/office/reports?channel=" + channel);
            Assert.True(officer.Visitor.Document.QuerySelectorAll("a[href*='/office/reports/']").Length > 0, channel + ": " + officer.Visitor.Page.Text);
        }
    }

    private static Task<Page> DialAsync(Visitor caller, string hours) => caller.SendsAsync(Form, new Dictionary<string, string?> { ["caller"] = "hidden", ["hours"] = hours }, "go=dial");

    private static async Task KeyAsync(Visitor caller, char key)
    {
        await caller.SendsAsync(Form, button: "go=key:" + key);
        Assert.Equal(HttpStatusCode.OK, caller.Page.Status);
    }

    // Read off the page, where the digits stand in the groups in which they are said: number twice, code twice.
    private static (string Number, string Code) Spoken(Visitor caller)
    {
        var digits = caller.Document.QuerySelectorAll(".heard p").Select(p => p.TextContent).Where(t => t.All(c => char.IsAsciiDigit(c) || c == ' ')).Select(t => t.Replace(" ", "", StringComparison.Ordinal)).ToList();
        Assert.Equal([11, 11, 16, 16], digits.Select(d => d.Length));
        return ($"{digits[0][..4]}-{digits[0][4..10]}-{digits[0][10..]}", digits[2]);
    }
}

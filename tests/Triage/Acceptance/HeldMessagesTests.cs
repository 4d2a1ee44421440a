using System.Text.Json;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Tests.Triage.Acceptance;

/// <summary>Messages that neither the weights nor the writers of the lexicons have seen. The floors stand a little below what was measured and only go up; the figures are those of tests/checks/score_triage.py.</summary>
public class HeldMessagesTests
{
    private static readonly List<(JsonElement Labels, string Language, JsonElement Answer)> Read = [.. File.ReadLines(Repository.File("tests", "corpus", "held.jsonl")).Select(line =>
    {
        var message = JsonDocument.Parse(line).RootElement;
        return (message.GetProperty("labels"), message.GetProperty("lang").GetString()!, JsonDocument.Parse(TriageLine.Answer(line)).RootElement);
    })];

    [Theory]
    [InlineData("all", 0.93, 0.985, 0.98, 0.96, 0.95, 0.004)]
    [InlineData("kk", 0.92, 0.985, 0.95, 0.96, 0.92, 0.009)]
    public void Held_messages_are_read_at_least_this_well(string language, double disposition, double crime, double threat, double anonymous, double implicates, double aside)
    {
        var read = language == "all" ? Read : Read.Where(r => r.Language == language).ToList();
        var must = read.Where(r => Text(r.Labels, "disposition") is "accept" or "redirect").ToList();
        AtLeast(disposition, read.Count(r => Text(r.Labels, "disposition") == Text(r.Answer, "disposition")), read.Count, "disposition");
        AtLeast(crime, Found(read, "crime_or_threat"), read.Count(r => Yes(r.Labels, "crime_or_threat")), "crime or threat found");
        AtLeast(threat, Found(read, "threat"), read.Count(r => Yes(r.Labels, "threat")), "threats found");
        AtLeast(anonymous, 2 * Found(read, "anonymous"), read.Count(r => Yes(r.Labels, "anonymous")) + read.Count(r => Yes(r.Answer, "anonymous")), "anonymous F1");
        var accused = read.Where(r => Text(r.Labels, "implicates") != "none").ToList();
        AtLeast(implicates, accused.Count(r => Text(r.Labels, "implicates") == Text(r.Answer, "implicates")), accused.Count, "accused found");
        AtLeast(1 - aside, must.Count(r => Text(r.Answer, "disposition") is "accept" or "redirect"), must.Count, "not laid aside");
    }

    // Whatever is laid aside wrongly must at least be shown as unsure, so that somebody reads it.
    [Fact]
    public void What_is_laid_aside_wrongly_is_not_sure()
    {
        var wrongly = Read.Where(r => Text(r.Labels, "disposition") is "accept" or "redirect" && Text(r.Answer, "disposition").StartsWith("reject", StringComparison.Ordinal)).ToList();
        Assert.True(!wrongly.Exists(r => r.Answer.GetProperty("sure").GetBoolean()));
    }

    private static int Found(List<(JsonElement Labels, string Language, JsonElement Answer)> read, string question) => read.Count(r => Yes(r.Labels, question) && Yes(r.Answer, question));

    private static void AtLeast(double floor, int right, int all, string what) => Assert.True(right >= floor * all, $"{what}: {right} of {all}");

    private static bool Yes(JsonElement element, string field) => element.GetProperty(field).GetBoolean();

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}

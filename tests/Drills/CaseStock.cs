// Invented cases for a line of many years: the texts of the corpus, in all languages and channels, and what became of them.

using System.Text.Json;
using TrustLine.Api.Demo;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using Answers = TrustLine.Triage.Reports.Answers;
using Step = TrustLine.Api.Demo.DemoStep;

namespace TrustLine.Drills;

internal sealed class CaseStock(DateTimeOffset now, int count)
{
    private const int Years = 5;
    private static readonly TimeSpan Hours = TimeSpan.FromHours(3), Day = TimeSpan.FromDays(1), Settled = TimeSpan.FromDays(60);
    private static readonly string[] Rare = ["Қайрат Қожахметов", "Ғалымжан Әбілқасым", "Шыңғыс Өтеғұлов", "Вячеслав Щукин", "Günther Möller"];

    private readonly List<Sample> _samples = [.. File.ReadLines(Repository.PathOf("tests", "corpus", "dev.jsonl")).Select(Read)];

    /// <summary>The case of this number, 0 the oldest; the same number is always the same story.</summary>
    public DemoStory this[int number]
    {
        get
        {
            var sample = _samples[number % _samples.Count];
            var at = now - (TimeSpan.FromDays(365.25 * Years) * (1 - (number / (double)count)));
            // Every hundredth case names one of five people, so that there is something rare to search for.
            var named = number % 100 == 0 ? $" {Rare[number / 100 % Rare.Length]}." : "";
            return new(at, sample.Channel, sample.Language, $"{sample.Text} № {number}.{named}")
            {
                Name = sample.Name,
                Mail = sample.Mail,
                Answers = new Answers { Danger = number % 97 == 0 ? true : null, AboutDirector = number % 31 == 0 ? true : null, AboutOfficer = number % 47 == 0 ? true : null },
                Then = Then(number % 20, now - at),
            };
        }
    }

    // Of what is older than two months one case in four has ended: the open list is far longer than in life, and its making four times as quick. The younger ones stand at every stage.
    private static IReadOnlyList<Step> Then(int turn, TimeSpan age) => (age > Settled, turn) switch
    {
        (true, < 5) => [new Step.End(20 * Day, "end-answered", "Все доводы проверены, меры приняты.", "Рассмотрение завершено. Спасибо.")],
        (true, 5) => [new Step.Inform(Hours), new Step.Decide(Day)],
        (true, _) => [],
        (false, < 6) => [],
        (false, < 10) => [new Step.Inform(Hours)],
        (false, < 14) => [new Step.Inform(Hours), new Step.Decide(Day)],
        (false, < 16) => [new Step.Inform(Hours), new Step.Decide(Day), new Step.Say(2 * Day, "Уточните, пожалуйста, дату.", Asks: true)],
        (false, 16) => [new Step.Inform(Hours), new Step.Decide(Day), new Step.Say(2 * Day, "Уточните, пожалуйста, дату.", Asks: true), new Step.ReporterSays(4 * Day, "Это было во вторник.")],
        (false, 17) => [new Step.Inform(Hours), new Step.Decide(Day), new Step.Say(10 * Day, "Проверка завершена.", Answers: true)],
        _ => [new Step.Inform(Hours), new Step.Decide(Day), new Step.End(20 * Day, "end-answered", "Все доводы проверены, меры приняты.", "Рассмотрение завершено. Спасибо.")],
    };

    private static Sample Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var from = json.RootElement.GetProperty("from");
        return new(
            json.RootElement.GetProperty("text").GetString()!,
            Enum.Parse<Channel>(json.RootElement.GetProperty("channel").GetString()!, ignoreCase: true),
            json.RootElement.GetProperty("lang").GetString() switch { "ru" => Language.Ru, "en" => Language.En, _ => Language.Kk },
            Text(from, "display") ?? Text(from, "name"),
            Text(from, "address"));

        static string? Text(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private sealed record Sample(string Text, Channel Channel, Language Language, string? Name, string? Mail);
}

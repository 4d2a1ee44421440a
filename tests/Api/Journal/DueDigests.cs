// The digest of legal dates: to who works a report before its date, to who decides once it has passed, one letter a working day, numbers and days alone, and nothing to who is excluded.

using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Testing;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests.Journal;

public sealed class DueDigests
{
    [Fact]
    public async Task Dates_are_told_before_they_come_to_who_works_and_after_they_passed_to_who_decides()
    {
        using var sink = new SmtpSink();
        await using var line = await TestLine.StartAsync(settings: SmtpSink.SettingsFor(sink.Port));
        line.Clock.MoveTo(At(11, 20, 10));
        foreach (var role in new[] { Role.Officer, Role.Director, Role.Oversight, Role.Administrator, Role.Auditor }) await line.EmployAsync(role, role.ToString().ToLowerInvariant() + "@example.kz");
        var ordinary = await ReportAsync(line, null);
        var officer = await ReportAsync(line, new Answers(AboutOfficer: true));
        var director = await ReportAsync(line, new Answers(AboutDirector: true));
        await line.Get<OutboxSweeper>().SweepAsync(default);

        Assert.Empty(await DigestsAsync(line, sink, At(12, 7, 9))); // Four working days before the eleventh of December.
        var letters = await DigestsAsync(line, sink, At(12, 8, 9)); // Three: the catalogue's own number.
        Assert.Equal(["director@", "officer@"], Whom(letters));
        Holds(letters, "officer@", [ordinary, director], [officer]);
        Holds(letters, "director@", [officer], [ordinary, director]); // He works what the officer is excluded from.
        Assert.Contains("3 жұмыс күні қалды, соңғы күні – 2026 жылғы 11 желтоқсан", Words(line, Language.Kk), StringComparison.Ordinal);
        Assert.Contains($"№ {ordinary} – Ответ на обращение: ещё 3 рабочих дня, последний день – 11 декабря 2026", Words(line, Language.Ru), StringComparison.Ordinal);
        Assert.All(letters, l => Assert.DoesNotContain("Тестова", l, StringComparison.Ordinal));
        Assert.Empty(await DigestsAsync(line, sink, At(12, 8, 12))); // Once a day.
        Assert.Empty(await DigestsAsync(line, sink, At(12, 12, 10))); // Saturday.

        letters = await DigestsAsync(line, sink, At(12, 14, 9)); // Monday after: who decides hears of it.
        Assert.Equal(["director@", "officer@", "oversight@"], Whom(letters));
        Holds(letters, "officer@", [ordinary, director], [officer]);
        Holds(letters, "director@", [ordinary, officer], [director]);
        Holds(letters, "oversight@", [director], [ordinary, officer]);
        Assert.Contains("мерзімі 1 жұмыс күні бұрын өтіп кетті", Words(line, Language.Kk), StringComparison.Ordinal);
        Assert.Empty(line.Faults());
    }

    private static void Holds(List<string> letters, string whom, string[] numbers, string[] others)
    {
        var letter = letters.Single(l => l.Contains("To: " + whom, StringComparison.Ordinal));
        Assert.All(numbers, n => Assert.Contains(n, letter, StringComparison.Ordinal));
        Assert.All(others, n => Assert.DoesNotContain(n, letter, StringComparison.Ordinal));
    }

    // A letter's lines may break within a letter of the alphabet: the words themselves are asked for.
    private static string Words(TestLine line, Language language)
    {
        var today = AstanaTime.DayOf(NodaTime.Instant.FromDateTimeOffset(line.Clock.GetUtcNow()));
        using var db = line.Get<Database>().Read();
        return line.Get<DueDigest>().Words(line.Get<DueDigest>().For(db, Role.Officer, today), today, language).Replace('\u00a0', ' ');
    }

    private static IEnumerable<string> Whom(List<string> letters) =>
        letters.Select(l => new[] { "officer@", "director@", "oversight@", "administrator@", "auditor@" }.Single(w => l.Contains("To: " + w, StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    private static async Task<List<string>> DigestsAsync(TestLine line, SmtpSink sink, DateTimeOffset at)
    {
        line.Clock.MoveTo(at);
        sink.Mails.Clear();
        await line.Get<DailyNotice>().GoAsync();
        await line.Get<OutboxSweeper>().SweepAsync(default);
        return [.. sink.Mails.Select(OutboxTests.Decoded).Where(l => l.Contains("Мерзімі жақындаған", StringComparison.Ordinal))];
    }

    private static async Task<string> ReportAsync(TestLine line, Answers? answers) =>
        (await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("В зале душно, компьютер для записи медленный, Тестова не отвечает на звонки", answers: answers))).Number;

    private static DateTimeOffset At(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.FromHours(5));
}

// Letters to the reporter's own address: that something waits, never what; taken back with the message; and the code behind the link of a letter.

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Tests.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Tests;

public sealed partial class ReporterLetters : IAsyncLifetime
{
    private const string Own = "gulnar.omarova@post.example";
    private static readonly Dictionary<string, string?> Nothing = [];
    private readonly SmtpSink sink = new();
    private OfficeLine office = null!;

    public async Task InitializeAsync() => office = await OfficeLine.StartAsync(SmtpSink.SettingsFor(sink.Port));

    public async Task DisposeAsync()
    {
        await office.DisposeAsync();
        sink.Dispose();
    }

    [Fact]
    public async Task An_answer_is_told_of_at_the_reporters_own_address_when_it_can_no_longer_be_taken_back()
    {
        var report = await ReportAsync();
        using var officer = await office.EntersAsync(Role.Officer);
        using var visit = await office.VisitAsync(officer);
        var replying = office.Line.Get<Replying>();
        Assert.Equal(ActAnswer.Done, (await replying.ReplyAsync(visit, report.Id, Draw.Id(), new("В каком месяце это было?", Asks: true))).Answer);
        Assert.Empty(await LettersAsync());
        office.Line.Clock.Advance(TimeSpan.FromSeconds(11));
        var letter = Assert.Single(await LettersAsync());
        Assert.DoesNotContain("месяце", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Сауда", letter, StringComparison.Ordinal);
        Assert.Contains(report.Number, letter, StringComparison.Ordinal);
        Assert.Contains("/ru/return", letter, StringComparison.Ordinal);
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.LetterSent && f.About is not null);
        Assert.Contains("Письмо отправлено", (await officer.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);

        // A message that is taken back takes its letter with it.
        var (_, slip) = await replying.ReplyAsync(visit, report.Id, Draw.Id(), new("Это лишнее."));
        Assert.Equal(ActAnswer.Done, await office.Line.Get<Undoing>().UndoAsync(visit, slip!));
        office.Line.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Single(await LettersAsync());
        using (var db = office.Line.Get<Database>().Read()) Assert.DoesNotContain(db.Outbox.ToList(), o => Errand(o).Kind == ErrandKind.ToReporter);
        Assert.Empty(office.Line.Faults());
        AssertNothingInClear(Own);
    }

    [Fact]
    public async Task An_address_that_refuses_is_said_to_the_officer_and_not_asked_again()
    {
        sink.Refuses = Own;
        var report = await ReportAsync();
        using var officer = await office.EntersAsync(Role.Officer);
        using var visit = await office.VisitAsync(officer);
        await office.Line.Get<Replying>().ReplyAsync(visit, report.Id, Draw.Id(), new("Обращение рассмотрено.", Answers: true));
        office.Line.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Empty(await LettersAsync());
        Assert.Single(office.Facts(report.Id), f => f.Kind == FactKind.LetterRefused);
        using (var db = office.Line.Get<Database>().Read()) Assert.DoesNotContain(db.Outbox.ToList(), o => Errand(o).Kind == ErrandKind.ToReporter);
        Assert.Contains("Письмо не дошло", (await officer.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_of_somebody_who_does_not_hold_the_address_waits_for_one_who_does()
    {
        var report = await ReportAsync();
        using var director = await office.EntersAsync(Role.Director);
        using var visit = await office.VisitAsync(director);
        await office.Line.Get<Replying>().ReplyAsync(visit, report.Id, Draw.Id(), new("Срок будет продлён."));
        office.Line.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await LettersAsync());
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Single(await LettersAsync());
    }

    [Fact]
    public async Task A_reporter_without_an_address_for_letters_gets_none()
    {
        var report = await office.ReportsAsync("Кладовщик Сауда берёт деньги за пропуск, 5 000 тенге.");
        using var officer = await office.EntersAsync(Role.Officer);
        using var visit = await office.VisitAsync(officer);
        await office.Line.Get<Replying>().ReplyAsync(visit, report.Id, Draw.Id(), new("Когда это было?"));
        office.Line.Clock.Advance(TimeSpan.FromMinutes(1));
        using (var db = office.Line.Get<Database>().Read()) Assert.DoesNotContain(db.Outbox.ToList(), o => Errand(o).Kind == ErrandKind.ToReporter);
    }

    [Fact]
    public async Task The_code_behind_a_link_is_shown_by_the_button_once_and_to_one_page()
    {
        var (link, receipt) = await LinkAsync();
        using var reporter = new Visitor(office.Line.Address);
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            var page = await reporter.OpensAsync($"/{language}/letter/{link}");
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            Assert.DoesNotContain(receipt.Number, page.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(Code(), page.Text);
        }

        using var other = new Visitor(office.Line.Address);
        await other.OpensAsync($"/ru/letter/{link}");
        var shown = await reporter.SendsAsync("main form", Nothing);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains(receipt.Code!.Show(), shown.Text, StringComparison.Ordinal);
        Assert.Contains(receipt.Number, shown.Text, StringComparison.Ordinal);

        // The same page may show it again, in another language too; another page, and the link, no more.
        Assert.Contains(receipt.Code.Show(), (await reporter.SendsAsync("form#f", Nothing)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.SendsAsync("main form", Nothing)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpensAsync($"/kk/letter/{link}")).Status);
        office.Line.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.NotFound, (await reporter.SendsAsync("form#f", Nothing)).Status);

        using var visit = await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code);
        Assert.Equal(receipt.Number, visit!.Number);
        Assert.True(office.Card(visit.ReportId).CodeConfirmed);
        AssertNothingInClear(link, receipt.Code.Show(), receipt.Code.Show().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_is_dead_after_its_days_and_when_the_code_was_replaced()
    {
        var (first, _) = await LinkAsync();
        using var reporter = new Visitor(office.Line.Address);
        office.Line.Clock.Advance(TimeSpan.FromDays(CodeLinks.Days + 1));
        Assert.Equal(HttpStatusCode.NotFound, (await reporter.OpensAsync($"/ru/letter/{first}")).Status);
        await office.Line.SweepAsync();
        using (var db = office.Line.Get<Database>().Read()) Assert.Empty(db.CodeLinks);

        var (second, receipt) = await LinkAsync();
        Assert.Equal(HttpStatusCode.OK, (await reporter.OpensAsync($"/ru/letter/{second}")).Status);
        using (var visit = await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code!)) await office.Line.Get<ReturnDesk>().ExchangeAsync(visit!);
        Assert.Equal(HttpStatusCode.NotFound, (await reporter.SendsAsync("main form", Nothing)).Status);
        foreach (var nonsense in new[] { "x", new string('A', 22), new string('я', 22), "../report" })
            Assert.Equal(HttpStatusCode.NotFound, (await reporter.OpensAsync($"/ru/letter/{Uri.EscapeDataString(nonsense)}")).Status);
    }

    [Fact]
    public void Every_letter_has_its_words_in_three_languages_with_the_same_places()
    {
        var keys = ReporterWords.Keys(Language.Kk).ToHashSet();
        Assert.Equal(Enum.GetNames<LetterKind>().SelectMany(k => new[] { k.ToLowerInvariant() + ".subject", k.ToLowerInvariant() + ".text" }).Concat(["footer", "footer.phone", "footer.noreply"]).Order(), keys.Order());
        var words = office.Line.Get<ReporterWords>();
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.Equal(keys.Order(), ReporterWords.Keys(language).Order());
            foreach (var kind in Enum.GetValues<LetterKind>())
            {
                var letter = words.For(new(kind, language, "2026-000123-7", office.Line.Clock.GetUtcNow()) { Registered = new(2026, 11, 20), AnswerBy = new(2026, 12, 11), CodeLink = "LINK" });
                Assert.Contains("2026-000123-7", letter.Subject, StringComparison.Ordinal);
                Assert.DoesNotContain('{', letter.Subject + letter.Text);
                Assert.Equal(kind is LetterKind.Ack or LetterKind.AckAnon, letter.Text.Contains($"/{language.Code()}/letter/LINK", StringComparison.Ordinal));
                Assert.Equal(kind is LetterKind.Ack or LetterKind.Extended, letter.Text.Contains(Api.Pages.LineTexts.In(language).Date(new DateOnly(2026, 12, 11)), StringComparison.Ordinal));
            }
        }
    }

    private async Task<Report> ReportAsync()
    {
        var arrival = TestLine.Arrival("Начальник склада Сауда берёт по 5 000 тенге за пропуск машин.", identity: new ReporterIdentity { FullName = "Омарова Гульнар", Email = Own });
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(new Arrival
        {
            Channel = arrival.Channel, Language = arrival.Language, DeliveryId = arrival.DeliveryId, Narrative = arrival.Narrative, Answers = arrival.Answers, Identity = arrival.Identity,
            ReturnAddress = new("email", Own),
        });
        return office.Line.Report(receipt.Number);
    }

    private async Task<(string Link, Api.Intake.Receipt Receipt)> LinkAsync()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Кладовщик Сауда берёт деньги за пропуск, 5 000 тенге. " + Draw.Id()));
        var report = office.Line.Report(receipt.Number);
        var link = await office.Line.Get<JournalWriter>().WriteAsync(act =>
            office.Line.Get<CodeLinks>().Put(act, new(report.Id, receipt.Number, receipt.Code!.Show(), report.CodeLookup!, receipt.AnswerBy.Date.ToDateOnly(), Anonymous: false)));
        return (link.ForTheForm(), receipt);
    }

    // What has reached the reporter's address, in words.
    private async Task<IReadOnlyList<string>> LettersAsync()
    {
        while (await office.Line.Get<OutboxSweeper>().SweepAsync(default) > 0) { }
        return [.. sink.Mails.Where(m => m.Contains(Own, StringComparison.Ordinal)).Select(OutboxTests.Decoded)];
    }

    private Errand Errand(OutboxRow row) => office.Line.Get<LineKeys>().Cards.Open(row.Errand, CardJson.Default.Errand, row.Id);

    private void AssertNothingInClear(params string[] words)
    {
        var disk = string.Join('\n', Directory.EnumerateFiles(office.Line.Folder, "*", SearchOption.AllDirectories).Select(f =>
        {
            using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Encoding.Latin1.GetString(bytes);
        }));
        Assert.NotEmpty(disk);
        Assert.All(words, word => Assert.DoesNotContain(word, disk, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(\d{4} ){3}\d{4}")] private static partial Regex Code();
}

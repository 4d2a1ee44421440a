// Who is told of danger, and how mail has fared: what a malicious administrator could turn, and what he must not see.

using System.Net;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Testing;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class AdministrationDuty
{
    [Fact]
    public async Task An_entered_contact_is_told_in_place_of_the_configured_and_the_readers_hear_of_the_change()
    {
        using var sink = new SmtpSink();
        await using var line = await StartAsync(sink);
        await line.EmployAsync(Role.Officer, "officer@example.kz");
        await line.EmployAsync(Role.Director, "director@example.kz");
        await line.EmployAsync(Role.Administrator, "admin@example.kz");
        Assert.Equal("configured@example.kz", Assert.Single(line.Get<Provisions>().Now.Duty(new(2026, 11, 20))).Email);
        await EnterAsync(line, Guid.NewGuid(), 0, "entered@example.kz", "other", "2026-11-20");
        await EnterAsync(line, Guid.NewGuid(), 0, "boss@example.kz", "director", "2026-11-20");
        await EnterAsync(line, Guid.NewGuid(), 0, "later@example.kz", "other", "2026-11-21");
        while (await line.Get<OutboxSweeper>().SweepAsync(default) > 0) { }
        Assert.Equal(3, sink.Mails.Count(m => m.Contains("To: officer@", StringComparison.Ordinal)));
        Assert.Equal(3, sink.Mails.Count(m => m.Contains("To: director@", StringComparison.Ordinal)));
        Assert.DoesNotContain(sink.Mails, m => m.Contains("To: admin@", StringComparison.Ordinal) || m.Contains("entered@", StringComparison.Ordinal));

        var before = sink.Mails.Count;
        await line.Get<Api.Intake.IntakeDesk>().ReceiveAsync(TestLine.Arrival("Он грозится", answers: new Answers(Danger: true, AboutDirector: true)));
        while (await line.Get<OutboxSweeper>().SweepAsync(default) > 0) { }
        var alarms = sink.Mails.Skip(before).ToList();
        Assert.Single(alarms, m => m.Contains("To: entered@", StringComparison.Ordinal));
        Assert.DoesNotContain(alarms, m => m.Contains("configured@", StringComparison.Ordinal) || m.Contains("boss@", StringComparison.Ordinal) || m.Contains("later@", StringComparison.Ordinal));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task An_alarm_cannot_be_led_to_nobody_by_an_entry()
    {
        using var sink = new SmtpSink();
        await using var line = await StartAsync(sink);
        var contact = Guid.NewGuid();
        await EnterAsync(line, contact, 0, "entered@example.kz", "other", "2026-11-01");
        await EnterAsync(line, contact, 1, "entered@example.kz", "other", "2026-11-01", until: "2026-11-19");
        Assert.Equal("configured@example.kz", Assert.Single(line.Get<Provisions>().Now.Duty(new(2026, 11, 20))).Email);
        // Nor by somebody who writes to the database: a row that does not open is nobody's, and the checker names it.
        await EnterAsync(line, Guid.NewGuid(), 0, "second@example.kz", "other", "2026-11-01");
        await using (var thief = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(line.Folder, "data", "trustline.db")}"))
        {
            await thief.OpenAsync();
            var command = thief.CreateCommand();
            command.CommandText = "UPDATE provisions SET Card = (SELECT Card FROM provisions WHERE Ordinal = 2) WHERE Ordinal = 1; INSERT INTO provisions (Subject, Ordinal, Card) VALUES ('AAAAAAAA-0000-0000-0000-000000000000', 1, x'00')";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal("configured@example.kz", Assert.Single(line.Get<Provisions>().Now.Duty(new(2026, 11, 20))).Email);
        Assert.Contains(line.Faults(), f => f.Contains("its rows are not as entry", StringComparison.Ordinal));
        Assert.Contains(line.Faults(), f => f.Contains("no entry speaks of it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_a_contact_stands_in_clear_on_disk()
    {
        using var sink = new SmtpSink();
        await using var line = await StartAsync(sink);
        await EnterAsync(line, Guid.NewGuid(), 0, "very-own-guard@example.kz", "other", "2026-11-01");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(line.Folder, "data"), "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("very-own-guard", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_readers_page_shows_who_is_told_and_who_changed_it()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Contains("Список пуст", (await officer.OpensAsync("/office/duty")).Text);
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/organisation/duty/new");
        var page = await administrator.SendsAsync("main form", new Dictionary<string, string?> { ["email"] = "guard@example.kz", ["phone"] = "+7 7172 00 00 00", ["role"] = "other", ["from"] = "2026-11-20", ["ground"] = "График № 2" });
        Assert.Contains("guard@example.kz", page.Text);
        page = await officer.OpensAsync("/office/duty");
        Assert.Contains("guard@example.kz", page.Text);
        Assert.Contains("Адам Administrator", page.Text);
        Assert.Contains("График № 2", page.Text);
    }

    [Fact]
    public async Task The_channels_page_says_how_mail_fares_and_a_trial_reaches_the_administrator_alone()
    {
        int port;
        using (var probe = new SmtpSink()) port = probe.Port;
        await using var office = await OfficeLine.StartAsync(SmtpSink.SettingsFor(port), Role.Administrator);
        using var administrator = await office.EntersAsync(Role.Administrator);
        var page = await administrator.OpensAsync("/office/channels");
        foreach (var words in new[] { "принимает обращения", "Ни одно письмо ещё не уходило", "не настроено", "по 2026 год включительно", "Время Астаны верно", "надёжны 4 из 4 групп" }) Assert.Contains(words, page.Text);
        var report = await office.ReportsAsync("Завскладом Рахимов берёт взятки");
        page = await administrator.OpensAsync("/office/channels");
        Assert.DoesNotContain(report.Number, page.Text);
        using (var sink = new SmtpSink(port))
        {
            page = await administrator.SendsAsync("form:has(#trial)");
            Assert.Contains("Почтовый сервер принял письмо", page.Text);
            Assert.Contains("Последний раз письмо ушло: 20 ноября 2026", page.Text.Replace('\u00a0', ' '));
            var mail = Assert.Single(sink.Mails, m => m.Contains("To: administrator@office.example", StringComparison.Ordinal));
            Assert.DoesNotContain(report.Number, mail);
        }

        page = await administrator.SendsAsync("form:has(#trial)");
        Assert.Contains("Письмо не ушло: почтовый сервер недоступен", page.Text);
        Assert.Contains("Последняя неудача: 20 ноября 2026", page.Text.Replace('\u00a0', ' '));
    }

    private static Task<TestLine> StartAsync(SmtpSink sink)
    {
        var settings = SmtpSink.SettingsFor(sink.Port);
        settings["Organisation:Duty:0:Email"] = "configured@example.kz";
        return TestLine.StartAsync(settings: settings);
    }

    private static async Task EnterAsync(TestLine line, Guid contact, int seen, string email, string role, string from, string? until = null)
    {
        var values = new Dictionary<string, string> { ["email"] = email, ["role"] = role, ["from"] = from, ["ground"] = "test" };
        if (until is not null) values["until"] = until;
        Assert.True(await line.Get<ProvisionDesk>().EnterAsync(Matter.Duty, contact, seen, values, Guid.NewGuid()));
    }
}

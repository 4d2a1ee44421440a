using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Testing;

namespace TrustLine.Tests.Journal;

public sealed class OutboxTests
{
    [Fact]
    public async Task Notices_reach_those_who_may_read_and_hold_nothing_of_the_report()
    {
        using var sink = new SmtpSink();
        await using var line = await TestLine.StartAsync(settings: SmtpSink.SettingsFor(sink.Port));
        await line.EmployAsync(Role.Officer, "officer@example.kz");
        await line.EmployAsync(Role.Director, "director@example.kz");
        await line.EmployAsync(Role.Oversight, "oversight@example.kz");
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Бухгалтер Тестова списала три компьютера"));
        Assert.Equal(1, await line.Get<OutboxSweeper>().SweepAsync(default));
        Assert.Equal(2, sink.Mails.Count);
        Assert.All(sink.Mails, mail => Assert.DoesNotContain("Тестова", Decoded(mail)));
        Assert.All(sink.Mails, mail => Assert.Contains(receipt.Number, Decoded(mail)));
        Assert.DoesNotContain(sink.Mails, mail => mail.Contains("oversight@", StringComparison.Ordinal));
        Assert.NotNull(line.Card(line.Report(receipt.Number)).DirectorInformedAt);
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_director_who_is_accused_is_told_nothing()
    {
        using var sink = new SmtpSink();
        await using var line = await TestLine.StartAsync(settings: SmtpSink.SettingsFor(sink.Port));
        await line.EmployAsync(Role.Director, "director@example.kz");
        await line.EmployAsync(Role.Oversight, "oversight@example.kz");
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Откат", answers: new TrustLine.Triage.Reports.Answers(AboutDirector: true)));
        await line.Get<OutboxSweeper>().SweepAsync(default);
        Assert.Contains("oversight@example.kz", Assert.Single(sink.Mails));
        Assert.Null(line.Card(line.Report(receipt.Number)).DirectorInformedAt);
    }

    [Fact]
    public async Task What_the_mail_server_refuses_waits_and_goes_out_when_it_is_back()
    {
        var port = FreePort();
        await using var line = await TestLine.StartAsync(settings: SmtpSink.SettingsFor(port));
        await line.EmployAsync(Role.Officer, "officer@example.kz");
        await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Откат"));
        Assert.Equal(0, await line.Get<OutboxSweeper>().SweepAsync(default));
        using (var db = line.Get<Database>().Read()) Assert.Equal(1, db.Outbox.Single().Attempts);
        using var sink = new SmtpSink(port);
        Assert.Equal(0, await line.Get<OutboxSweeper>().SweepAsync(default)); // Not before its time.
        line.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await line.Get<OutboxSweeper>().SweepAsync(default));
        Assert.Single(sink.Mails);
        using (var db = line.Get<Database>().Read()) Assert.Empty(db.Outbox);
    }

    [Fact]
    public async Task Danger_goes_to_the_duty_contacts_but_not_to_the_accused()
    {
        using var sink = new SmtpSink();
        var settings = SmtpSink.SettingsFor(sink.Port);
        settings["Organisation:Duty:0:Email"] = "guard@example.kz";
        settings["Organisation:Duty:1:Email"] = "boss@example.kz";
        settings["Organisation:Duty:1:Role"] = "director";
        await using var line = await TestLine.StartAsync(settings: settings);
        await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Он грозится", answers: new TrustLine.Triage.Reports.Answers(Danger: true, AboutDirector: true)));
        await line.Get<OutboxSweeper>().SweepAsync(default);
        Assert.Contains("guard@example.kz", Assert.Single(sink.Mails));
    }

    private static int FreePort()
    {
        using var sink = new SmtpSink();
        return sink.Port;
    }

    // The framework sends texts in base64 or quoted-printable; both are undone, so that a word cannot hide in them.
    internal static string Decoded(string mail)
    {
        var text = mail;
        foreach (var line in mail.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var packed = line.Contains("?B?", StringComparison.Ordinal) ? line[(line.IndexOf("?B?", StringComparison.Ordinal) + 3)..].TrimEnd('?', '=') : line;
            var bytes = new byte[packed.Length];
            if (Convert.TryFromBase64String(packed.PadRight((packed.Length + 3) / 4 * 4, '='), bytes, out var length)) text += System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        }

        return text;
    }
}

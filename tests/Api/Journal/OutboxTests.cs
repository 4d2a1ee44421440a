using System.Text;
using System.Text.RegularExpressions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Channels.Email.Smtp;
using TrustLine.Testing;

namespace TrustLine.Tests.Journal;

public sealed partial class OutboxTests
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

    [Theory]
    [InlineData(SmtpTrouble.Away, MailTrouble.Away)]
    [InlineData(SmtpTrouble.Silent, MailTrouble.Silent)]
    [InlineData(SmtpTrouble.Insecure, MailTrouble.Insecure)]
    [InlineData(SmtpTrouble.Login, MailTrouble.Insecure)]
    [InlineData(SmtpTrouble.Address, MailTrouble.Address)]
    [InlineData(SmtpTrouble.Passing, MailTrouble.Refused)]
    [InlineData(SmtpTrouble.Final, MailTrouble.Refused)]
    [InlineData(SmtpTrouble.Broken, MailTrouble.Other)]
    public void Every_trouble_of_the_server_has_its_word_on_the_pages(SmtpTrouble of, object word)
    {
        Assert.Equal((MailTrouble)word, MailState.Kind(new SmtpTroubleException(of)));
        Assert.Equal(MailTrouble.Other, MailState.Kind(new InvalidOperationException()));
    }

    [Fact]
    public async Task The_watch_greets_and_takes_its_leave_and_says_no_password()
    {
        using var sink = new SmtpSink();
        var settings = SmtpSink.SettingsFor(sink.Port);
        (settings["Smtp:User"], settings["Smtp:Password"]) = ("line", "secret");
        await using var line = await TestLine.StartAsync(settings: settings);
        sink.Heard.Clear();
        await line.Get<MailWatch>().LookAsync(default);
        Assert.Equal(["EHLO example.kz", "QUIT"], sink.Heard.Take(2));
        Assert.Equal(MailHealth.Ok, line.Get<MailWatch>().State);
        Assert.DoesNotContain(sink.Heard, h => h.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notice_is_marked_as_a_machines_and_says_the_same_as_a_page()
    {
        using var sink = new SmtpSink();
        await using var line = await TestLine.StartAsync(settings: SmtpSink.SettingsFor(sink.Port));
        await line.EmployAsync(Role.Officer, "officer@example.kz");
        await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Откат"));
        await line.Get<OutboxSweeper>().SweepAsync(default);
        var mail = Decoded(Assert.Single(sink.Mails));
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains("Content-Language: kk", mail, StringComparison.Ordinal);
        Assert.Matches("Message-ID: <[0-9a-f]{32}@example\\.kz>", mail);
        Assert.Matches("<a href=\"http[^\"]+/office\">", mail);
        Assert.DoesNotMatch("(?i)<img|src=", mail);
    }

    private static int FreePort()
    {
        using var sink = new SmtpSink();
        return sink.Port;
    }

    /// <summary>A mail as it came and as its encodings say: encoded words, base64 and quoted-printable are undone, so that a word cannot hide in them.</summary>
    internal static string Decoded(string mail)
    {
        var text = EncodedWord().Replace(mail.Replace("?=\n =?", "?==?", StringComparison.Ordinal), word => Text(word.Groups[1].Value));
        text = Base64Lines().Replace(text, lines => Text(lines.Value));
        return mail + (text.Contains("quoted-printable", StringComparison.Ordinal)
            ? System.Web.HttpUtility.UrlDecode(text.Replace("=\n", "", StringComparison.Ordinal).Replace("+", "%2B", StringComparison.Ordinal).Replace('=', '%')) : text);

        static string Text(string packed) => Encoding.UTF8.GetString(Convert.FromBase64String(packed));
    }

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]+)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?<=\n\n)(?:[A-Za-z0-9+/]{76}\n)*[A-Za-z0-9+/]{4,76}={0,2}(?=\n)")]
    private static partial Regex Base64Lines();
}

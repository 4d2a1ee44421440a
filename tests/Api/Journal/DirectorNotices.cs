// The director is informed by the day after registration (10.6) without anybody signed in: at night, over weekends and holidays, after a mail server was away; and hears each working morning what waits.

using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Testing;
using TrustLine.Triage.Clocks;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests.Journal;

public sealed class DirectorNotices
{
    private const string Director = "director@example.kz";

    [Fact]
    public async Task What_came_on_Friday_evening_registers_on_Monday_and_the_notice_counts_at_once()
    {
        using var sink = new SmtpSink();
        await using var line = await LineAsync(sink.Port, At(20, 18, 30));
        await line.EmployAsync(Role.Director, Director);
        var report = await ReportAsync(line);
        Assert.Equal(new DateOnly(2026, 11, 23), report.RegisteredDay);
        await line.Get<OutboxSweeper>().SweepAsync(default);
        var clock = Informing(line, report);
        Assert.Equal((new DateOnly(2026, 11, 24), At(20, 18, 30)), (clock.Due, clock.StoppedAt));
        Assert.Equal(ClockState.Kept, clock.On(new DateOnly(2026, 11, 24)));
        Assert.Null(line.Card(line.Report(report.Number)).DirectorInformedBy);
    }

    [Theory]
    [InlineData(20, 17, 59, 21)] // Friday: the day after is Saturday, a calendar day.
    [InlineData(21, 11, 0, 24)] // Saturday: registers on Monday.
    public async Task A_server_that_is_back_in_the_last_minute_before_midnight_in_Astana_is_in_time(int day, int hour, int minute, int due)
    {
        var port = FreePort();
        await using var line = await LineAsync(port, At(day, hour, minute));
        await line.EmployAsync(Role.Director, Director);
        var report = await ReportAsync(line);
        var sweeper = line.Get<OutboxSweeper>();
        for (var moment = At(day, hour, minute); moment < At(due, 23, 0); moment += TimeSpan.FromHours(9)) Assert.Equal(0, await SweepAtAsync(line, sweeper, moment));
        Assert.Equal(0, await SweepAtAsync(line, sweeper, At(due, 23, 58)));
        using var sink = new SmtpSink(port);
        // However long it was away: the next try is a minute later at most.
        Assert.Equal(1, await SweepAtAsync(line, sweeper, At(due, 23, 59)));
        Assert.Contains(Director, Assert.Single(sink.Mails), StringComparison.Ordinal);
        Assert.Equal(ClockState.Kept, Informing(line, report).On(new DateOnly(2026, 11, due)));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_minute_later_it_is_late_and_the_case_says_so()
    {
        var port = FreePort();
        await using var line = await LineAsync(port, At(20, 10, 0));
        await line.EmployAsync(Role.Director, Director);
        var report = await ReportAsync(line);
        Assert.Equal(0, line.Get<InformingRound>().Late());
        await SweepAtAsync(line, line.Get<OutboxSweeper>(), At(21, 23, 58));
        line.Clock.MoveTo(At(22, 0, 0));
        Assert.Equal(1, line.Get<InformingRound>().Late());
        using var sink = new SmtpSink(port);
        Assert.Equal(1, await SweepAtAsync(line, line.Get<OutboxSweeper>(), At(22, 0, 0)));
        Assert.Equal(ClockState.Late, Informing(line, report).On(new DateOnly(2026, 11, 22)));
    }

    [Fact]
    public async Task A_director_who_joins_on_Sunday_is_told_of_what_came_before_him()
    {
        using var sink = new SmtpSink();
        await using var line = await LineAsync(sink.Port, At(21, 12, 0));
        await line.EmployAsync(Role.Officer, "officer@example.kz");
        var report = await ReportAsync(line);
        var hidden = await ReportAsync(line, new Answers(AboutDirector: true));
        await line.Get<OutboxSweeper>().SweepAsync(default);
        var round = line.Get<InformingRound>();
        Assert.Equal(0, await round.GoAsync()); // There is nobody to be told.
        line.Clock.MoveTo(At(22, 3, 0));
        await line.EmployAsync(Role.Director, Director);
        sink.Mails.Clear();
        Assert.Equal(1, await round.GoAsync());
        Assert.Equal(0, await round.GoAsync()); // One on its way is enough.
        Assert.Equal(1, await line.Get<OutboxSweeper>().SweepAsync(default));
        Assert.Contains(sink.Mails, m => m.Contains(Director, StringComparison.Ordinal));
        Assert.Equal(At(22, 3, 0), line.Card(line.Report(report.Number)).DirectorInformedAt);
        Assert.Null(line.Card(line.Report(hidden.Number)).DirectorInformedAt);
        Assert.Equal(0, await round.GoAsync());
    }

    [Fact]
    public async Task Where_there_is_no_director_a_deputy_is_informed_in_his_place()
    {
        using var sink = new SmtpSink();
        await using var line = await LineAsync(sink.Port, At(20, 10, 0));
        await line.EmployAsync(Role.Deputy, "deputy@example.kz");
        var report = await ReportAsync(line);
        await line.Get<OutboxSweeper>().SweepAsync(default);
        Assert.NotNull(line.Card(line.Report(report.Number)).DirectorInformedAt);
    }

    [Fact]
    public async Task One_letter_that_is_refused_does_not_hold_back_the_others_and_a_server_that_is_away_is_not_asked_fifty_times()
    {
        var port = FreePort();
        await using var line = await LineAsync(port, At(20, 10, 0));
        await line.EmployAsync(Role.Director, Director);
        for (var n = 0; n < 5; n++) await ReportAsync(line);
        await line.Get<OutboxSweeper>().SweepAsync(default);
        using (var db = line.Get<Database>().Read()) Assert.Equal(1, db.Outbox.Count(o => o.Attempts > 0));
    }

    [Fact]
    public async Task Each_working_morning_those_who_decide_hear_how_much_waits_and_nothing_when_nothing_does()
    {
        using var sink = new SmtpSink();
        await using var line = await LineAsync(sink.Port, At(20, 8, 59));
        await line.EmployAsync(Role.Director, Director);
        await line.EmployAsync(Role.Deputy, "deputy@example.kz");
        await line.EmployAsync(Role.Oversight, "oversight@example.kz");
        await line.EmployAsync(Role.Officer, "officer@example.kz");
        var daily = line.Get<DailyNotice>();
        Assert.False(await daily.GoAsync()); // Not before nine.
        line.Clock.MoveTo(At(20, 9, 0));
        Assert.True(await daily.GoAsync());
        await line.Get<OutboxSweeper>().SweepAsync(default);
        Assert.Empty(sink.Mails); // Nothing waits.

        var first = await ReportAsync(line);
        var second = await ReportAsync(line);
        await ReportAsync(line, new Answers(AboutOfficer: true));
        var hidden = await ReportAsync(line, new Answers(AboutDirector: true));
        await line.Get<OutboxSweeper>().SweepAsync(default);
        sink.Mails.Clear();
        Assert.False(await daily.GoAsync()); // Once a day.
        foreach (var off in new[] { At(21, 10, 0), At(22, 10, 0) })
        {
            line.Clock.MoveTo(off);
            Assert.False(await daily.GoAsync());
        }

        line.Clock.MoveTo(At(23, 9, 1));
        Assert.True(await daily.GoAsync());
        Assert.False(await daily.GoAsync());
        await line.Get<OutboxSweeper>().SweepAsync(default);
        var letters = sink.Mails.Select(OutboxTests.Decoded).ToList();
        Assert.Equal(3, letters.Count);
        Assert.Contains("Шешіміңізді күтіп тұрған өтініштер саны: 3.", letters.Single(l => l.Contains(Director, StringComparison.Ordinal)), StringComparison.Ordinal);
        // Oversight hears of what is closed to the director only; nobody hears a number or a word.
        Assert.Contains("Шешіміңізді күтіп тұрған өтініштер саны: 1.", letters.Single(l => l.Contains("oversight@", StringComparison.Ordinal)), StringComparison.Ordinal);
        foreach (var secret in new[] { first.Number, second.Number, hidden.Number, "Тестова", "компьютер" }) Assert.DoesNotContain(letters, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_daily_notice_that_could_not_leave_on_its_day_does_not_leave_later()
    {
        var port = FreePort();
        await using var line = await LineAsync(port, At(20, 9, 30));
        await line.EmployAsync(Role.Oversight, "oversight@example.kz");
        await ReportAsync(line, new Answers(AboutDirector: true));
        await line.Get<DailyNotice>().GoAsync();
        await line.Get<OutboxSweeper>().SweepAsync(default);
        line.Clock.MoveTo(At(21, 9, 30));
        using var sink = new SmtpSink(port);
        await line.Get<OutboxSweeper>().SweepAsync(default);
        Assert.DoesNotContain(sink.Mails.Select(OutboxTests.Decoded), l => l.Contains("Шешіміңізді", StringComparison.Ordinal));
        using var db = line.Get<Database>().Read();
        Assert.Empty(db.Outbox);
    }

    [Fact]
    public async Task The_watch_sees_the_server_go_and_come_whether_or_not_there_is_anything_to_send()
    {
        var port = FreePort();
        await using var line = await LineAsync(port, At(20, 10, 0));
        var watch = line.Get<MailWatch>();
        await watch.LookAsync(default);
        line.Clock.Advance(TimeSpan.FromMinutes(5));
        await watch.LookAsync(default);
        Assert.Equal((MailHealth.Away, At(20, 10, 0)), (watch.State, watch.AwaySince));
        using (var sink = new SmtpSink(port))
        {
            await watch.LookAsync(default);
            Assert.Equal((MailHealth.Ok, null, At(20, 10, 5)), (watch.State, watch.AwaySince, watch.LastAnswer));
            Assert.Empty(sink.Mails);
        }
    }

    [Fact]
    public async Task An_alarm_about_refused_letters_tells_nobody_of_a_report_that_is_closed_to_them()
    {
        using var sink = new SmtpSink();
        await using var line = await LineAsync(sink.Port, At(20, 10, 0));
        await ReportAsync(line, new Answers(AboutOfficer: true));
        await line.Get<JournalWriter>().WriteAsync(act =>
        {
            var row = act.Db.Outbox.Single();
            for (var n = 0; n < 3; n++) row.TryAgainAt(At(20, 12, 0), row.Errand);
        });
        var alarm = line.Get<MailAlarm>();
        Assert.Null(alarm.For(Role.Officer));
        Assert.Equal("alarm.refused.director", alarm.For(Role.Director)!.Value.Key);
        Assert.Equal("alarm.refused.administrator", alarm.For(Role.Administrator)!.Value.Key);
        Assert.All(new[] { Role.Custodian, Role.Auditor, Role.Operator }, role => Assert.Null(alarm.For(role)));
    }

    private static async Task<TestLine> LineAsync(int port, DateTimeOffset at)
    {
        var line = await TestLine.StartAsync(settings: SmtpSink.SettingsFor(port));
        line.Clock.MoveTo(at);
        return line;
    }

    private static async Task<Report> ReportAsync(TestLine line, Answers? answers = null) =>
        line.Report((await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("В зале душно, компьютер для записи медленный, Тестова не отвечает на звонки", answers: answers))).Number);

    private static RunningClock Informing(TestLine line, Report report) => line.Card(line.Report(report.Number)).Clocks.Single(c => c.Kind == ClockKinds.DirectorInformed);

    private static async Task<int> SweepAtAsync(TestLine line, OutboxSweeper sweeper, DateTimeOffset moment)
    {
        line.Clock.MoveTo(moment);
        return await sweeper.SweepAsync(default);
    }

    // A moment of November 2026 in Astana.
    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(5));

    private static int FreePort()
    {
        using var sink = new SmtpSink();
        return sink.Port;
    }
}

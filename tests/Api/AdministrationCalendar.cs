// Changes of the calendar: what the page says beforehand, what moves, what stays, and that nothing on the page tells of a case.

using System.Net;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Testing;
using TrustLine.Triage.Clocks;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class AdministrationCalendar
{
    [Fact]
    public async Task A_day_off_is_shown_in_counts_and_then_moves_the_running_dates()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        var ordinary = await office.ReportsAsync("Завскладом берёт взятки");
        var excluded = await office.ReportsAsync("Взятка", new Answers(AboutDirector: true, AboutOfficer: true));
        var closed = await office.ReportsAsync("Откат в отделе закупок");
        await StopAsync(office, closed.Id);
        Assert.Equal(new DateOnly(2026, 12, 11), Reply(office, ordinary.Id).Due);
        using var administrator = await office.EntersAsync(Role.Administrator);
        var page = await administrator.OpensAsync("/office/calendar");
        Assert.Contains("Календарь на 2027 год не подтверждён", page.Text); // It is November.
        page = await administrator.SendsAsync("main form", DayOff("2026-11-30"));
        // Two dates run and would move; of whom and to which day is nobody's business here.
        Assert.Contains("2 срока наступят позже", page.Text);
        Assert.DoesNotContain(ordinary.Number, page.Text);
        Assert.DoesNotContain(excluded.Number, page.Text);
        Assert.DoesNotContain("14 декабря", page.Text);
        Assert.Equal(new DateOnly(2026, 12, 11), Reply(office, ordinary.Id).Due); // Nothing was entered yet.
        page = await administrator.SendsAsync("form:has(#shown)");
        Assert.Contains("текущие сроки пересчитаны", page.Text);
        Assert.Contains("О переносе", page.Text);

        foreach (var moved in new[] { ordinary, excluded })
        {
            Assert.Equal(new DateOnly(2026, 12, 14), Reply(office, moved.Id).Due);
            Assert.Contains(office.Facts(moved.Id), f => f.Kind == FactKind.ClocksMoved);
            Assert.Equal(moved.RegisteredDay, office.Line.Report(moved.Number).RegisteredDay);
        }

        Assert.Equal(new DateOnly(2026, 12, 11), Reply(office, closed.Id).Due);
        Assert.Equal(2, office.Facts(Provided.TheCalendar).Single(f => f.Kind == FactKind.ClocksCounted).Count);
        Assert.Empty(office.Line.Faults());

        // The officer's page explains the date by the act; what is registered from now on counts the same days.
        using var officer = await office.EntersAsync(Role.Officer);
        page = await officer.OpensAsync("/office/reports/" + ordinary.Id);
        Assert.Contains("О переносе выходного дня (акт № 117 от 10.11.2026)", page.Text);
        Assert.Contains("Изменён календарь", page.Text);
        var later = await office.ReportsAsync("Ещё один откат");
        Assert.Equal(new DateOnly(2026, 12, 14), Reply(office, later.Id).Due);
    }

    [Fact]
    public async Task Withdrawing_an_entry_moves_everything_back_and_the_year_can_be_confirmed()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        var report = await office.ReportsAsync("Завскладом берёт взятки");
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/calendar");
        await administrator.SendsAsync("main form", DayOff("2026-11-30"));
        await administrator.SendsAsync("form:has(#shown)");
        Assert.Equal(new DateOnly(2026, 12, 14), Reply(office, report.Id).Due);
        var page = await administrator.SendsAsync("form:has(input[value=Withdrawn])", new Dictionary<string, string?> { ["ground"] = "Акт отменён" });
        Assert.Contains("1 срок наступит раньше", page.Text);
        page = await administrator.SendsAsync("form:has(#shown)");
        Assert.Contains("Акт отменён", page.Text);
        Assert.Equal(new DateOnly(2026, 12, 11), Reply(office, report.Id).Due);
        Assert.Same(WorkingCalendar.Published, office.Line.Get<LineCalendar>().Now.Calendar);

        await administrator.SendsAsync("form:has(input[value=Year])", new Dictionary<string, string?> { ["year"] = "2027", ["number"] = "300", ["actDate"] = "2026-11-19", ["titleKk"] = "К", ["titleRu"] = "Р", ["titleEn"] = "E" });
        page = await administrator.SendsAsync("form:has(#shown)");
        Assert.DoesNotContain("не подтверждён:", page.Text);
        Assert.True(office.Line.Get<LineCalendar>().Now.Calendar.IsConfirmed(2027));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_date_that_has_stopped_explains_itself_by_the_calendar_of_its_time()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        var report = await office.ReportsAsync("Завскладом берёт взятки");
        await StopAsync(office, report.Id);
        var stopped = office.Line.Clock.GetUtcNow();
        office.Line.Clock.Advance(TimeSpan.FromMinutes(1));
        await EnterAsync(office, ("what", "Off"), ("date", "2026-11-30"));
        var days = office.Line.Get<LineCalendar>();
        Assert.Equal(new NodaTime.LocalDate(2026, 12, 14), days.Now.Clock.Due(ClockKinds.Reply, new NodaTime.LocalDate(2026, 11, 20)).Date);
        Assert.Equal(new NodaTime.LocalDate(2026, 12, 11), days.KnownAt(stopped).Clock.Due(ClockKinds.Reply, new NodaTime.LocalDate(2026, 11, 20)).Date);
    }

    [Fact]
    public async Task A_change_overtaken_by_another_is_shown_anew_and_not_entered()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/calendar");
        await administrator.SendsAsync("main form", DayOff("2026-11-30"));
        await EnterAsync(office, ("what", "Off"), ("date", "2026-12-03"));
        var page = await administrator.SendsAsync("form:has(#shown)");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Single(office.Line.Get<Provisions>().Now.About(Provided.TheCalendar));
        await administrator.SendsAsync("form:has(#shown)");
        Assert.Equal(2, office.Line.Get<Provisions>().Now.About(Provided.TheCalendar).Count);
    }

    [Theory]
    [InlineData("Off", "2026-11-21", "", "2026-11-10", "date")]
    [InlineData("Working", "2026-11-23", "", "2026-11-10", "date")]
    [InlineData("Moved", "2026-11-23", "2026-11-24", "2026-11-10", "other")]
    [InlineData("Moved", "2026-11-23", "", "2026-11-10", "other")]
    [InlineData("Off", "2031-01-10", "", "2026-11-10", "date")]
    [InlineData("Off", "2026-11-23", "", "2026-11-21", "actDate")]
    [InlineData("Off", "не день", "", "2026-11-10", "date")]
    [InlineData("Nothing", "2026-11-23", "", "2026-11-10", "what")]
    public async Task A_change_that_makes_no_sense_is_refused_at_its_field(string what, string date, string other, string act, string field)
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/calendar");
        var page = await administrator.SendsAsync("main form", new Dictionary<string, string?>(DayOff(date)) { ["what"] = what, ["other"] = other, ["actDate"] = act });
        Assert.Equal("#" + field, page.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.Equal("117", page.Document.QuerySelector("#number")!.GetAttribute("value"));
        Assert.Empty(office.Line.Get<Provisions>().Now.About(Provided.TheCalendar));
    }

    [Fact]
    public async Task What_a_kill_cut_off_is_counted_at_the_next_start()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator);
        var report = await office.ReportsAsync("Завскладом берёт взятки");
        // The entry is on disk, and the process died before anything was counted.
        var values = Values(("what", "Off"), ("date", "2026-11-30"));
        var card = office.Line.Get<LineKeys>().Cards.Seal(new ProvisionCard(Matter.Calendar, office.Line.Clock.GetUtcNow(), Guid.Empty, values), CardJson.Default.ProvisionCard, Provision.OwnerOf(Provided.TheCalendar, 1));
        await office.Line.Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.Add(new Provision(Provided.TheCalendar, 1, card));
            act.Record(Scope.Provision, Provided.TheCalendar, new Fact(FactKind.ProvisionMade, office.Line.Clock.GetUtcNow()) { Matter = Matter.Calendar });
        });
        Assert.Equal(new DateOnly(2026, 12, 11), Reply(office, report.Id).Due);
        var recount = office.Line.Get<Recount>();
        await recount.StartAsync(default);
        await recount.ExecuteTask!;
        Assert.Equal(new DateOnly(2026, 12, 14), Reply(office, report.Id).Due);
        Assert.Empty(office.Line.Faults());
    }

    private static RunningClock Reply(OfficeLine office, Guid id) => office.Card(id).Clocks.Single(c => c.Kind == ClockKinds.Reply);

    private static Task StopAsync(OfficeLine office, Guid id) => office.Line.Get<JournalWriter>().WriteAsync(act =>
    {
        var (report, now) = (act.Db.Reports.Single(r => r.Id == id), office.Line.Clock.GetUtcNow());
        var card = office.Line.Card(report);
        card = card with { Clocks = [.. card.Clocks.Select(c => c with { StoppedAt = now })] };
        report.Turn(office.Line.Get<LineKeys>().Cards.Seal(card, CardJson.Default.ReportCard, id), false, card.NextDue);
        act.Record(Scope.Report, id, new Fact(FactKind.CaseEnded, now));
    });

    private static async Task EnterAsync(OfficeLine office, params (string, string)[] values)
    {
        var seen = office.Line.Get<Provisions>().Now.About(Provided.TheCalendar).Count;
        Assert.True(await office.Line.Get<ProvisionDesk>().EnterAsync(Matter.Calendar, Provided.TheCalendar, seen, Values(values), office[Role.Administrator].Id));
    }

    private static Dictionary<string, string> Values(params (string Field, string Value)[] values) =>
        values.Concat([("number", "117"), ("actDate", "2026-11-10"), ("titleKk", "К"), ("titleRu", "О переносе выходного дня"), ("titleEn", "E")]).ToDictionary(v => v.Item1, v => v.Item2);

    private static Dictionary<string, string?> DayOff(string date) => new()
    {
        ["what"] = "Off", ["date"] = date, ["other"] = "", ["number"] = "117", ["actDate"] = "2026-11-10", ["titleKk"] = "Демалыс күнін ауыстыру туралы", ["titleRu"] = "О переносе выходного дня", ["titleEn"] = "On moving a day off",
    };
}

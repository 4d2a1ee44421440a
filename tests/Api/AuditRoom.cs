// The auditor's and the operator's pages: numbers, clocks, who viewed what, the check of the log; and no content.

using Microsoft.Data.Sqlite;
using TrustLine.Api.Audit;
using TrustLine.Api.Journal;
using TrustLine.Testing;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class AuditRoom
{
    [Fact]
    public async Task Numbers_of_all_series_stand_with_their_clocks_and_names_of_readers_only_where_nobody_is_excluded()
    {
        await using var office = await OfficeLine.StartAsync(Role.Auditor);
        var ordinary = await office.ReportsAsync("Завскладом продал кабель, 40 тысяч.");
        var closed = await office.ReportsAsync("Директор взял откат", new Answers(AboutDirector: true));
        using (var officer = await office.EntersAsync(Role.Officer))
        {
            await officer.OpensAsync($"/office/reports/{ordinary.Id}");
            await officer.SendsAsync("form[action$='/informed']");
            await officer.OpensAsync($"/office/reports/{closed.Id}");
        }

        using var auditor = await office.EntersAsync(Role.Auditor);
        var numbers = await auditor.OpensAsync("/office/numbers");
        foreach (var report in new[] { ordinary, closed }) Assert.Contains(report.Number, numbers.Text, StringComparison.Ordinal);
        Assert.Contains("Информирование генерального директора, последний день – 21 ноября 2026 г.: в срок", numbers.Text, StringComparison.Ordinal);

        await auditor.OpensAsync("/office/viewings");
        var rows = auditor.Document.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains("Адам Officer", rows.Single(r => r.Contains(ordinary.Number, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("Адам", rows.Single(r => r.Contains(closed.Number, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Комплаенс-офицер", rows.Single(r => r.Contains(closed.Number, StringComparison.Ordinal)), StringComparison.Ordinal);

        office.Line.Clock.Advance(TimeSpan.FromDays(40));
        using var later = await office.EntersAsync(Role.Auditor);
        await later.OpensAsync("/office/audit");
        var months = later.Document.QuerySelectorAll("table.numbers tbody tr").Select(r => r.QuerySelectorAll("th, td").Select(c => c.TextContent.Trim()).ToArray()).ToList();
        Assert.Contains(months, m => m.SequenceEqual(["ноябрь 2026 г.", "Информирование генерального директора", "1", "0", "0", "0", "0"]));
        Assert.Contains(months, m => m[0] == "декабрь 2026 г." && m[4] == "2"); // Two replies overdue.
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task The_check_runs_when_asked_while_others_write_and_names_what_was_touched()
    {
        await using var office = await OfficeLine.StartAsync(Role.Auditor);
        await office.ReportsAsync("Первое: взятка 5 000 тенге.");
        using var auditor = await office.EntersAsync(Role.Auditor);
        Assert.Contains("проверки не было", (await auditor.OpensAsync("/office/audit")).Text, StringComparison.Ordinal);
        var check = auditor.SendsAsync("form[action='/office/audit/check']");
        for (var n = 0; n < 10; n++) await office.ReportsAsync($"Пока идёт проверка {n}: взятка 5 000 тенге.");
        await check;
        await office.Line.Get<JournalWatch>().Begin();
        Assert.Contains("Журнал цел", (await auditor.OpensAsync("/office/audit")).Text, StringComparison.Ordinal);

        await using (var thief = new SqliteConnection($"Data Source={Path.Combine(office.Line.Folder, "data", "trustline.db")}"))
        {
            await thief.OpenAsync();
            var command = thief.CreateCommand();
            command.CommandText = "UPDATE reports SET ReceivedDay = '2026-11-01' WHERE Number LIKE '2026-000001%'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await auditor.SendsAsync("form[action='/office/audit/check']");
        await office.Line.Get<JournalWatch>().Begin();
        Assert.Contains("report 2026-000001", (await auditor.OpensAsync("/office/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_sees_whether_the_line_works_and_takes_what_comes_by_any_road_also_when_it_is_closed()
    {
        await using var office = await OfficeLine.StartAsync(Role.Operator);
        using var friday = await office.EntersAsync(Role.Operator);
        Assert.Equal("/office/calls", (await friday.OpensAsync("/office")).Address.AbsolutePath);
        Assert.Equal("линия работает", friday.Document.QuerySelector("#h-today .badge")!.TextContent);
        string?[] roads = ["Desk", "Visitor", "Paper", "Box"];
        Assert.Equal(roads, friday.Document.QuerySelectorAll("button[name=source]").Select(b => b.GetAttribute("value")));
        Assert.NotNull(friday.Document.QuerySelector("form[action='/office/calls/duty'] button[value=on]"));
        office.Line.Clock.MoveTo(new DateTimeOffset(2026, 12, 16, 7, 0, 0, TimeSpan.Zero)); // Independence Day.
        using var holiday = await office.EntersAsync(Role.Operator);
        await holiday.OpensAsync("/office/calls");
        Assert.Equal("линия закрыта", holiday.Document.QuerySelector("#h-today .badge")!.TextContent);
        Assert.Equal(roads, holiday.Document.QuerySelectorAll("button[name=source]").Select(b => b.GetAttribute("value")));
        Assert.Null(holiday.Document.QuerySelector("form[action='/office/calls/duty']")); // There is no working day left to be on duty in.
        Assert.Contains("17 декабря 2026 г., 09:00", holiday.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_does_not_leave_is_said_to_officer_and_administrator_and_in_the_health_of_the_line()
    {
        await using var office = await OfficeLine.StartAsync(Role.Administrator, Role.Auditor);
        foreach (var (role, words) in new[] { (Role.Officer, "Информируйте генерального директора сами"), (Role.Administrator, "Почта не настроена"), (Role.Auditor, null) })
        {
            using var person = await office.EntersAsync(role);
            var alarm = (await person.OpensAsync("/office")).Document.QuerySelector(".alarm")?.TextContent;
            Assert.Equal(words is not null, alarm?.Contains(words ?? "", StringComparison.Ordinal) ?? false);
        }
    }
}

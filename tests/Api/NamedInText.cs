// Who would receive a report and is named in it is left out at registration, by names that the server opens with nobody unlocked.

using TrustLine.Api.Journal;
using TrustLine.Testing;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class NamedInText
{
    [Fact]
    public async Task A_report_that_names_a_deputy_is_read_by_oversight_and_not_by_the_directors()
    {
        await using var office = await OfficeLine.StartAsync();
        var deputy = await office.JoinAsync(Role.Deputy, "qasenova");
        await office.AdmitAsync(office[Role.Director], deputy);
        var no = new Answers(AboutDirector: false, AboutOfficer: false);
        var report = await office.ReportsAsync("Кладовщик списал кабель, акт 17. Деньги делит с Касеновой.", no);
        Assert.True(office.Card(report.Id).DirectorExcluded);
        Assert.False(office.Card(report.Id).OfficerExcluded);
        Assert.StartsWith("2026-7", report.Number, StringComparison.Ordinal);

        foreach (var excluded in new[] { deputy, office[Role.Director] })
        {
            using var visitor = await office.EntersAsync(excluded);
            Assert.DoesNotContain("списал кабель", (await visitor.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(report.Number, (await visitor.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
        }

        using (var oversight = await office.EntersAsync(Role.Oversight))
        {
            var page = (await oversight.OpensAsync($"/office/reports/{report.Id}")).Text;
            Assert.Contains("списал кабель", page, StringComparison.Ordinal);
            Assert.Contains("названа фамилия, похожая на фамилию первого руководителя или заместителя", page, StringComparison.Ordinal);
        }

        Assert.True(office.Card((await office.ReportsAsync("Кладовщик списал кабель.", no with { Who = "A. Qasenova" })).Id).DirectorExcluded);
        Assert.False(office.Card((await office.ReportsAsync("Құрметті Қасенова! Қоймадан кабель жоғалды, акт 17.", no)).Id).DirectorExcluded);
        Assert.Empty(office.Line.Faults());
    }
}

// A conflict found later, a widening, and oversight in place of whoever is accused: who reads, who gets keys, what clocks do.

using System.Net;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;
using Group = TrustLine.Vault.Groups.Group;

namespace TrustLine.Tests;

public sealed class Conflicts(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Why = "Родственник упомянут в приложенных документах";
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task A_director_excluded_later_finds_it_nowhere_and_oversight_reads_everything()
    {
        var (report, code) = await ReportAsync();
        await SaysAsync(code, "Сообщение до исключения");
        using var director = await office.EntersAsync(Role.Director);
        Assert.Contains("Сообщение до исключения", (await director.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
        using var oversight = await office.EntersAsync(Role.Oversight);
        Assert.Equal(HttpStatusCode.NotFound, (await oversight.OpensAsync($"/office/reports/{report.Id}")).Status);

        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}/readers");
        await officer.SendsAsync("form[action$='/exclude']");
        Assert.Equal("#group", officer.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        await officer.SendsAsync("form[action$='/exclude']", new Dictionary<string, string?> { ["group"] = "Directors" });
        Assert.Equal("#reason", officer.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        await officer.SendsAsync("form[action$='/exclude']", new Dictionary<string, string?> { ["group"] = "Directors", ["reason"] = Why });
        Assert.Contains("Закрыто.", officer.Page.Text, StringComparison.Ordinal);
        await SaysAsync(code, "Сообщение после исключения");

        foreach (var path in new[] { "/office/reports", "/office/reports?view=Due" })
            Assert.DoesNotContain(report.Number, (await director.OpensAsync(path)).Text, StringComparison.Ordinal);
        var nothing = await director.OpensAsync($"/office/reports/{Guid.Empty}");
        foreach (var room in new[] { "", "/readers", "/identity" })
        {
            var refused = await director.OpensAsync($"/office/reports/{report.Id}{room}");
            Assert.Equal((nothing.Status, nothing.Text), (refused.Status, refused.Text));
        }

        foreach (var reader in new[] { officer, oversight })
        {
            Assert.Contains(report.Number, (await reader.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
            var text = (await reader.OpensAsync($"/office/reports/{report.Id}")).Text;
            foreach (var said in new[] { "Сообщение до исключения", "Сообщение после исключения", Why }) Assert.Contains(said, text, StringComparison.Ordinal);
        }

        var page = (await oversight.OpensAsync("/office/exclusions")).Text;
        foreach (var said in new[] { report.Number, Why, "Адам Officer" }) Assert.Contains(said, page, StringComparison.Ordinal);

        // The keys say the same as the pages: nothing of the case opens to the directors, with or without the server.
        Assert.Empty(Openable(report.Id, Role.Director, director));
        Assert.NotEmpty(Openable(report.Id, Role.Oversight, oversight));
        Assert.DoesNotContain(office.Line.Get<Recipients>().Of(new Errand(ErrandKind.ReporterWrote) { Report = report.Id }), r => r.Person == office[Role.Director].Id);
        var card = office.Card(report.Id);
        Assert.DoesNotContain(card.Clocks, c => c.Kind == ClockKinds.DirectorInformed && c.StoppedAt is null);
        Assert.Equal('0', report.Number[5]); // The number keeps its series.
        Assert.Equal(FactKind.DirectorsExcluded, office.Facts(report.Id).Last(f => f.Kind is FactKind.DirectorsExcluded).Kind);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Officers_excluded_later_leave_half_b_to_oversight_which_hands_it_over()
    {
        var (report, code) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        await office.Line.Get<Asking>().AskAsync(officer, report.Id, "Причина");
        using var director = await VisitAsync(Role.Director);
        Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Excluding>().ExcludeAsync(director, report.Id, Group.Officers, Why));
        var card = office.Card(report.Id);
        Assert.Equal((true, true, Group.Oversight), (card.OfficerExcluded, card.KeysOwed, card.Holders));
        using (var db = office.Line.Get<Database>().Read())
            Assert.DoesNotContain(db.Openings.Where(o => o.ReportId == report.Id).ToList(), o => o.Live); // What the officer asked for ended with it.
        Assert.Equal(AskAnswer.NotHere, await office.Line.Get<Asking>().AskAsync(director, report.Id, "Причина"));
        // Were oversight to sleep again now, nobody could ever open the identity.
        Assert.Equal(ReadersAnswer.OversightFirst, await office.Line.Get<Widening>().WidenAsync(director, report.Id, Group.Officers, Why));

        using var oversight = await office.EntersAsync(Role.Oversight);
        await oversight.OpensAsync($"/office/reports/{report.Id}");
        Assert.Equal((false, Group.Directors), (office.Card(report.Id).KeysOwed, office.Card(report.Id).Holders));
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(director, report.Id, "Причина"));
        using var custodian = await VisitAsync(Role.Custodian);
        Guid opening;
        using (var db = office.Line.Get<Database>().Read()) opening = db.Openings.Single(o => o.ReportId == report.Id && o.Live).Id;
        Assert.Equal(AnsweringAnswer.Agreed, await office.Line.Get<Answering>().AgreeAsync(custodian, opening, ""));
        Assert.True(await office.Line.Get<Showing>().BeginAsync(director, report.Id, opening));
        Assert.Equal("Сеитова Жанна", office.Line.Get<Showing>().See(director, report.Id, opening)!.Given!.FullName);
        using var back = await office.Line.Get<ReturnDesk>().OpenAsync(code);
        Assert.Equal("directors", Assert.Single(back!.Openings).Role);
        using var again = await office.EntersAsync(Role.Officer);
        Assert.Empty(Openable(report.Id, Role.Officer, again));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Who_excludes_their_own_group_hands_over_at_once_and_is_out()
    {
        var (report, _) = await ReportAsync();
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}/readers");
        await officer.SendsAsync("form[action$='/exclude']", new Dictionary<string, string?> { ["group"] = "Officers", ["reason"] = "Самоотвод" });
        Assert.Equal("/office/reports", officer.Page.Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync($"/office/reports/{report.Id}")).Status);
        Assert.Equal((false, Group.Directors), (office.Card(report.Id).KeysOwed, office.Card(report.Id).Holders));
        using var director = await VisitAsync(Role.Director);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(director, report.Id, "Причина"));
    }

    [Fact]
    public async Task Both_excluded_leaves_oversight_alone_and_oversight_can_open_it_again()
    {
        var (report, code) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        using var director = await VisitAsync(Role.Director);
        Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Excluding>().ExcludeAsync(officer, report.Id, Group.Directors, Why));
        Assert.Equal(ReadersAnswer.NotHere, await office.Line.Get<Excluding>().ExcludeAsync(director, report.Id, Group.Officers, Why));
        Assert.Equal(ReadersAnswer.Nothing, await office.Line.Get<Excluding>().ExcludeAsync(officer, report.Id, Group.Directors, Why));
        using var oversight = await VisitAsync(Role.Oversight);
        Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Excluding>().ExcludeAsync(oversight, report.Id, Group.Officers, Why));
        Assert.Equal((Readers.Oversight, false), (office.Card(report.Id).Readers, office.Card(report.Id).KeysOwed));
        await SaysAsync(code, "Только для надзора");
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(oversight, report.Id, "Причина"));

        Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Widening>().WidenAsync(oversight, report.Id, Group.Officers, Why));
        using var reader = await office.EntersAsync(Role.Officer);
        Assert.Contains("Только для надзора", (await reader.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
        using var visit = await office.VisitAsync(reader);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(visit, report.Id, "Причина")); // Half b came back too.
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Widening_seals_what_was_written_and_starts_the_directors_clock()
    {
        var report = await office.ReportsAsync("Генеральный директор принял племянницу без конкурса.", new Answers(AboutDirector: true));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Уточните, о ком речь" });
        await officer.OpensAsync($"/office/reports/{report.Id}/readers");
        await officer.SendsAsync("form[action$='/widen']", new Dictionary<string, string?> { ["to"] = "Directors", ["told"] = "Речь о директоре школы" });
        Assert.Contains("Открыто.", officer.Page.Text, StringComparison.Ordinal);
        var clock = Assert.Single(office.Card(report.Id).Clocks, c => c.Kind == ClockKinds.DirectorInformed);
        Assert.Null(clock.StoppedAt);
        using var director = await office.EntersAsync(Role.Director);
        Assert.Contains(report.Number, (await director.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
        var text = (await director.OpensAsync($"/office/reports/{report.Id}")).Text;
        foreach (var said in new[] { "племянницу", "Уточните, о ком речь", "Речь о директоре школы" }) Assert.Contains(said, text, StringComparison.Ordinal);

        // Oversight sleeps again; it is told, and sees that and when, not why.
        var told = office.Line.Get<Recipients>().Of(new Errand(ErrandKind.ReadersWidened) { Report = report.Id });
        Assert.Equal(office[Role.Oversight].Id, Assert.Single(told).Person);
        using var oversight = await office.EntersAsync(Role.Oversight);
        Assert.DoesNotContain(report.Number, (await oversight.OpensAsync("/office/reports")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await oversight.OpensAsync($"/office/reports/{report.Id}")).Status);
        var page = (await oversight.OpensAsync("/office/exclusions")).Text;
        Assert.Contains(report.Number, page, StringComparison.Ordinal);
        Assert.DoesNotContain("директоре школы", page, StringComparison.Ordinal);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_notice_goes_to_who_comes_to_read_and_to_nobody_else()
    {
        var (report, _) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        await office.Line.Get<Excluding>().ExcludeAsync(officer, report.Id, Group.Directors, Why);
        using var db = office.Line.Get<Database>().Read();
        var errands = db.Outbox.ToList().Select(o => office.Line.Get<LineKeys>().Cards.Open(o.Errand, CardJson.Default.Errand, o.Id)).Where(e => e.Report == report.Id).ToList();
        var told = office.Line.Get<Recipients>().Of(errands[^1]);
        Assert.Equal(office[Role.Oversight].Id, Assert.Single(told).Person);
        Assert.DoesNotContain(errands.SelectMany(e => office.Line.Get<Recipients>().Of(e)), r => r.Person == office[Role.Director].Id); // Nor what was queued before.
    }

    [Fact]
    public async Task What_was_sealed_for_readers_of_a_moment_ago_is_not_written()
    {
        var (report, code) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        using var visit = await office.Line.Get<ReturnDesk>().OpenAsync(code);
        // The reporter writes while the exclusion is on its way: many times, so that some fall in between.
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(n => office.Line.Get<ReturnDesk>().WriteAsync(visit!, $"Слово {n}", [])));
        ReadersAnswer answer;
        do answer = await office.Line.Get<Excluding>().ExcludeAsync(officer, report.Id, Group.Directors, Why);
        while (answer == ReadersAnswer.Nothing && !office.Card(report.Id).DirectorExcluded);
        await writing;
        using var director = await office.EntersAsync(Role.Director);
        Assert.Empty(Openable(report.Id, Role.Director, director));
        using var db = office.Line.Get<Database>().Read();
        Assert.Equal(20, db.Messages.Count(m => m.ReportId == report.Id));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_case_opens_while_somebody_writes_to_it()
    {
        var (report, code) = await ReportAsync();
        using var officer = await VisitAsync(Role.Officer);
        using var visit = await office.Line.Get<ReturnDesk>().OpenAsync(code);
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 60; n++) await office.Line.Get<ReturnDesk>().WriteAsync(visit!, $"Слово {n}", []); // Each in a transaction of its own.
        });
        // A row and the fact that left it, read a moment apart, would look like a row put back.
        var opened = 0;
        do
        {
            using var one = OpenCase.Of(officer, office.Line.Get<Database>(), office.Line.Get<LineKeys>(), report.Id);
            Assert.NotNull(one);
            Assert.Equal(one.Thread().Count(), one.Thread().Count());
            opened++;
        }
        while (!writing.IsCompleted);
        await writing;
        Assert.InRange(opened, 2, int.MaxValue);
        Assert.Empty(office.Line.Faults());
    }

    private async Task<(Report, ReceiptCode)> ReportAsync()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(
            "Завскладом списал кабель и продал, акт номер 17.", answers: new Answers(AboutDirector: false, AboutOfficer: false), identity: new TrustLine.Channels.ReporterIdentity { FullName = "Сеитова Жанна" }));
        return (office.Line.Report(receipt.Number), receipt.Code!);
    }

    private async Task SaysAsync(ReceiptCode code, string text)
    {
        using var visit = await office.Line.Get<ReturnDesk>().OpenAsync(code);
        await office.Line.Get<ReturnDesk>().WriteAsync(visit!, text, []);
    }

    private async Task<StaffVisit> VisitAsync(Role role)
    {
        using var visitor = await office.EntersAsync(role);
        return await office.VisitAsync(visitor);
    }

    // Every seal of the case that opens with any key of this role: what a stolen session with database and key file would read.
    private List<SealRow> Openable(Guid report, Role role, Visitor visitor)
    {
        using var visit = office.VisitAsync(visitor).GetAwaiter().GetResult();
        using var db = office.Line.Get<Database>().Read();
        Assert.Equal(role, visit.Role);
        return [.. db.Seals.Where(s => s.ReportId == report).ToList().Where(s => visit.Generations().Any(g => Opens(s, g.Pair)))];
    }

    private bool Opens(SealRow row, TrustLine.Vault.Primitives.AgreementPair pair)
    {
        try
        {
            Slot.Open(row.Slot, row.SubjectId, pair, office.Line.Get<LineKeys>().Server).Dispose();
            return true;
        }
        catch (WrongKeyException)
        {
            return false;
        }
    }
}

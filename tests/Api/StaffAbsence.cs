// Holidays and sessions: who stands in is told so and is informed in place of who is away; a person sees and ends their own sessions.

using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Testing;

namespace TrustLine.Tests;

public sealed class StaffAbsence : IAsyncLifetime
{
    private OfficeLine office = null!;

    public async Task InitializeAsync() => office = await OfficeLine.StartAsync(Role.Deputy, Role.Administrator);

    public async Task DisposeAsync() => await office.DisposeAsync();

    [Fact]
    public async Task A_substitute_is_told_and_informed_in_the_directors_place_while_he_is_away()
    {
        var (director, deputy) = (office[Role.Director], office[Role.Deputy]);
        var today = office.Line.Get<Substitutes>().Today;
        using var visitor = await office.EntersAsync(Role.Director);
        await visitor.OpensAsync("/office/account");
        Assert.Equal(["", deputy.Id.ToString()], visitor.Document.QuerySelectorAll("#substitute option").Select(o => o.GetAttribute("value")));
        await visitor.SendsAsync("form[action='/office/account/absences']", Days(today.AddDays(3), today.AddDays(1), deputy.Id));
        Assert.NotNull(visitor.Document.QuerySelector(".summary a[href='#from']"));
        await visitor.SendsAsync("form[action='/office/account/absences']", Days(today.AddDays(1), today.AddDays(3), deputy.Id));
        Assert.Null(visitor.Document.QuerySelector(".summary"));
        Assert.Contains("Адам Deputy", visitor.Document.QuerySelector("#absences .row")!.TextContent, StringComparison.Ordinal);

        var report = await office.ReportsAsync("Начальник склада взял взятку.");
        var before = Told(report.Id);
        Assert.False(before[deputy.Id].IsDirector || before[deputy.Id].StandsIn);
        office.Line.Clock.Advance(TimeSpan.FromDays(1));
        var during = Told(report.Id);
        Assert.True(during[deputy.Id].IsDirector && during[deputy.Id].StandsIn);
        Assert.True(during[director.Id].IsDirector);
        Assert.False(during[office[Role.Officer].Id].StandsIn);
        var letter = office.Line.Get<Notices>().For(new Errand(ErrandKind.ReportWaits) { Report = report.Id }, during[deputy.Id]);
        Assert.Contains("замещаете", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("замещаете", office.Line.Get<Notices>().For(new Errand(ErrandKind.ReportWaits) { Report = report.Id }, during[director.Id]).Text, StringComparison.Ordinal);
        // What is about the director himself reaches neither him nor whoever stands in for him.
        var accusing = await office.ReportsAsync("Директор взял деньги.", new Triage.Reports.Answers(AboutDirector: true));
        Assert.DoesNotContain(deputy.Id, Told(accusing.Id).Keys);
        // No deadline has moved.
        Assert.Equal(Clocks(report), Clocks(office.Line.Report(report.Number)));
        office.Line.Clock.Advance(TimeSpan.FromDays(3));
        Assert.False(Told(report.Id)[deputy.Id].StandsIn);
        Assert.Contains(office.Facts(director.Id), f => f.Kind == FactKind.SubstituteNamed && f.About == deputy.Id);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Only_somebody_of_the_same_group_stands_in_and_only_who_is_here()
    {
        var substitutes = office.Line.Get<Substitutes>();
        var today = substitutes.Today;
        using var directors = await office.EntersAsync(Role.Director);
        using var director = await office.VisitAsync(directors);
        Assert.False(await substitutes.NameAsync(director, director.Member, new(office[Role.Officer].Id, today, today)));
        Assert.False(await substitutes.NameAsync(director, director.Member, new(director.Member, today, today)));
        Assert.False(await substitutes.NameAsync(director, office[Role.Deputy].Id, new(director.Member, today, today)));
        Assert.False(await substitutes.NameAsync(director, director.Member, new(office[Role.Deputy].Id, today.AddDays(-5), today.AddDays(-1))));
        Assert.False(await substitutes.NameAsync(director, director.Member, new(office[Role.Deputy].Id, today, today.AddDays(400))));
        Assert.True(await substitutes.NameAsync(director, director.Member, new(office[Role.Deputy].Id, today, today.AddDays(9))));
        Assert.False(await substitutes.NameAsync(director, director.Member, new(office[Role.Deputy].Id, today.AddDays(9), today.AddDays(10))));

        // The administrator enters it for somebody who fell ill, but not a day on which the substitute is away.
        using var visitor = await office.EntersAsync(Role.Administrator);
        using var administrator = await office.VisitAsync(visitor);
        Assert.False(await substitutes.NameAsync(administrator, office[Role.Deputy].Id, new(director.Member, today.AddDays(2), today.AddDays(2))));
        Assert.True(await substitutes.NameAsync(administrator, office[Role.Deputy].Id, new(director.Member, today.AddDays(20), today.AddDays(21))));
        await directors.OpensAsync("/office/account");
        await directors.SendsAsync("form[action='/office/account/absences/withdraw']");
        Assert.Null(directors.Document.QuerySelector("#absences .row"));
        Assert.Contains(office.Facts(director.Member), f => f.Kind == FactKind.SubstituteWithdrawn);
    }

    [Fact]
    public async Task A_person_sees_their_own_sessions_and_ends_one_or_all()
    {
        using var here = await office.EntersAsync(Role.Oversight);
        using var there = await office.EntersAsync(Role.Oversight);
        using var elsewhere = await office.EntersAsync(Role.Oversight);
        using var other = await office.EntersAsync(Role.Officer);
        await here.OpensAsync("/office/account");
        Assert.Equal(3, here.Document.QuerySelectorAll("input[name=session]").Length);
        Assert.Equal(2, here.Document.QuerySelectorAll("form[action='/office/account/sessions/end'] button.plain[aria-label]").Length);
        // Rounded to a quarter of an hour: the list is not to be a diary.
        Assert.All(here.Document.QuerySelectorAll("form[action='/office/account/sessions/end'] p").Where(p => p.TextContent.Contains("около", StringComparison.Ordinal)), p =>
            Assert.Matches(@"около: .*:(00|15|30|45)\.", p.TextContent));
        using (var visit = await office.VisitAsync(there)) await here.SendsAsync("form[action='/office/account/sessions/end']", new Dictionary<string, string?> { ["session"] = Convert.ToHexStringLower(visit.Seat.IdHash()) });
        Assert.Equal("/office/login", (await there.OpensAsync("/office/reports")).Address.AbsolutePath);
        // Nobody ends another's session by its handle.
        using (var visit = await office.VisitAsync(other)) await here.SendsAsync("form[action='/office/account/sessions/end']", new Dictionary<string, string?> { ["session"] = Convert.ToHexStringLower(visit.Seat.IdHash()) });
        Assert.Equal("/office/reports", (await other.OpensAsync("/office/reports")).Address.AbsolutePath);
        Assert.Equal("/office/reports", (await elsewhere.OpensAsync("/office/reports")).Address.AbsolutePath);
        await here.OpensAsync("/office/account");
        await here.SendsAsync("form[action='/office/account/sessions/end']:not(.row)");
        Assert.Equal("/office/login", (await elsewhere.OpensAsync("/office/reports")).Address.AbsolutePath);
        Assert.Equal("/office/account", here.Page.Address.AbsolutePath);
        Assert.Equal(2, office.Facts(office[Role.Oversight].Id).Count(f => f.Kind == FactKind.SessionsEnded));
    }

    private Dictionary<Guid, Recipient> Told(Guid report) =>
        office.Line.Get<Recipients>().Of(new Errand(ErrandKind.ReportWaits) { Report = report }).Where(r => r.Person is not null).ToDictionary(r => r.Person!.Value);

    private IEnumerable<DateOnly> Clocks(Report report) => office.Line.Card(report).Clocks.Select(c => c.Due);

    private static Dictionary<string, string?> Days(DateOnly from, DateOnly until, Guid substitute) => new()
    {
        ["from"] = from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["until"] = until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["substitute"] = substitute.ToString(),
    };
}

// Asking again: passphrase and code before an act that an unlocked screen must not be enough for; guessing there ends the session.

using System.Net;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Testing;

namespace TrustLine.Tests;

public sealed class StaffAgain : IClassFixture<SharedOffice>
{
    private readonly OfficeLine office;

    public StaffAgain(SharedOffice shared) => office = shared.Office;

    [Fact]
    public async Task An_answer_is_good_for_five_minutes_in_that_session_only()
    {
        var again = office.Line.Get<Reauthentication>();
        using var here = await office.EntersAsync(Role.Auditor);
        using var elsewhere = await office.EntersAsync(Role.Auditor);
        using (var before = await office.VisitAsync(here))
        {
            Assert.False(again.Holds(before));
            Assert.Equal(AgainAnswer.Holds, await again.TryAsync(before, office[Role.Auditor].Passphrase, office.Code(Role.Auditor)));
        }

        using var after = await office.VisitAsync(here);
        Assert.True(again.Holds(after));
        using var other = await office.VisitAsync(elsewhere);
        Assert.False(again.Holds(other));
        office.Line.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(again.Holds(after));
    }

    [Fact]
    public async Task A_code_opens_once_here_too_and_without_the_code_the_passphrase_is_nothing()
    {
        var again = office.Line.Get<Reauthentication>();
        using var visitor = await office.EntersAsync(Role.Oversight);
        using var visit = await office.VisitAsync(visitor);
        var code = office.Code(Role.Oversight);
        Assert.Equal(AgainAnswer.Wrong, await again.TryAsync(visit, "not my words at all", code));
        Assert.Equal(AgainAnswer.Wrong, await again.TryAsync(visit, office[Role.Oversight].Passphrase, code));
        Assert.Equal(AgainAnswer.Holds, await again.TryAsync(visit, office[Role.Oversight].Passphrase, office.Code(Role.Oversight)));
    }

    [Fact]
    public async Task Five_wrong_answers_end_the_session_and_a_fact_says_so()
    {
        var again = office.Line.Get<Reauthentication>();
        using var thief = await office.EntersAsync(Role.Custodian);
        using var visit = await office.VisitAsync(thief);
        // All at once, so that no order of them gives a sixth guess.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => again.TryAsync(visit, "not my words at all", "000000")));
        Assert.InRange(answers.Count(a => a == AgainAnswer.Wrong), 0, Reauthentication.MostTries - 1);
        Assert.Equal(AgainAnswer.Ended, await again.TryAsync(visit, office[Role.Custodian].Passphrase, office.Code(Role.Custodian)));
        Assert.Equal("/office/login", (await thief.OpensAsync("/office/openings")).Address.AbsolutePath);
        Assert.Single(office.Facts(office[Role.Custodian].Id), f => f.Kind == FactKind.SessionEndedByGuessing);
        Assert.Empty(office.Line.Faults());
        // The owner comes in again: nobody is locked out.
        using var owner = await office.EntersAsync(Role.Custodian);
        Assert.Equal("/office/openings", owner.Page.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_session_that_has_run_out_does_not_wait_for_the_next_login()
    {
        using var visitor = await office.EntersAsync(Role.Director);
        office.Line.Clock.Advance(TimeSpan.FromMinutes(90)); // Half an hour of silence, and to the end of the hour that stands in clear.
        Assert.True(await office.Line.Get<Sessions>().SweepAsync() > 0);
        using var db = office.Line.Get<Database>().Read();
        Assert.Empty(db.Sessions.Where(s => s.StaffId == office[Role.Director].Id));
    }

    [Fact]
    public async Task A_wrong_answer_stands_at_its_field_and_the_fifth_is_a_page_of_its_own()
    {
        using var visitor = await office.EntersAsync(Role.Officer);
        // A form of an admission, as the group's page makes it when somebody waits.
        await visitor.OpensAsync("/office/group");
        var token = visitor.Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
        for (var i = 1; i <= Reauthentication.MostTries; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/office/group/admissions")
            {
                Content = new FormUrlEncodedContent([new("form", token), new("member", Guid.Empty.ToString()), new("passphrase", "x"), new("code", "000000")]),
            };
            var page = await visitor.GoAsync(request);
            Assert.Equal(i < Reauthentication.MostTries ? HttpStatusCode.OK : HttpStatusCode.Forbidden, page.Status);
        }

        Assert.Contains("Сеанс завершён", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Equal("/office/login", (await visitor.OpensAsync("/office/reports")).Address.AbsolutePath);
    }
}

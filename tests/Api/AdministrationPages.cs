// The administrator's pages over HTTP: who finds them, what they keep and give back, what a change of the calendar moves, who is told of danger.

using System.Net;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Testing;

namespace TrustLine.Tests;

public sealed class AdministrationPages(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private static readonly string[] Mine =
    [
        "/office/organisation", "/office/organisation/units", "/office/organisation/addressees", "/office/organisation/duty", "/office/organisation/units/new",
        "/office/organisation/duty/new", "/office/calendar", "/office/channels",
    ];

    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task The_pages_are_the_administrators_alone()
    {
        foreach (var role in new[] { Role.Officer, Role.Director, Role.Oversight, Role.Custodian, Role.Auditor })
        {
            using var other = await office.EntersAsync(role);
            foreach (var path in Mine) Assert.Equal(HttpStatusCode.NotFound, (await other.OpensAsync(path)).Status);
            foreach (var path in new[] { "/office/organisation", "/office/organisation/units/" + Guid.NewGuid(), "/office/calendar", "/office/channels/mail" })
            {
                using var post = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["nameKk"] = "Х" }) };
                Assert.Equal(HttpStatusCode.NotFound, (await other.GoAsync(post)).Status);
            }

            Assert.Equal(role is Role.Custodian or Role.Auditor ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await other.OpensAsync("/office/duty")).Status);
        }

        using var stranger = new Visitor(office.Line.Address);
        foreach (var path in Mine) Assert.Contains("/office/login", (await stranger.OpensAsync(path)).Address.AbsolutePath);
        using var administrator = await office.EntersAsync(Role.Administrator);
        foreach (var path in Mine) Assert.Equal(HttpStatusCode.OK, (await administrator.OpensAsync(path)).Status);
        foreach (var path in new[] { "/office/duty", "/office/reports", "/office/organisation/people", "/office/organisation/units/" + Provided.TheCalendar, "/office/organisation/units/" + Guid.NewGuid() })
            Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpensAsync(path)).Status);
    }

    [Fact]
    public async Task The_organisation_is_as_configured_until_the_day_of_the_entry()
    {
        using var administrator = await office.EntersAsync(Role.Administrator);
        var page = await administrator.OpensAsync("/office/organisation");
        Assert.Equal("РГП «КазСтандарт»", page.Document.QuerySelector("#nameRu")!.GetAttribute("value"));
        page = await administrator.SendsAsync("main form", Organisation("Новый институт", "2026-12-01"));
        Assert.Contains("Сохранено", page.Text);
        Assert.Contains("РГП «КазСтандарт»", page.Document.QuerySelector(".brand")!.TextContent);
        Assert.Contains("Новый институт", page.Document.QuerySelector(".history")!.TextContent);
        using var reporter = new Visitor(office.Line.Address);
        Assert.Contains("РГП «КазСтандарт»", (await reporter.OpensAsync("/ru")).Text);
        await administrator.SendsAsync("main form", Organisation("Переименованный институт", "2026-11-20"));
        Assert.Contains("Переименованный институт", (await reporter.OpensAsync("/ru")).Text);
        Assert.Contains("Переименованный институт", (await administrator.OpensAsync("/office/people")).Document.QuerySelector(".brand")!.TextContent);
        Assert.Equal("Новый институт", office.Line.Get<Provisions>().Now.Organisation(new(2026, 12, 1)).Name.Ru);
        Assert.Equal(2, office.Facts(Provided.TheOrganisation).Count(f => f is { Kind: FactKind.ProvisionMade, Matter: Matter.Organisation }));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task What_was_typed_wrongly_is_given_back_and_said_in_the_users_language()
    {
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/organisation/duty/new");
        var page = await administrator.SendsAsync("main form", new Dictionary<string, string?>
        {
            ["email"] = "Иван <ivan@example.kz>", ["phone"] = "позвоните мне", ["role"] = "director", ["from"] = "2026-02-30", ["until"] = "1.1.2026", ["ground"] = "",
        });
        Assert.Equal(["email", "phone", "from", "ground"], page.Document.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")![1..]));
        Assert.Equal("Иван <ivan@example.kz>", page.Document.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal("director", page.Document.QuerySelector("#role option[selected]")!.GetAttribute("value"));
        Assert.Contains("Проверьте адрес электронной почты", page.Text);
        page = await administrator.SendsAsync("main form", new Dictionary<string, string?> { ["email"] = "ivan@example.kz", ["phone"] = "+7 7172 00 00 00, доб. 12", ["from"] = "20.11.2026", ["until"] = "19.11.2026", ["ground"] = "Приказ № 1" });
        Assert.Equal(["until"], page.Document.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")![1..]));
        Assert.DoesNotContain(office.Line.Get<Provisions>().Now.Subjects(Matter.Duty), g => g.Any(e => e.Card["email"] == "ivan@example.kz"));
    }

    [Fact]
    public async Task Two_who_change_the_same_thing_do_not_overwrite_each_other()
    {
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync("/office/organisation/units/new");
        var first = administrator.Prepares("main form", Unit("Отдел кадров"));
        var again = administrator.Prepares("main form", Unit("Отдел кадров"));
        Assert.Equal(HttpStatusCode.OK, (await administrator.GoAsync(first)).Status);
        var page = await administrator.GoAsync(again);
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("Отдел кадров", page.Document.QuerySelector("#nameRu")!.GetAttribute("value"));
        Assert.Single(page.Document.QuerySelectorAll(".history li"));
        // The page that came back is true again: sending it enters the change.
        page = await administrator.SendsAsync("main form", new Dictionary<string, string?> { ["nameRu"] = "Служба кадров" });
        Assert.Contains("Служба кадров", page.Text);
        Assert.Contains(office.Line.Get<Provisions>().Now.Units(new(2026, 11, 20)), u => u.Name.Ru == "Служба кадров");
        Assert.DoesNotContain(office.Line.Get<Provisions>().Now.Units(new(2026, 11, 20)), u => u.Name.Ru == "Отдел кадров");
        // Who decides chooses from what was entered.
        var report = await office.ReportsAsync("В столовой холодный суп.");
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        var field = director.Document.QuerySelector("#unitname")!;
        Assert.Contains("Служба кадров", director.Document.QuerySelectorAll($"#{field.GetAttribute("list")} option").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task An_entered_addressee_wins_over_the_repositorys_and_its_history_shows_both()
    {
        using var administrator = await office.EntersAsync(Role.Administrator);
        var page = await administrator.OpensAsync("/office/organisation/addressees");
        Assert.Contains("нет адреса", page.Text);
        page = await administrator.FollowsAsync("main tbody th a[href*=addressees]");
        Assert.NotEmpty(page.Document.QuerySelector("#nameKk")!.GetAttribute("value")!);
        page = await administrator.SendsAsync("main form", new Dictionary<string, string?> { ["address"] = "010000, Астана,\nул. Примерная, 1", ["ground"] = "Письмо № 5" });
        Assert.Contains("ул. Примерная, 1", page.Text);
        Assert.Contains(office.Line.Get<Provisions>().Now.Addressees.On(new(2026, 11, 20)), a => a.Address.Contains("Примерная", StringComparison.Ordinal));
    }

    internal static Dictionary<string, string?> Organisation(string name, string from) => new() { ["nameKk"] = name, ["nameRu"] = name, ["nameEn"] = name, ["from"] = from, ["ground"] = "Устав" };

    private static Dictionary<string, string?> Unit(string name) => new() { ["nameKk"] = name, ["nameRu"] = name, ["nameEn"] = name, ["from"] = "2026-11-01", ["ground"] = "Приказ № 4" };
}

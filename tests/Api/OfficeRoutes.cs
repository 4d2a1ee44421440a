// Every address of the office against every role: who finds something there and who finds nothing. A new address without a line in the table fails.

using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TrustLine.Api.Journal;
using TrustLine.Channels;
using TrustLine.Testing;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class OfficeRoutes(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Readers = "Officer Director Deputy Oversight";
    private const string Deciders = "Director Deputy Oversight";
    private const string Members = Readers + " Custodian";
    private const string Everybody = Members + " Administrator Auditor Operator";

    /// <summary>Method and address, and the roles for which it is there; the door's own are for whoever is not signed in.</summary>
    private static readonly Dictionary<string, string> Table = new()
    {
        ["GET /office"] = Everybody,
        ["POST /office/logout"] = Everybody,
        ["POST /office/language"] = Everybody,
        ["GET /office/people"] = "Administrator",
        ["POST /office/people/invitations"] = "Administrator",
        ["POST /office/people/invitations/withdraw"] = "Administrator",
        ["GET /office/people/{person:guid}"] = "Administrator",
        ["POST /office/people/{person:guid}/return"] = "Administrator",
        ["POST /office/people/{person:guid}/leave"] = "Administrator",
        ["POST /office/people/{person:guid}/stay"] = "Administrator",
        ["POST /office/people/{person:guid}/position"] = "Administrator",
        ["POST /office/people/{person:guid}/absences"] = "Administrator",
        ["POST /office/people/{person:guid}/absences/withdraw"] = "Administrator",
        ["GET /office/organisation"] = "Administrator",
        ["POST /office/organisation"] = "Administrator",
        ["GET /office/organisation/{matter}"] = "Administrator",
        ["GET /office/organisation/{matter}/{subject}"] = "Administrator",
        ["POST /office/organisation/{matter}/{subject}"] = "Administrator",
        ["GET /office/calendar"] = "Administrator",
        ["POST /office/calendar"] = "Administrator",
        ["GET /office/channels"] = "Administrator",
        ["POST /office/channels/mail"] = "Administrator",
        ["GET /office/duty"] = Readers,
        ["GET /office/account"] = Everybody,
        ["POST /office/account/sessions/end"] = Everybody,
        ["POST /office/account/absences"] = Everybody,
        ["POST /office/account/absences/withdraw"] = Everybody,
        ["GET /office/account/keys"] = Everybody,
        ["POST /office/account/keys"] = Everybody,
        ["POST /office/account/leave"] = Everybody,
        ["GET /office/group"] = Members,
        ["POST /office/group/sheet"] = Members,
        ["POST /office/group/sheet/anew"] = Members,
        ["POST /office/group/sheet/use"] = Members,
        ["POST /office/group/admissions"] = Members,
        ["POST /office/group/removals"] = Members,
        ["GET /office/group/resealing"] = Members,
        ["POST /office/group/resealing"] = Members,
        ["GET /office/reports"] = Readers,
        ["GET /office/reports/news"] = Readers,
        ["POST /office/reports/filters"] = Readers,
        ["POST /office/reports/filters/forget"] = Readers,
        ["GET /office/search"] = Readers,
        ["POST /office/search"] = Readers,
        ["GET /office/reports/{id:guid}"] = Readers,
        ["GET /office/reports/{id:guid}/files/{file:guid}"] = Readers,
        ["GET /office/reports/{id:guid}/voices/{voice:guid}"] = Readers,
        ["POST /office/reports/{id:guid}/voices/{voice:guid}/listen"] = Readers,
        ["POST /office/reports/{id:guid}/voices/{voice:guid}/text"] = Readers,
        ["POST /office/reports/{id:guid}/voices/{voice:guid}/offer"] = Readers,
        ["POST /office/reports/{id:guid}/disposition"] = Readers,
        ["POST /office/reports/{id:guid}/informed"] = Readers,
        ["POST /office/reports/{id:guid}/replies"] = Readers,
        ["POST /office/reports/{id:guid}/notes"] = Readers,
        ["POST /office/reports/{id:guid}/marks"] = Readers,
        ["POST /office/reports/{id:guid}/marks/hide"] = Readers,
        ["POST /office/reports/{id:guid}/undo"] = Readers,
        ["GET /office/reports/{id:guid}/clocks"] = Readers,
        ["POST /office/reports/{id:guid}/sent"] = Readers,
        ["POST /office/reports/{id:guid}/package"] = Readers,
        ["POST /office/reports/{id:guid}/refer"] = Deciders,
        ["POST /office/reports/{id:guid}/inspect"] = Deciders,
        ["POST /office/reports/{id:guid}/unit"] = Deciders,
        ["POST /office/reports/{id:guid}/extend"] = Deciders,
        ["POST /office/reports/{id:guid}/end"] = Readers,
        ["GET /office/decisions"] = Deciders,
        ["GET /office/lookups"] = Deciders,
        ["GET /office/lookups/deciders"] = "Oversight",
        ["GET /office/audit"] = "Auditor",
        ["POST /office/audit/check"] = "Auditor",
        ["GET /office/numbers"] = "Auditor",
        ["GET /office/viewings"] = "Auditor",
        ["GET /office/grounds"] = Readers + " Auditor",
        ["GET /office/calls"] = "Operator",
        ["GET /office/prompts"] = "Administrator Operator",
        ["GET /office/prompts/{tongue}/{prompt}.wav"] = "Administrator Operator",
        ["GET /office/calls/news"] = "Operator",
        ["POST /office/calls/duty"] = "Operator",
        ["POST /office/calls/begin"] = "Operator",
        ["POST /office/calls/desk"] = "Operator",
        ["POST /office/calls/keep"] = "Operator",
        ["POST /office/calls/files"] = "Operator",
        ["GET /office/reports/{id:guid}/identity"] = Readers,
        ["POST /office/reports/{id:guid}/identity"] = Readers,
        ["GET /office/reports/{id:guid}/identity/{opening:guid}"] = Readers,
        ["GET /office/reports/{id:guid}/identity/{opening:guid}/files/{file:guid}"] = Readers,
        ["POST /office/reports/{id:guid}/identity/{opening:guid}/show"] = Readers,
        ["POST /office/reports/{id:guid}/identity/{opening:guid}/close"] = Readers,
        ["POST /office/reports/{id:guid}/identity/{opening:guid}/withdraw"] = Readers,
        ["GET /office/openings"] = "Custodian",
        ["GET /office/openings/{opening:guid}"] = "Custodian",
        ["POST /office/openings/{opening:guid}/agree"] = "Custodian",
        ["POST /office/openings/{opening:guid}/refuse"] = "Custodian",
        ["GET /office/reports/{id:guid}/readers"] = Readers,
        ["POST /office/reports/{id:guid}/readers/exclude"] = Readers,
        ["POST /office/reports/{id:guid}/readers/widen"] = Readers,
        ["GET /office/exclusions"] = "Oversight",
    };

    private static readonly string[] AtTheDoor =
    [
        "GET /office/assets/office.css", "GET /office/assets/office.js", "GET /office/login", "POST /office/login", "GET /office/invitation/{token}", "POST /office/invitation/{token}",
    ];

    private static readonly string[] Secrets = ["Пробиров", "Тлеубаев", "клеймо", "probirova", "555 44 33", "накладная.csv", "Обоснование-тайна", "Ответ-тайна"];

    private readonly OfficeLine office = shared.Office;

    [Fact]
    public void Every_address_of_the_office_has_its_line_in_the_table() =>
        Assert.Equal(Table.Keys.Concat(AtTheDoor).Order(StringComparer.Ordinal), Routes().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Role.Officer)]
    [InlineData(Role.Director)]
    [InlineData(Role.Oversight)]
    [InlineData(Role.Custodian)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Operator)]
    public async Task A_role_finds_only_its_own_addresses_and_who_reads_nothing_sees_no_word_of_a_report(object whose)
    {
        var role = (Role)whose;
        var report = await SecretAsync();
        using var person = await office.EntersAsync(role);
        var token = (await person.OpensAsync("/office")).Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
        var nothing = (await person.OpensAsync("/office/reports/" + Guid.Empty)).Text;
        foreach (var (address, roles) in Table.Where(t => t.Key != "POST /office/logout"))
        {
            var (method, path) = Filled(address, report);
            var mine = roles.Split(' ').Contains(role.ToString());
            if (method == "POST" && mine) continue; // What an act does is another test's matter.
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method == "POST") request.Content = new FormUrlEncodedContent([new("form", token)]);
            var page = await person.GoAsync(request);
            if (mine && address == "GET /office/calls/news") continue; // No call was put through: no content.
            // An ordinary report is not oversight's; no report has a file or voice of that id, and nobody asked for an opening: the asker is led to the page of the identity.
            var expected = mine && !path.Contains("/files/", StringComparison.Ordinal) && !path.Contains("/voices/", StringComparison.Ordinal) && !path.StartsWith("/office/openings/", StringComparison.Ordinal) && !(role == Role.Oversight && path.Contains(report.ToString(), StringComparison.Ordinal)) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            Assert.True(expected == page.Status, $"{role} {address}: {page}");
            if (!mine) Assert.Equal(nothing, page.Text);
            if (role is Role.Officer or Role.Director) continue;
            var bytes = Encoding.UTF8.GetString(page.Bytes);
            Assert.DoesNotContain(Secrets, s => bytes.Contains(s, StringComparison.OrdinalIgnoreCase));
            // What says that there is nothing repeats the address that was asked for.
            if (mine && role is not Role.Oversight) Assert.DoesNotContain(report.ToString(), bytes, StringComparison.OrdinalIgnoreCase);
            // The auditor sees numbers; the others not even those.
            if (role is Role.Administrator or Role.Custodian or Role.Operator) Assert.DoesNotContain(office.Line.Get<Database>().Read().Reports.Single(r => r.Id == report).Number, bytes, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_not_signed_in_finds_the_door_at_every_address()
    {
        foreach (var address in Table.Keys)
        {
            using var stranger = new Visitor(office.Line.Address);
            var (method, path) = Filled(address, Guid.Empty);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method == "POST") request.Content = new FormUrlEncodedContent([new("form", "x")]);
            Assert.EndsWith("/office/login", (await stranger.GoAsync(request)).Address.AbsolutePath, StringComparison.Ordinal);
        }
    }

    // A report that was read, decided on with a reason and answered: words in every place where there can be any.
    private async Task<Guid> SecretAsync()
    {
        var report = await office.ReportsAsync(
            "Меня зовут Пробирова Салтанат. Тлеубаев взял 50 000 тенге за клеймо, мой телефон +7 701 555 44 33.", new Answers(Evidence: "накладная.csv"),
            new ReporterIdentity { FullName = "Пробирова Салтанат", Email = "probirova@reporter.example" });
        using var director = await office.EntersAsync(Role.Director);
        await director.OpensAsync($"/office/reports/{report.Id}");
        await director.SendsAsync("form[action$='/replies']", new Dictionary<string, string?> { ["text"] = "Ответ-тайна" });
        await director.SendsAsync("form[action$='/inspect']", new Dictionary<string, string?> { ["inspectreason"] = "Обоснование-тайна" });
        return report.Id;
    }

    // The address with something in its places: the report, the officer, the form of a new unit, and an opening that nobody asked for.
    private (string Method, string Path) Filled(string address, Guid report)
    {
        var path = address.Split(' ')[1].Replace("{id:guid}", $"{report}", StringComparison.Ordinal).Replace("{file:guid}", $"{report}", StringComparison.Ordinal).Replace("{voice:guid}", $"{report}", StringComparison.Ordinal)
            .Replace("{opening:guid}", $"{Guid.Empty}", StringComparison.Ordinal).Replace("{person:guid}", $"{office[Role.Officer].Id}", StringComparison.Ordinal)
            .Replace("{tongue}/{prompt}", "kk/ivr.welcome", StringComparison.Ordinal)
            .Replace("{matter}", "units", StringComparison.Ordinal).Replace("{subject}", "new", StringComparison.Ordinal);
        return (address.Split(' ')[0], path);
    }

    private IEnumerable<string> Routes() =>
        office.Line.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Path: "/" + e.RoutePattern.RawText!.Trim('/'), Methods: e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(r => r.Path.StartsWith("/office", StringComparison.Ordinal))
            .SelectMany(r => r.Methods.Select(m => $"{m} {r.Path}"));
}

using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Channels.Web;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Setup;

/// <summary>
/// The administrator's page of one person. The administrator may invite them back after lost keys, ask their group to let them go, and enter an absence; none of it opens
/// anything: a member, or the recovery sheet, admits whoever comes back.
/// </summary>
internal sealed class PersonPages(Database database, LineKeys keys, Invitations invitations, Leaving leaving, Substitutes substitutes, Positions positions, LifeFaces faces, Reauthentication again, SetupPages setup, OfficePages pages)
{
    public IResult Open(HttpContext http, Guid person) => Page(http, person, [], null);

    public async Task<IResult> ReturnAsync(HttpContext http, Guid person)
    {
        if (Find(person) is not { } found || person == http.Visit().Member) return Nothing(http);
        var link = await invitations.InviteAsync(found.Card.Role, found.Card.Name, found.Card.Email, http.Visit().Member, send: false, replaces: person);
        return setup.PeoplePage(http, [], null, new LinkView(link.ToString(), found.Card.Name, "role." + found.Card.Role, null));
    }

    public async Task<IResult> LeaveAsync(HttpContext http, Guid person)
    {
        var (visit, t) = (http.Visit(), OfficeTexts.In(http.Visit().Language));
        if (Find(person) is null || person == visit.Member) return Nothing(http);
        if (await again.RefusedAsync(http, wrong => Page(http, person, [wrong], null), "leave-") is { } refused) return refused;
        return (leaving.IsMember(person) ? await leaving.AskAsync(visit, person) : await leaving.LetGoAsync(visit, person)) switch
        {
            LeaveAnswer.Asked => Results.Redirect($"/office/people/{person}"),
            LeaveAnswer.Left => Results.Redirect("/office/people"),
            LeaveAnswer.LastMember => Page(http, person, [new("leave", t["person.leave.last"])], null),
            _ => Page(http, person, [new("leave", t["group.admit.changed"])], null),
        };
    }

    public async Task<IResult> TakeBackAsync(HttpContext http, Guid person)
    {
        await leaving.AskAsync(http.Visit(), person, takesBack: true);
        return Results.Redirect($"/office/people/{person}");
    }

    public async Task<IResult> SetPositionAsync(HttpContext http, Guid person)
    {
        if (Find(person) is null) return Nothing(http);
        var form = http.Request.Form;
        var words = new Trilingual(StrictText.Line(form["kk"]), StrictText.Line(form["ru"]), StrictText.Line(form["en"]));
        return await positions.SetAsync(http.Visit(), person, words)
            ? Results.Redirect($"/office/people/{person}")
            : Page(http, person, [new("position-kk", OfficeTexts.In(http.Visit().Language)["position.wrong"])], null, words);
    }

    public async Task<IResult> NameSubstituteAsync(HttpContext http, Guid person)
    {
        if (Find(person) is null) return Nothing(http);
        return LifeFaces.Read(http.Request.Form) is { } absence && await substitutes.NameAsync(http.Visit(), person, absence)
            ? Results.Redirect($"/office/people/{person}")
            : Page(http, person, [new("from", OfficeTexts.In(http.Visit().Language)["absence.wrong"])], http.Request.Form);
    }

    public async Task<IResult> WithdrawSubstituteAsync(HttpContext http, Guid person)
    {
        if (LifeFaces.Day(http.Request.Form["day"].ToString()) is { } day) await substitutes.WithdrawAsync(http.Visit(), person, day);
        return Results.Redirect($"/office/people/{person}");
    }

    private IResult Page(HttpContext http, Guid person, IReadOnlyList<WrongField> wrong, IFormCollection? typed, Trilingual? position = null)
    {
        if (Find(person) is not { } found) return Nothing(http);
        return OfficePages.Page<PersonPage>(new
        {
            Frame = pages.Frame(http),
            View = new PersonLifeView(person, found.Card.Name, "role." + found.Card.Role, leaving.IsMember(person), person == http.Visit().Member, found.Card.LeavingAsked,
                faces.Absences(person, $"/office/people/{person}/absences", typed)) { Position = position ?? found.Card.Position ?? new("", "", "") },
            Asked = !again.Holds(http.Visit()),
            Wrong = wrong,
        });
    }

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);

    private StaffPerson? Find(Guid id)
    {
        using var db = database.Read();
        return db.ActiveStaff(keys.Cards).SingleOrDefault(s => s.Id == id);
    }
}

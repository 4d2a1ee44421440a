using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Setup;

/// <summary>The administrator's page: names and roles, who is invited, which groups are alive. Nothing of any report.</summary>
internal sealed partial class SetupPages
{
    public IResult People(HttpContext http) => PeoplePage(http, [], null, null);

    public async Task<IResult> InviteAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        var t = OfficeTexts.In(visit.Language);
        var (name, email) = (form["name"].ToString().Trim(), form["email"].ToString().Trim());
        var send = form["send"] == "yes" && mail.Configured;
        var wrong = new List<WrongField>();
        if (name.Length is < 2 or > 120) wrong.Add(new("name", t["join.wrong.name"]));
        if (!Enum.TryParse<Role>(form["role"], out var role) || !Enum.IsDefined(role)) wrong.Add(new("role", t["people.wrong.role"]));
        if (email.Length > 254 || (email.Length > 0 && !email.Contains('@', StringComparison.Ordinal)) || (send && email.Length == 0)) wrong.Add(new("email", t["join.wrong.email"]));
        // One person, one role: a custodian above all holds no other.
        if (wrong.Count == 0 && IsHere(name, email)) wrong.Add(new("name", t["people.wrong.here"]));
        if (wrong.Count > 0) return PeoplePage(http, wrong, form, null);
        var link = await invitations.InviteAsync(role, name, email, visit.Member, send);
        return PeoplePage(http, [], null, new LinkView(link.ToString(), name, "role." + role, send ? email : null));
    }

    public async Task<IResult> WithdrawAsync(HttpContext http)
    {
        await invitations.WithdrawAsync(http.Request.Form["invitation"].ToString(), http.Visit().Member);
        return Results.Redirect("/office/people");
    }

    private bool IsHere(string name, string email)
    {
        using var db = database.Read();
        return db.ActiveStaff(keys.Cards).Select(s => (s.Card.Name, s.Card.Email))
            .Concat(invitations.Waiting().Select(i => (i.Name, i.Email)))
            .Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase) || (email.Length > 0 && string.Equals(p.Email, email, StringComparison.OrdinalIgnoreCase)));
    }

    internal IResult PeoplePage(HttpContext http, List<WrongField> wrong, IFormCollection? typed, LinkView? link)
    {
        using var db = database.Read();
        var people = db.ActiveStaff(keys.Cards)
            .OrderBy(p => p.Card.Role).ThenBy(p => p.Card.Name, StringComparer.CurrentCulture)
            .Select(p => new StaffView(p.Id, p.Card.Name, "role." + p.Card.Role, p.Card.Role.Group() is not { } group ? null
                : line.Group(group)?.Member(p.Id) is not null ? "people.member"
                : line.Group(group) is not null ? "people.waits" : "people.sheet"));
        var alive = Enum.GetValues<Group>().Select(g => line.Group(g) is { } state
            ? new GroupLine("group." + g, "people.alive", state.Members.Count, state.Fingerprint.Show())
            : new GroupLine("group." + g, line.Failure(g) switch
            {
                ChainFailure.Empty => "people.empty",
                ChainFailure.NotPinned => "people.unpinned",
                _ => "people.broken",
            }, 0, null));
        return OfficePages.Page<PeoplePage>(new
        {
            Frame = pages.Frame(http),
            View = new PeopleView(
                [.. people], [.. invitations.All().Select(i => new InvitedView(i.Handle, i.Card.Name, "role." + i.Card.Role, i.Card.Until, i.Expired, i.Card.Replaces is not null))], [.. alive], line.SealingKeys is not null, mail.Configured,
                [.. Enum.GetValues<Role>().Select(r => r.ToString())], typed?["name"].ToString() ?? "", typed?["email"].ToString() ?? "", typed?["role"].ToString() ?? ""),
            Link = link,
            Wrong = wrong,
        });
    }
}

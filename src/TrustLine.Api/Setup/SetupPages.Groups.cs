using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Setup;

/// <summary>The group's page: its sheet to type back, its members, those who wait for admission.</summary>
internal sealed partial class SetupPages
{
    public IResult Group(HttpContext http) => GroupPage(http, [], null);

    public async Task<IResult> ConfirmSheetAsync(HttpContext http)
    {
        var (visit, t) = (http.Visit(), OfficeTexts.In(http.Visit().Language));
        var form = http.Request.Form;
        if (form["compared"] != "yes") return GroupPage(http, [new("compared", t["group.compare.wrong"])], null);
        var typed = string.Join('\n', Enumerable.Range(1, 4).Select(n => form["line" + n].ToString()));
        var answer = await groups.ConfirmSheetAsync(visit.Group!.Value, visit.Member, visit.Keys, typed);
        return answer.Verdict switch
        {
            SheetVerdict.Alive or SheetVerdict.NotWaiting => Results.Redirect("/office/group"),
            _ => GroupPage(http, [Wrong(answer, t)], form),
        };
    }

    internal static WrongField Wrong(SheetAnswer answer, OfficeTexts t) => answer.Verdict switch
    {
        SheetVerdict.WrongLine => new("line" + answer.Line, t.With("sheet.wrong.line", answer.Line)),
        SheetVerdict.NotFourLines => new("line1", t["sheet.wrong.four"]),
        SheetVerdict.AnotherSheet => new("line1", t["sheet.wrong.another"]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public async Task<IResult> FoundAnewAsync(HttpContext http)
    {
        var visit = http.Visit();
        return await groups.FoundAnewAsync(visit.Group!.Value, visit.Member, visit.Keys) is { } sheet
            ? Sheet(pages.Frame(http), visit.Group!.Value, visit.Card.Name, visit.Keys, sheet)
            : Results.Redirect("/office/group");
    }

    public async Task<IResult> AdmitAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        var t = OfficeTexts.In(visit.Language);
        if (!Guid.TryParse(form["member"], out var newcomer)) return Results.Redirect("/office/group");
        // An unlocked screen must not be enough to let somebody in for ever.
        if (await again.RefusedAsync(http, wrong => GroupPage(http, [wrong], null), $"{newcomer:N}-") is { } refused) return refused;
        var answer = await admissions.AdmitAsync(visit.Group!.Value, visit.Member, visit.Keys, visit.Generations(), newcomer, form["fingerprint"].ToString());
        return answer switch
        {
            AdmitAnswer.Admitted => Results.Redirect("/office/group"),
            AdmitAnswer.Elsewhere => GroupPage(http, [new($"admit-{newcomer:N}", t["group.admit.elsewhere"])], null),
            _ => GroupPage(http, [new($"admit-{newcomer:N}", t["group.admit.changed"])], null),
        };
    }

    internal IResult GroupPage(HttpContext http, IReadOnlyList<WrongField> wrong, IFormCollection? typed)
    {
        var visit = http.Visit();
        var group = visit.Group!.Value;
        var state = line.Group(group);
        var admitted = state?.Member(visit.Member) is not null;
        var founded = state is null ? groups.Founded(group, visit.Member, visit.Keys) : null;
        var stage = admitted ? GroupStage.Member : founded is not null ? GroupStage.TypesSheet : state is not null ? GroupStage.WaitsForAdmission : GroupStage.NotAlive;
        return OfficePages.Page<GroupPage>(new
        {
            Frame = pages.Frame(http),
            View = new GroupView(
                "group." + group, stage, (state ?? founded)?.Fingerprint.Show(), MemberFingerprint.Of(visit.Keys.PublicKeys()),
                admitted ? Members(state!, visit.Member) : [],
                admitted ? [.. admissions.Waiting(group).Select(w => new WaitingView(w.Id, w.Name, "role." + w.Role, w.Fingerprint, w.Replaces))] : [],
                [.. Enumerable.Range(1, 4).Select(n => typed?["line" + n].ToString() ?? "")],
                admitted ? resealing.Progress(group).Left : 0,
                admitted ? faces.History(Scope.Group, SubjectState.GroupSubject((int)group)) : []),
            Asked = !again.Holds(visit),
            Wrong = wrong,
        });
    }

    private List<MemberView> Members(GroupState state, Guid self)
    {
        using var db = database.Read();
        var staff = db.ActiveStaff(keys.Cards).ToDictionary(s => s.Id);
        return [.. state.Members.Select(m =>
        {
            var card = staff.GetValueOrDefault(m.Id)?.Card;
            var away = card?.Absences.FirstOrDefault(a => a.From <= substitutes.Today && substitutes.Today <= a.Until);
            return new MemberView(m.Id, faces.Name(db, m.Id), m.Id == self, away?.Until, away is null ? null : faces.Name(db, away.Substitute), card?.LeavingAsked);
        })];
    }
}

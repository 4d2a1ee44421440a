using TrustLine.Api.Intake;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Setup;

/// <summary>What members do for their group after it came to life: remove a member, renew old seals, come in with the recovery sheet.</summary>
internal sealed class MemberPages(Leaving leaving, GroupResealing resealing, Admissions admissions, Reauthentication again, LineState line, SetupPages setup, OfficePages pages)
{
    public async Task<IResult> RemoveAsync(HttpContext http)
    {
        var (visit, t) = (http.Visit(), OfficeTexts.In(http.Visit().Language));
        if (!Guid.TryParse(http.Request.Form["member"], out var leaver) || leaver == visit.Member) return Results.Redirect("/office/group");
        var at = $"r{leaver:N}-";
        if (await again.RefusedAsync(http, wrong => setup.GroupPage(http, [wrong], null), at) is { } refused) return refused;
        return await leaving.LeaveAsync(visit, leaver) == LeaveAnswer.Left
            ? Results.Redirect("/office/group/resealing")
            : setup.GroupPage(http, [new(at + "form", t["group.admit.changed"])], null);
    }

    public async Task<IResult> UseSheetAsync(HttpContext http)
    {
        var (visit, t, form) = (http.Visit(), OfficeTexts.In(http.Visit().Language), http.Request.Form);
        var typed = string.Join('\n', Enumerable.Range(1, 4).Select(n => form["line" + n].ToString()));
        if (await again.RefusedAsync(http, wrong => setup.GroupPage(http, [wrong], form), "sheet-") is { } refused) return refused;
        var answer = await admissions.AdmitBySheetAsync(visit, typed);
        return answer.Verdict switch
        {
            SheetVerdict.Alive => Results.Redirect("/office/group/resealing"),
            SheetVerdict.NotWaiting => setup.GroupPage(http, [new("line1", t["group.admit.changed"])], form),
            _ => setup.GroupPage(http, [SetupPages.Wrong(answer, t)], form),
        };
    }

    public IResult Resealing(HttpContext http) => ResealingPage(http, resealing.Progress(http.Visit().Group!.Value));

    public async Task<IResult> GoOnAsync(HttpContext http) => ResealingPage(http, await resealing.GoOnAsync(http.Visit(), http.RequestAborted));

    private IResult ResealingPage(HttpContext http, ResealingProgress progress)
    {
        var visit = http.Visit();
        if (line.Group(visit.Group!.Value)?.Member(visit.Member) is null) return Results.Redirect("/office/group");
        return OfficePages.Page<ResealingPage>(new { Frame = pages.Frame(http), View = new ResealingView("group." + visit.Group!.Value, progress.Cases, progress.Left, progress.Stuck) });
    }
}

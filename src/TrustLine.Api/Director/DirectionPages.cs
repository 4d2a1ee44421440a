using System.Globalization;
using NodaTime.Extensions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Director;

/// <summary>The forms of the director's decisions on a case's page. Each field has the name of its decision before its own.</summary>
internal sealed class DirectionPages(CasePages cases, Directing directing, Extending extending, Ending ending, TimeProvider time)
{
    public Task<IResult> ReferAsync(HttpContext http, Guid id) => DecideAsync(http, id, DecisionKind.Refer, "refer", [], null, "");

    public Task<IResult> InspectAsync(HttpContext http, Guid id)
    {
        var typed = http.Request.Form["inspectorder"].ToString();
        var order = Day(typed);
        return DecideAsync(http, id, DecisionKind.Inspect, "inspect", typed.Length > 0 && order is null ? [new("inspectorder", "act.day")] : [], order, "");
    }

    public Task<IResult> UnitAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        var unit = form["unitname"].ToString().Trim();
        var wrong = new List<Office.WrongField>();
        if (unit.Length == 0) wrong.Add(new("unitname", "unit.missing"));
        if (form["unitclear"] != "yes") wrong.Add(new("unitclear", "unit.accused"));
        return DecideAsync(http, id, DecisionKind.Unit, "unit", wrong, null, unit + "\n\n");
    }

    public async Task<IResult> ExtendAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        if (Rule(form["extendclause"], DecisionKind.Extend) is not { } rule) return await cases.OneAsync(http, id, [new("extendclause", "act.clause")], form);
        var answer = await extending.ExtendAsync(http.Visit(), id, Page(form), rule, Day(form["extenduntil"]), form["extendreason"].ToString(), form["extendtold"].ToString(), Seen(form));
        return answer == ActAnswer.DayWrong
            ? await cases.OneAsync(http, id, [new("extenduntil", "act.day")], form)
            : await cases.AnswerAsync(http, id, answer, "extended", "extendreason", "extendtold");
    }

    public async Task<IResult> EndAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        if (Rule(form["endclause"], DecisionKind.End) is not { } rule) return await cases.OneAsync(http, id, [new("endclause", "act.clause")], form);
        if (form["then"] == ReadyFace.Put + "told") return await cases.OneAsync(http, id, [], form);
        return await cases.AnswerAsync(http, id, await ending.EndAsync(http.Visit(), id, Page(form), rule, form["endreason"].ToString(), form["told"].ToString(), Seen(form)), "ended", "endreason", "told");
    }

    private async Task<IResult> DecideAsync(HttpContext http, Guid id, DecisionKind kind, string name, List<Office.WrongField> wrong, DateOnly? order, string before)
    {
        var form = http.Request.Form;
        var reason = form[name + "reason"].ToString();
        if (Rule(form[name + "clause"], kind) is not { } rule) return await cases.OneAsync(http, id, [.. wrong, new(name + "clause", "act.clause")], form);
        if (wrong.Count > 0) return await cases.OneAsync(http, id, wrong, form);
        var answer = await directing.DecideAsync(http.Visit(), id, rule, string.IsNullOrWhiteSpace(reason) ? "" : before + reason, order, Seen(form));
        return answer == ActAnswer.DayWrong
            ? await cases.OneAsync(http, id, [new(name + "order", "act.day")], form)
            : await cases.AnswerAsync(http, id, answer, "directed", name + "reason", name + "reason");
    }

    // Only a clause of this kind that is in force today; anything else was not made by our page.
    private DecisionRule? Rule(string? key, DecisionKind kind) =>
        DecisionRule.Of(key, AstanaTime.DayOf(time.GetUtcNow().ToInstant())) is { } rule && rule.Kind == kind ? rule : null;

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static long Seen(IFormCollection form) => long.TryParse(form["seen"], out var seen) ? seen : -1;

    private static Guid Page(IFormCollection form) => Guid.TryParse(form["page"], out var id) ? id : Draw.Id();
}

using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Exclusions;

/// <summary>The pages of who reads a report, and oversight's page of all changes.</summary>
internal sealed class ExclusionPages(ExclusionReading reading, Excluding excluding, Widening widening, OfficePages pages)
{
    private static readonly string[] Said = ["excluded", "widened"];

    public IResult All(HttpContext http)
    {
        if (http.Visit().Generations().Count == 0) return Results.Redirect("/office/group");
        return OfficePages.Page<ExclusionsPage>(new { Frame = pages.Frame(http), Changes = reading.All(http.Visit()) });
    }

    public IResult Open(HttpContext http, Guid id)
    {
        var done = http.Request.Query["done"].ToString();
        return Page(http, id, [], Said.Contains(done) ? "readers.done." + done : null);
    }

    public async Task<IResult> ExcludeAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        if (Chosen(form["group"]) is not { } group) return Page(http, id, [new("group", T(http)["readers.choose"])], null);
        return Answered(http, id, await excluding.ExcludeAsync(http.Visit(), id, group, form["reason"].ToString()), "excluded", "reason");
    }

    public async Task<IResult> WidenAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        if (Chosen(form["to"]) is not { } group) return Page(http, id, [new("to", T(http)["readers.choose"])], null);
        return Answered(http, id, await widening.WidenAsync(http.Visit(), id, group, form["told"].ToString()), "widened", "why");
    }

    private IResult Answered(HttpContext http, Guid id, ReadersAnswer answer, string done, string field) => answer switch
    {
        // Who has just excluded their own group finds the report nowhere from now on.
        ReadersAnswer.Done => Results.Redirect(reading.OfReport(http.Visit(), id) is null ? "/office/reports" : $"/office/reports/{id}/readers?done={done}"),
        ReadersAnswer.NotHere => Nothing(http),
        ReadersAnswer.ReasonMissing => Page(http, id, [new(field, T(http)["act.reason.missing"])], null),
        ReadersAnswer.TooLong => Page(http, id, [new(field, T(http)["act.long"])], null),
        ReadersAnswer.OversightFirst => Page(http, id, [new(field, T(http)["readers.oversight.first"])], null),
        ReadersAnswer.Nothing => Page(http, id, [new(field, T(http)["act.overtaken"])], null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Group? Chosen(string? value) => value switch { nameof(Group.Directors) => Group.Directors, nameof(Group.Officers) => Group.Officers, _ => null };

    private static OfficeTexts T(HttpContext http) => OfficeTexts.In(http.Visit().Language);

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);

    private IResult Page(HttpContext http, Guid id, IReadOnlyList<WrongField> wrong, string? done) => reading.OfReport(http.Visit(), id) is not { } view ? Nothing(http)
        : OfficePages.Page<ReadersPage>(new
        {
            Frame = pages.Frame(http),
            View = view,
            Wrong = wrong,
            Typed = http.Request.HasFormContentType ? http.Request.Form.Where(f => f.Key != FormField.Name).ToDictionary(f => f.Key, f => f.Value.ToString()) : [],
            Done = done,
        });
}

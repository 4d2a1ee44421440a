using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Openings;

/// <summary>The custodian's pages: what waits, and one request to agree to or refuse. No number and nothing of a report is on them.</summary>
internal sealed class CustodianPages(OpeningReading reading, Answering answering, Reauthentication again, OfficePages pages)
{
    private static readonly string[] Said = ["Agreed", "Refused", "Gone"];

    public IResult List(HttpContext http)
    {
        // Whoever is not admitted yet has no key to answer with.
        if (http.Visit().Generations().Count == 0) return Results.Redirect("/office/group");
        var done = http.Request.Query["done"].ToString();
        return OfficePages.Page<RequestsPage>(new { Frame = pages.Frame(http), View = reading.OfCustodian(http.Visit()), Done = Said.Contains(done) ? "answered." + done : null });
    }

    public IResult One(HttpContext http, Guid opening) => Page(http, opening, []);

    public async Task<IResult> AgreeAsync(HttpContext http, Guid opening)
    {
        if (reading.One(http.Visit(), opening) is null) return Nothing(http);
        if (await again.RefusedAsync(http, wrong => Page(http, opening, [wrong]), "agree-") is { } refused) return refused;
        return Answered(http, opening, await answering.AgreeAsync(http.Visit(), opening, http.Request.Form["told"].ToString()), "told");
    }

    public async Task<IResult> RefuseAsync(HttpContext http, Guid opening) =>
        Answered(http, opening, await answering.RefuseAsync(http.Visit(), opening, http.Request.Form["reason"].ToString()), "reason");

    private IResult Answered(HttpContext http, Guid opening, AnsweringAnswer answer, string field)
    {
        var t = OfficeTexts.In(http.Visit().Language);
        return answer switch
        {
            AnsweringAnswer.ReasonMissing => Page(http, opening, [new(field, t["refuse.reason.missing"])]),
            AnsweringAnswer.TooLong => Page(http, opening, [new(field, t["ask.reason.long"])]),
            _ => Results.Redirect("/office/openings?done=" + answer),
        };
    }

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);

    private IResult Page(HttpContext http, Guid opening, IReadOnlyList<WrongField> wrong)
    {
        if (reading.One(http.Visit(), opening) is not { } view) return Nothing(http);
        var form = http.Request.HasFormContentType ? http.Request.Form : null;
        var typed = form is null ? "" : form.ContainsKey("told") ? form["told"].ToString() : form["reason"].ToString();
        return OfficePages.Page<RequestPage>(new { Sheet = new OpeningSheet(pages.Frame(http), wrong, typed, !again.Holds(http.Visit()), null), View = view });
    }
}

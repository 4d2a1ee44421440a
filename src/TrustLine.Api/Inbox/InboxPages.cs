using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>The list of reports as a page.</summary>
internal sealed class InboxPages(ReportList list, OfficePages pages)
{
    public IResult List(HttpContext http)
    {
        var visit = http.Visit();
        // Whoever is not admitted yet has no key to open anything with.
        if (visit.Generations().Count == 0) return Results.Redirect("/office/group");
        var view = list.Page(visit, Shows(http), http.Request.Query["after"]);
        return OfficePages.Page<ListPage>(new { Frame = pages.Frame(http), View = view });
    }

    private static ListShows Shows(HttpContext http) => http.Request.Query["show"].ToString() switch { "due" => ListShows.Due, "closed" => ListShows.Closed, _ => ListShows.Open };
}

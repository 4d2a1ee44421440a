using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>The inbox without a case: views, list, news, and the person's own filters.</summary>
internal sealed class InboxPages(ReportList list, SearchRooms rooms, OwnFilters own, Undoing undoing, OfficePages pages)
{
    public IResult List(HttpContext http)
    {
        var visit = http.Visit();
        // Whoever is not admitted yet has no key to open anything with.
        if (visit.Generations().Count == 0) return Results.Redirect("/office/group");
        rooms.Of(visit); // Reading in begins with the day's first page, so that the first search finds something.
        return List(http, InboxPlace.Read(http.Request.Query), null);
    }

    /// <summary>Views and list anew when something in this place has changed since the stamp that the page has; else nothing.</summary>
    public IResult News(HttpContext http)
    {
        var visit = http.Visit();
        var place = InboxPlace.Read(http.Request.Query);
        if (visit.Generations().Count == 0 || list.Stamp(visit, place) == http.Request.Query["stamp"]) return Results.NoContent();
        var open = Guid.TryParse(http.Request.Query["open"], out var id) ? id : (Guid?)null;
        return OfficePages.Page<Sides>(new { Frame = pages.Frame(http), View = list.Page(visit, place), Open = open });
    }

    public async Task<IResult> KeepFilterAsync(HttpContext http)
    {
        var place = InboxPlace.Read(http.Request.Form["place"].ToString());
        return await own.KeepAsync(http.Visit(), http.Request.Form["name"].ToString(), place) ? Results.Redirect(place.List) : List(http, place, "filter.name.wrong");
    }

    public async Task<IResult> ForgetFilterAsync(HttpContext http)
    {
        await own.ForgetAsync(http.Visit(), http.Request.Form["name"].ToString());
        return Results.Redirect("/office/reports");
    }

    private IResult List(HttpContext http, InboxPlace place, string? wrong)
    {
        var frame = pages.Frame(http);
        var done = "done." + http.Request.Query["done"];
        return OfficePages.Page<ListPage>(new
        {
            Frame = frame,
            View = list.Page(http.Visit(), place),
            Undo = UndoView.Of(http, undoing),
            Done = frame.T.Has(done) ? done : null,
            Wrong = wrong is null ? (IReadOnlyList<WrongField>)[] : [new WrongField("name", frame.T[wrong])],
        });
    }
}

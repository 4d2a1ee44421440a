using System.Text;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Search over what the person may read. The words come in a form and are answered in the same page: they stand in no address, log or referrer.</summary>
internal sealed class SearchPages(SearchRooms rooms, ReportRows rows, Database database, LineKeys keys, OfficePages pages)
{
    private const int Shown = 25;
    private const int LongestTyped = 200;

    /// <summary>The empty form.</summary>
    public IResult Open(HttpContext http) => Page(http, "", null);

    /// <summary>What the words find.</summary>
    public IResult Find(HttpContext http)
    {
        var typed = http.Request.Form["q"].ToString();
        return Page(http, typed, typed.Length <= LongestTyped ? SearchWords.Of(typed) : null);
    }

    private IResult Page(HttpContext http, string typed, SearchWords? words)
    {
        var visit = http.Visit();
        if (visit.Generations().Count == 0) return Results.Redirect("/office/group");
        var room = rooms.Of(visit);
        var (behind, done, total) = (room.Behind, room.Done, room.Total); // Before the words are looked for: what comes meanwhile is asked again.
        var found = words is null ? [] : room.Find(words);
        return OfficePages.Page<SearchPage>(new
        {
            Frame = pages.Frame(http),
            Query = typed,
            View = new SearchView(words is not null, [.. Hits(visit, found, words)], found.Count, Math.Min(done, total), total, behind, room.Full),
        });
    }

    private IEnumerable<SearchHit> Hits(StaffVisit visit, IReadOnlyList<CardOfCase> found, SearchWords? words)
    {
        if (words is null || found.Count == 0) return [];
        var t = OfficeTexts.In(visit.Language);
        using var db = database.Read();
        return [.. rows.Of(db, visit, [.. found.Take(Shown).Select(c => c.Id)]).Select(row => new SearchHit(row, Excerpt(visit, row.Id, words, t["search.here"])))];
    }

    // The narrative says best where; what was found elsewhere is read on the report's own page.
    private IReadOnlyList<PieceView>? Excerpt(StaffVisit visit, Guid id, SearchWords words, string why)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        return opened is null ? null : words.Excerpt(Encoding.UTF8.GetString(opened.Part(PartKind.Narrative)), why);
    }
}

/// <summary>What a search found, and how much it has searched. Prints nothing.</summary>
public sealed record SearchView(bool Asked, IReadOnlyList<SearchHit> Hits, int Found, int Done, int Total, bool Behind, bool Full)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SearchView);
}

/// <summary>One report that was found, with the place. Prints nothing.</summary>
public sealed record SearchHit(RowView Row, IReadOnlyList<PieceView>? Excerpt)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SearchHit);
}

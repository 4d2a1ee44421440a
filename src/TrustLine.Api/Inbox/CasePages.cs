using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>One report as a page, after any act too, and its files.</summary>
internal sealed class CasePages(CaseReader reader, ReportList list, Undoing undoing, FileDownload downloads, Listening listening, Database database, LineKeys keys, OfficePages pages)
{
    public Task<IResult> OneAsync(HttpContext http, Guid id) => OneAsync(http, id, [], null);

    /// <summary>The page after an act: what was done, or what is wrong with the form and everything that was typed into it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">The report.</param>
    /// <param name="answer">What came of the act.</param>
    /// <param name="done">Key under <c>done.</c> of the words that say it was done.</param>
    /// <param name="reasonField">Id of the field for the reason.</param>
    /// <param name="textField">Id of the field for the message.</param>
    /// <param name="next">Where "and open the next" leads; gives null after the last. Null itself stays with this case.</param>
    public async Task<IResult> AnswerAsync(HttpContext http, Guid id, ActAnswer answer, string done, string reasonField, string textField, Func<Guid?>? next = null) => answer switch
    {
        ActAnswer.Done => Results.Redirect(WithDone(next is null ? Place(http).Case(id) : next() is { } other ? Place(http).Case(other) : Place(http).List, done)),
        ActAnswer.NotHere => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound),
        ActAnswer.ReasonMissing => await OneAsync(http, id, [new(reasonField, "act.reason.missing")], http.Request.Form),
        ActAnswer.TextMissing => await OneAsync(http, id, [new(textField, "act.text.missing")], http.Request.Form),
        ActAnswer.TooLong => await OneAsync(http, id, [new(textField, "act.long")], http.Request.Form),
        ActAnswer.DayWrong => await OneAsync(http, id, [new(reasonField, "act.day")], http.Request.Form),
        ActAnswer.AsksAndAnswers => await OneAsync(http, id, [new("asks", "act.both")], http.Request.Form),
        ActAnswer.Overtaken => await OneAsync(http, id, [new("acts", "act.overtaken")], http.Request.Form),
        ActAnswer.Closed => await OneAsync(http, id, [new("acts", "act.closed")], null),
        ActAnswer.TooLate => await OneAsync(http, id, [new("acts", "act.late")], null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The report's page with what is wrong (id of a field and key of the words) and what was typed.</summary>
    public async Task<IResult> OneAsync(HttpContext http, Guid id, IReadOnlyList<WrongField> wrong, IFormCollection? typed)
    {
        var visit = http.Visit();
        if (await reader.ReadAsync(visit, id) is not { } view) return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        var frame = pages.Frame(http);
        var done = "done." + http.Request.Query["done"];
        var sides = list.Page(visit, Place(http));
        return OfficePages.Page<CasePage>(new
        {
            Page = new CaseSheet(
                frame, view, typed is null && frame.T.Has(done) ? done : null,
                [.. wrong.Select(w => new WrongField(w.Field, frame.T[w.Text]))],
                typed is null ? [] : typed.Where(f => f.Key != FormField.Name).ToDictionary(f => f.Key, f => f.Value.ToString())) { Sides = sides, Undo = UndoView.Of(http, undoing) },
        });
    }

    /// <summary>A file of this report or of its thread: a washed copy, or a file of which there is none. Whoever takes a voice away can listen to it.</summary>
    public async Task<IResult> FileAsync(HttpContext http, Guid id, Guid file)
    {
        var visit = http.Visit();
        using var opened = OpenCase.Of(visit, database, keys, id);
        using var entry = opened?.File(file);
        if (entry is null) return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        if (VoicesFace.IsVoice(entry)) await listening.NoteAsync(opened!, visit.Member, file);
        return await downloads.SendAsync(http, entry);
    }

    // A page is asked for in a place; a form carries it along.
    private static InboxPlace Place(HttpContext http) => HttpMethods.IsPost(http.Request.Method) ? InboxPlace.Read(http.Request.Form["place"].ToString()) : InboxPlace.Read(http.Request.Query);

    private static string WithDone(string address, string done) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}";
}

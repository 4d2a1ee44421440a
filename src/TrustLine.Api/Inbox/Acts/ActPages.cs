using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Inbox;

/// <summary>The forms of the acts on a case.</summary>
internal sealed class ActPages(CasePages cases, ReportList list, Deciding deciding, Informing informing, Replying replying, Noting noting, Undoing undoing, PackagePages packages)
{
    public async Task<IResult> DecideAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        // The form speaks of the set only; anything else was not made by our page.
        if (!Enum.TryParse<Disposition>(form["decision"], out var decision) || !Enum.IsDefined(decision)) return await cases.OneAsync(http, id, [new("decision", "act.choose")], form);
        var next = Next(http, id);
        var acted = await deciding.DecideAsync(http.Visit(), id, decision, form["reason"].ToString(), Seen(form));
        undoing.Give(http, acted.Undo);
        // One press confirms, starts the clock and lays the package out to be printed.
        if (acted.Answer is ActAnswer.Done && form["then"] == "package" && await packages.TryOpenAsync(http, id) is { } package) return package;
        return await cases.AnswerAsync(http, id, acted.Answer, "decided", "reason", "reason", next);
    }

    public async Task<IResult> InformAsync(HttpContext http, Guid id) =>
        await cases.AnswerAsync(http, id, await informing.InformAsync(http.Visit(), id), "informed", "informed", "informed");

    public async Task<IResult> ReplyAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        // Looking, and putting words into the field, send nothing.
        if (form["then"] == "preview" || form["then"].ToString().StartsWith(ReadyFace.Put, StringComparison.Ordinal)) return await cases.OneAsync(http, id, [], form);
        var next = Next(http, id);
        var acted = await replying.ReplyAsync(http.Visit(), id, Page(form), new(form["text"].ToString(), form["asks"] == "yes", form["answers"] == "yes"));
        undoing.Give(http, acted.Undo);
        return await cases.AnswerAsync(http, id, acted.Answer, "sent", "text", "text", next);
    }

    public async Task<IResult> NoteAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        return await cases.AnswerAsync(http, id, await noting.NoteAsync(http.Visit(), id, Page(form), form["note"].ToString()), "noted", "note", "note");
    }

    /// <summary>Undoes the last act of this browser, if it was on this case and the seconds are not over.</summary>
    public async Task<IResult> UndoAsync(HttpContext http, Guid id)
    {
        var answer = undoing.Read(http) is { } slip && slip.Report == id ? await undoing.UndoAsync(http.Visit(), slip) : ActAnswer.TooLate;
        Undoing.Forget(http);
        return await cases.AnswerAsync(http, id, answer, "undone", "acts", "acts");
    }

    // Which case follows is asked before the act: after it this one may have left the view.
    private Func<Guid?>? Next(HttpContext http, Guid id)
    {
        if (http.Request.Form["then"] != "next") return null;
        var next = list.After(http.Visit(), InboxPlace.Read(http.Request.Form["place"].ToString()), id);
        return () => next;
    }

    private static long Seen(IFormCollection form) => long.TryParse(form["seen"], out var seen) ? seen : -1;

    private static Guid Page(IFormCollection form) => Guid.TryParse(form["page"], out var id) ? id : Draw.Id();
}

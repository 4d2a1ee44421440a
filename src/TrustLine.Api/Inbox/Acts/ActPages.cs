using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Inbox;

/// <summary>The forms of the acts on a case.</summary>
internal sealed class ActPages(CasePages cases, Deciding deciding, Informing informing, Replying replying, Ending ending)
{
    public async Task<IResult> DecideAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        // The form speaks of the set only; anything else was not made by our page.
        if (!Enum.TryParse<Disposition>(form["decision"], out var decision) || !Enum.IsDefined(decision)) return await cases.OneAsync(http, id, [new("decision", "act.choose")], form);
        return await cases.AnswerAsync(http, id, await deciding.DecideAsync(http.Visit(), id, decision, form["reason"].ToString(), Seen(form)), "decided", "reason", "reason");
    }

    public async Task<IResult> InformAsync(HttpContext http, Guid id) =>
        await cases.AnswerAsync(http, id, await informing.InformAsync(http.Visit(), id), "informed", "informed", "informed");

    public async Task<IResult> ReplyAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        var answer = await replying.ReplyAsync(http.Visit(), id, Message(form), form["text"].ToString(), form["asks"] == "yes", form["answers"] == "yes");
        return await cases.AnswerAsync(http, id, answer, "sent", "text", "text");
    }

    public async Task<IResult> EndAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        var answer = await ending.EndAsync(http.Visit(), id, Message(form), form["endreason"].ToString(), form["told"].ToString(), Seen(form));
        return await cases.AnswerAsync(http, id, answer, "ended", "endreason", "told");
    }

    private static long Seen(IFormCollection form) => long.TryParse(form["seen"], out var seen) ? seen : -1;

    private static Guid Message(IFormCollection form) => Guid.TryParse(form["message"], out var id) && id != Guid.Empty ? id : Draw.Id();
}

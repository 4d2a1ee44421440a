using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Inbox;

/// <summary>The pages of who reads reports: the list, one report, its files, and the forms of the acts.</summary>
internal sealed class InboxPages(ReportList list, CaseReader reader, CaseActs acts, ReceivedFiles files, Database database, LineKeys keys, OfficePages pages, ILogger<InboxPages> log)
{
    private static readonly string[] Acts = ["decided", "informed", "sent", "ended"];

    public IResult List(HttpContext http)
    {
        var visit = http.Visit();
        // Whoever is not admitted yet has no key to open anything with.
        if (visit.Generations().Count == 0) return Results.Redirect("/office/group");
        var view = list.Page(visit, Shows(http), http.Request.Query["after"]);
        return OfficePages.Page<ListPage>(new { Frame = pages.Frame(http), View = view });
    }

    public Task<IResult> OneAsync(HttpContext http, Guid id) => OneAsync(http, id, [], null);

    public async Task<IResult> DecideAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        // The form speaks of the set only; anything else was not made by our page.
        if (!Enum.TryParse<Disposition>(form["decision"], out var decision) || !Enum.IsDefined(decision)) return await OneAsync(http, id, [new("decision", "act.choose")], form);
        return await AnswerAsync(http, id, await acts.DecideAsync(http.Visit(), id, decision, form["reason"].ToString(), Seen(form)), "decided", "reason", "reason");
    }

    public async Task<IResult> InformAsync(HttpContext http, Guid id) => await AnswerAsync(http, id, await acts.InformAsync(http.Visit(), id), "informed", "informed", "informed");

    public async Task<IResult> ReplyAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        return await AnswerAsync(http, id, await acts.ReplyAsync(http.Visit(), id, Message(form), form["text"].ToString(), form["asks"] == "yes", form["answers"] == "yes"), "sent", "text", "text");
    }

    public async Task<IResult> EndAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        return await AnswerAsync(http, id, await acts.EndAsync(http.Visit(), id, Message(form), form["endreason"].ToString(), form["told"].ToString(), Seen(form)), "ended", "endreason", "told");
    }

    /// <summary>A file, as a download that no browser shows from here; streamed segment by segment, each checked before it goes.</summary>
    public async Task<IResult> FileAsync(HttpContext http, Guid id, Guid file)
    {
        using var opened = OpenCase.Of(http.Visit(), database, keys, id);
        using var entry = opened?.File(file);
        if (entry is null) return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(entry.Name.Length > 0 ? entry.Name : "file");
        headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = MediaTypeNames.Application.Octet;
        http.Response.ContentLength = entry.Sealed.Length;
        try
        {
            await files.CopyAsync(entry, http.Response.Body, http.RequestAborted);
        }
        catch (Exception error) when (error is EnvelopeDamagedException or WrongKeyException or FileNotFoundException)
        {
            Log.EnvelopeDamaged(log, "file");
            http.Abort(); // Part of it may be on its way: the break must be seen, never a shorter file.
        }

        return Results.Empty;
    }

    private async Task<IResult> AnswerAsync(HttpContext http, Guid id, ActAnswer answer, string done, string reasonField, string textField) => answer switch
    {
        ActAnswer.Done => Results.Redirect($"/office/reports/{id}?done={done}"),
        ActAnswer.NotHere => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound),
        ActAnswer.ReasonMissing => await OneAsync(http, id, [new(reasonField, "act.reason.missing")], http.Request.Form),
        ActAnswer.TextMissing => await OneAsync(http, id, [new(textField, "act.text.missing")], http.Request.Form),
        ActAnswer.TooLong => await OneAsync(http, id, [new(textField, "act.long")], http.Request.Form),
        ActAnswer.AsksAndAnswers => await OneAsync(http, id, [new("asks", "act.both")], http.Request.Form),
        ActAnswer.Overtaken => await OneAsync(http, id, [new("acts", "act.overtaken")], http.Request.Form),
        ActAnswer.Closed => await OneAsync(http, id, [new("acts", "act.closed")], null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<IResult> OneAsync(HttpContext http, Guid id, IReadOnlyList<WrongField> wrong, IFormCollection? typed)
    {
        if (await reader.ReadAsync(http.Visit(), id) is not { } view) return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        var t = OfficeTexts.In(http.Visit().Language);
        return OfficePages.Page<CasePage>(new
        {
            Frame = pages.Frame(http),
            View = view,
            Done = typed is null && Acts.Contains(http.Request.Query["done"].ToString()) ? "done." + http.Request.Query["done"] : null,
            Wrong = wrong.Select(w => new WrongField(w.Field, t[w.Text])).ToList(),
            Typed = typed is null ? new Dictionary<string, string>() : new[] { "decision", "reason", "text", "asks", "answers", "endreason", "told" }.ToDictionary(f => f, f => typed[f].ToString()),
        });
    }

    private static ListShows Shows(HttpContext http) => http.Request.Query["show"].ToString() switch { "due" => ListShows.Due, "closed" => ListShows.Closed, _ => ListShows.Open };

    private static long Seen(IFormCollection form) => long.TryParse(form["seen"], out var seen) ? seen : -1;

    private static Guid Message(IFormCollection form) => Guid.TryParse(form["message"], out var id) && id != Guid.Empty ? id : Vault.Primitives.Draw.Id();
}

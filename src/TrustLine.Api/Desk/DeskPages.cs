using Microsoft.AspNetCore.Components;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Api.Office;
using TrustLine.Api.Pages;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;

namespace TrustLine.Api.Desk;

/// <summary>
/// The page on which an operator takes a call, a visitor, a letter or what lay in the box. Every post seals what was typed under the page's own token, which is in no address and
/// nowhere on disk; sending takes the one road of all reports, and from then on the operator cannot open it any more.
/// </summary>
internal sealed class DeskPages(
    IntakeDesk desk, ReturnDesk returns, Drafts drafts, DraftFiles files, ReceivedFiles received, IncomingCalls incoming, OfficePages pages, FormSeal seal, Provisions provisions, WebOptions web, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <summary>A fresh page for this source; nothing is stored until something is typed. A call that was connected brings its language.</summary>
    public async Task<IResult> BeginAsync(HttpContext http)
    {
        var visit = http.Visit();
        var call = http.Request.Form["incoming"] == "yes" ? incoming.Of(visit.Member) : null;
        if (call is not null) await incoming.TakenAsync(visit.Member);
        var given = new Dictionary<string, string?>
        {
            ["source"] = call is null ? http.Request.Form["source"].ToString() : nameof(Channel.Desk),
            ["language"] = (call?.Language ?? Language.Kk).Code(),
            ["danger"] = call?.Danger switch { true => "yes", false => "no", _ => null },
        };
        return Page(http, FormToken.New(), new DeskDraft().Typed(visit.Member, given.GetValueOrDefault));
    }

    /// <summary>Any button of the page but those for files.</summary>
    public async Task<IResult> PostAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        if (Token(form["token"], visit) is not var (token, found)) return pages.Say(http, "say.form", StatusCodes.Status400BadRequest);
        if (found?.Sent is { } sent) return await SentAsync(http, token, found, sent);
        if (found is null && form["view"] == "readback") return Page(http, token, new DeskDraft().Typed(visit.Member, _ => null), new WrongField("narrative", http.T("desk.gone")));
        var go = form["go"].ToString();
        var draft = (await drafts.ChangeAsync(token, d => d is { Sent: not null } ? d : Turned((d ?? new()).Typed(visit.Member, f => form[f]), go), DeskJson.Default.DeskDraft))!;
        if (draft.Sent is { } twin) return await SentAsync(http, token, draft, twin);
        if (form["files"].ToString().Length > 0) return Page(http, token, draft, new WrongField("files", http.T("desk.files.loose")));
        return go switch
        {
            "send" => await SendAsync(http, token, draft, incomplete: false),
            "broke" => await SendAsync(http, token, draft, incomplete: true),
            "readback" when Wrong(http, draft) is { Count: > 0 } wrong => Page(http, token, draft, [.. wrong]),
            "readback" => Page(http, token, draft, readBack: true),
            "throw" => await ThrowAsync(token, draft),
            _ => Page(http, token, draft, missing: go == "missing"),
        };
    }

    /// <summary>Files are added or taken out; what was typed comes with them.</summary>
    public async Task<IResult> FilesAsync(HttpContext http)
    {
        var visit = http.Visit();
        try
        {
            using var body = await PostedBody.ReadAsync(received, http, web, form => Holds(http, form[FormField.Name]) ? Task.CompletedTask : throw new BodyException(BodyFault.Fields));
            if (!Holds(http, body[FormField.Name]) || Token(body["token"], visit) is not var (token, found))
            {
                body.Forget();
                return pages.Say(http, "say.form", StatusCodes.Status400BadRequest);
            }

            var (_, draft, errors) = await files.WriteAsync<DeskDraft>(token, body, LineTexts.In(visit.Language), d => d.Typed(visit.Member, f => body[f]));
            return draft.Sent is { } sent ? await SentAsync(http, token, draft, sent) : Page(http, token, draft, [.. errors.Select(e => new WrongField(e.Field, e.Text))]);
        }
        catch (BodyException)
        {
            return pages.Say(http, "say.form", StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Keeps what is typed without turning the page, and answers with what is still missing.</summary>
    public async Task<IResult> KeepAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        if (Token(form["token"], visit) is not var (token, found) || found is { Sent: not null }) return Results.NoContent();
        var draft = (await drafts.ChangeAsync(token, d => d is { Sent: not null } ? d : (d ?? new()).Typed(visit.Member, f => form[f]), DeskJson.Default.DeskDraft))!;
        return draft.Sent is null ? OfficePages.Page<DeskMissing>(new { View = View(http, token, draft) }) : Results.NoContent();
    }

    private async Task<IResult> SendAsync(HttpContext http, FormToken token, DeskDraft draft, bool incomplete)
    {
        if (!desk.IsOpen) return Page(http, token, draft, new WrongField("narrative", http.T("desk.closed")));
        if ((incomplete ? Nothing(http, draft) : Wrong(http, draft)) is { Count: > 0 } wrong) return Page(http, token, draft, [.. wrong]);
        var held = draft.Files.Where(received.Hold).ToList();
        try
        {
            if (held.Count < draft.Files.Count)
            {
                draft = (await drafts.ChangeAsync(token, d => d! with { Files = held }, DeskJson.Default.DeskDraft))!;
                return Page(http, token, draft, new WrongField("files", http.T("desk.files.gone")));
            }

            var arrival = (StrictText.Says(draft.Narrative) ? draft : draft with { Fields = new Dictionary<string, string>(draft.Fields) { ["narrative"] = OfficeTexts.In(draft.Language)["desk.unsaid.story"] } }).ToArrival(incomplete);
            var receipt = await desk.ReceiveAsync(arrival, http.RequestAborted);
            var sent = new DeskSent(
                receipt.Number, draft.Source, draft.Language, receipt.RegisteredAt, receipt.AnswerBy.Date.ToDateOnly(),
                Later: receipt.RegisteredAt > AstanaTime.DayOf(receipt.ReceivedAt.ToInstant()).ToDateOnly(), Anonymous: draft["fullName"] is null, NoAddress: draft["postalAddress"] is null && draft["email"] is null);
            // The story is in the vault now; here only what the last page shows is kept.
            await drafts.SaveAsync(token, new DeskDraft { Delivery = draft.Delivery, Operator = draft.Operator, Sent = sent }, DeskJson.Default.DeskDraft);
            return Sent(http, token, sent, receipt.Code?.Show(), sent.Language);
        }
        finally
        {
            received.Release(held);
        }
    }

    // After sending, every page leads here: the code is read out again, confirmed, or given anew.
    private async Task<IResult> SentAsync(HttpContext http, FormToken token, DeskDraft draft, DeskSent sent)
    {
        var form = IsPlain(http) ? http.Request.Form : FormCollection.Empty;
        var go = form["go"].ToString();
        var caller = go.StartsWith("lang:", StringComparison.Ordinal) && LanguageCodes.TryParse(go[5..], out var chosen) ? chosen
            : LanguageCodes.TryParse(form["language"], out var before) ? before : sent.Language;
        if (form["view"] == "sent" && ReceiptCode.TryParse(form["code"], out var shown) && shown is not null)
        {
            using (shown)
            {
                if (go != "confirm") return Sent(http, token, sent, shown.Show(), caller);
                if (string.Concat(form["last4"].ToString().Where(char.IsAsciiDigit)) != shown.LastFour()) return Sent(http, token, sent, shown.Show(), caller, wrongDigits: true);
                using var visit = await returns.OpenAsync(shown, http.RequestAborted);
                if (visit is not null) return Sent(http, token, sent, null, caller);
            }
        }

        var receipt = await desk.ReceiveAsync(draft.ToArrival(incomplete: false), http.RequestAborted);
        return Sent(http, token, sent, receipt.Code?.Show(), caller, again: true);
    }

    private async Task<IResult> ThrowAsync(FormToken token, DeskDraft draft)
    {
        await drafts.DropAsync(token);
        foreach (var file in draft.Files) received.Remove(file);
        return Results.Redirect("/office/calls");
    }

    private static DeskDraft Turned(DeskDraft draft, string go) =>
        go.StartsWith("lang:", StringComparison.Ordinal) && LanguageCodes.TryParse(go[5..], out var language)
            ? draft with { Fields = new Dictionary<string, string>(draft.Fields) { ["language"] = language.Code() } } : draft;

    private List<WrongField> Wrong(HttpContext http, DeskDraft draft)
    {
        var wrong = Nothing(http, draft);
        if (draft.Unsaid.Count > 0 && draft["reason"] is null) wrong.Add(new("reason", http.T("desk.duties.unsaid")));
        return wrong;
    }

    // What no sending can do without: something to send, and not more than is taken.
    private List<WrongField> Nothing(HttpContext http, DeskDraft draft)
    {
        var wrong = new List<WrongField>();
        if (!draft.Tells) wrong.Add(new("narrative", http.T("desk.nothing")));
        if (StrictText.Bytes(draft.Narrative) > web.NarrativeBytes) wrong.Add(new("narrative", http.T("desk.long")));
        wrong.AddRange(ReportDraft.Questions.Where(q => draft[q]?.Length > web.AnswerChars)
            .Concat(ReportDraft.IdentityFields.Append("place").Where(f => draft[f]?.Length > web.IdentityChars))
            .Concat(draft["reason"]?.Length > LongestReason ? ["reason"] : []).Select(f => new WrongField(f, http.T("desk.long"))));
        return wrong;
    }

    // A page of another operator, or none of ours, is no page.
    private (FormToken Token, DeskDraft? Found)? Token(string? text, StaffVisit visit) =>
        FormToken.TryParse(text, out var token) && drafts.Open(token, DeskJson.Default.DeskDraft) is var found && (found is null || found.Operator == visit.Member) ? (token, found) : null;

    private bool Holds(HttpContext http, string? token) => seal.Holds(http, token, http.Visit().Seat.Session);

    private static bool IsPlain(HttpContext http) => OfficeDoor.IsPlainForm(http.Request);

    private IResult Page(HttpContext http, FormToken token, DeskDraft draft, params WrongField[] wrong) => Page(http, token, draft, false, false, wrong);

    private IResult Page(HttpContext http, FormToken token, DeskDraft draft, bool missing = false, bool readBack = false, IReadOnlyList<WrongField>? wrong = null)
    {
        var view = View(http, token, draft) with { Wrong = wrong ?? [], MissingAsked = missing, ReadBack = readBack };
        return readBack ? OfficePages.Page<DeskReadBack>(new { View = view }) : OfficePages.Page<DeskPage>(new { View = view });
    }

    private IResult Sent(HttpContext http, FormToken token, DeskSent sent, string? code, Language caller, bool again = false, bool wrongDigits = false)
    {
        var words = Words(http, caller) with { RegNumber = sent.Number, Code = code, AnswerBy = OfficeTexts.In(caller).Day(sent.AnswerBy) };
        return OfficePages.Page<DeskSentPage>(new { View = new DeskSentView(Frame(http), token.ForTheForm(), sent, code, words) { Caller = caller, Again = again, WrongDigits = wrongDigits } });
    }

    private DeskView View(HttpContext http, FormToken token, DeskDraft draft) => new(Frame(http), token.ForTheForm(), draft, Words(http, draft.Language))
    {
        Files = LinePages.Views(draft.Files),
        Missing = draft.Tells ? [.. MissingFacts.Of([draft.Narrative], draft.ToArrival(false).Answers, draft.Files.Count > 0).Select(Asked)] : [],
    };

    private CallWords Words(HttpContext http, Language caller)
    {
        var card = http.Visit().Card;
        return new(provisions.Now.Organisation(AstanaTime.DayOf(time.GetUtcNow().ToInstant())).Name.In(caller), card.Name, card.Position?.In(caller) ?? OfficeTexts.In(caller)["desk.position"]);
    }

    // The page exists in this browser only: there is no address to come back to after switching the office's language.
    private OfficeFrame Frame(HttpContext http) => pages.Frame(http) with { Here = "" };

    private static string Asked(MissingFact fact) => fact switch
    {
        MissingFact.When => "q.when",
        MissingFact.Where => "q.where",
        MissingFact.Who => "q.who",
        MissingFact.HowMuch => "q.howmuch",
        _ => "q.docs",
    };
}

/// <summary>Words for the person of a request.</summary>
internal static class WordsOfVisit
{
    /// <summary>The words of a key in the language of the session.</summary>
    public static string T(this HttpContext http, string key) => OfficeTexts.In(http.Visit().Language)[key];
}

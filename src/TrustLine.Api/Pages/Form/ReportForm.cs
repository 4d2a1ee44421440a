using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;

namespace TrustLine.Api.Pages;

/// <summary>
/// The form as the reporter walks it. Every post seals what was typed and shows the next page itself: nothing stands in an address or a cookie,
/// and a page sent twice, late or after a restart is the same report. The delivery id lies in the draft.
/// </summary>
internal sealed class ReportForm(IntakeDesk desk, ReturnDesk returns, Drafts drafts, DraftFiles files, FormUploads uploads, LinePages pages, WebOptions web)
{
    /// <summary>The first page, with a fresh token; nothing is stored until something is typed.</summary>
    public IResult Begin(Language language) => desk.IsOpen
        ? Step(new Posted(language, FormToken.New(), "story", ""), new ReportDraft(), "story", [])
        : pages.Trouble(language, StatusCodes.Status503ServiceUnavailable);

    /// <summary>Any button of any page.</summary>
    public async Task<IResult> PostAsync(HttpContext context, Language language)
    {
        var cancellation = context.RequestAborted;
        if (!desk.IsOpen) return pages.Trouble(language, StatusCodes.Status503ServiceUnavailable);
        using var body = await files.ReadAsync(context);
        if (!FormToken.TryParse(body["token"], out var token))
        {
            body.Forget();
            return pages.Trouble(language, StatusCodes.Status400BadRequest);
        }

        var posted = new Posted(language, token, body["step"] ?? "story", body["go"] ?? "next") { FromCheck = body["from"] == "check" };
        if (!ReportSteps.Knows(posted.Step))
        {
            body.Forget();
            return drafts.Open(token, DraftJson.Default.ReportDraft) is { Sent: { } before } closed
                ? await SentAsync(posted, body, closed, before, cancellation)
                : pages.Trouble(language, StatusCodes.Status400BadRequest);
        }

        var t = LineTexts.In(language);
        var (found, draft, errors) = await files.WriteAsync<ReportDraft>(token, body, t, d => d.Typed(posted.Step, body.Form));
        if (draft.Sent is { } sent) return await SentAsync(posted, body, draft, sent, cancellation);
        if (found is null && posted.Step != "story") return Step(posted, draft, "story", [], t["draft.gone"]);
        if (errors.Count > 0) return Step(posted with { FromCheck = posted.FromCheck || posted.Step == "check" }, draft, "story", errors);
        return posted.Go switch
        {
            "back" => Step(posted, draft, ReportSteps.Before(posted.Step), []),
            "send" when posted.Step == "check" => await SendAsync(posted, draft, cancellation),
            "change:story" or "change:facts" or "change:you" => Step(posted with { FromCheck = true }, draft, posted.Go[7..], []),
            "next" => Next(posted, draft, t),
            _ => Step(posted, draft, posted.Step, []),
        };
    }

    /// <summary>Keeps what is typed without turning the page.</summary>
    public Task<IResult> KeepAsync(HttpContext context) => files.KeepAsync<ReportDraft>(
        context, "token", (draft, body) => ReportSteps.Knows(body["step"]) ? draft.Typed(body["step"]!, body.Form) : null);

    /// <summary>One act of an upload in pieces.</summary>
    public Task<IResult> FileAsync(HttpContext context, Language language) => uploads.ActAsync<ReportDraft>(context, LineTexts.In(language));

    private IResult Next(Posted posted, ReportDraft draft, LineTexts t)
    {
        var errors = ReportSteps.Wrong(posted.Step, draft, t, web);
        return errors.Count > 0 ? Step(posted, draft, posted.Step, errors)
            : Step(posted with { FromCheck = false }, draft, posted.FromCheck ? "check" : ReportSteps.After(posted.Step), []);
    }

    private async Task<IResult> SendAsync(Posted posted, ReportDraft draft, CancellationToken cancellation)
    {
        if (ReportSteps.FirstWrong(draft, LineTexts.In(posted.Language), web) is var (step, errors)) return Step(posted with { FromCheck = true }, draft, step, errors);
        var receipt = await desk.ReceiveAsync(draft.ToArrival(posted.Language), cancellation);
        var received = AstanaTime.DayOf(receipt.ReceivedAt.ToInstant()).ToDateOnly();
        var sent = new SentReport(
            receipt.Number, receipt.RegisteredAt, receipt.AnswerBy.Date.ToDateOnly(),
            Enum.GetValues<Language>().ToDictionary(l => l.Code(), l => receipt.AnswerBy.Lines(l)),
            Later: receipt.RegisteredAt > received, Anonymous: draft.Way == "anonymous", Danger: draft.Danger == "yes", PromiseFile.Of(receipt.Number, receipt.Promise));
        // The story is in the vault now; here only what the last page shows is kept.
        await drafts.SaveAsync(posted.Token, new ReportDraft { Delivery = draft.Delivery, Sent = sent }, DraftJson.Default.ReportDraft);
        return Sent(posted, sent, receipt.Code?.Show(), again: false, []);
    }

    // After sending, every page of the form leads here: the code is confirmed, shown in another language, or given anew.
    private async Task<IResult> SentAsync(Posted posted, PostedBody body, ReportDraft draft, SentReport sent, CancellationToken cancellation)
    {
        var late = body.Files.Count > 0 || body.Trouble is not null;
        if (posted.Step == "sent" && ReceiptCode.TryParse(body["code"], out var shown) && shown is not null)
        {
            using (shown)
            {
                if (posted.Go == "language") return Sent(posted, sent, shown.Show(), again: false, []);
                if (Digits(body["last4"]) != shown.LastFour())
                    return Sent(posted, sent, shown.Show(), again: false, [new("last4", LineTexts.In(posted.Language)["sent.last4.wrong"])]);
                using var visit = await returns.OpenAsync(shown, cancellation);
                if (visit is not null)
                    return LinePages.Page<DonePage>(new() { ["Frame"] = pages.Frame(posted.Language), ["Number"] = sent.Number });
            }
        }

        var receipt = await desk.ReceiveAsync(draft.ToArrival(posted.Language), cancellation);
        return Sent(posted, sent, receipt.Code?.Show(), again: true, [], late);
    }

    private IResult Sent(Posted posted, SentReport sent, string? code, bool again, IReadOnlyList<FieldError> errors, bool late = false) =>
        LinePages.Page<SentPage>(new() { ["View"] = new SentView(pages.Frame(posted.Language), posted.Token.ForTheForm(), sent, code, again, errors, PromiseFile.Address(sent.Promise)) { FileCameLate = late, DutyIsTold = pages.DutyIsTold } });

    private IResult Step(Posted posted, ReportDraft draft, string step, IReadOnlyList<FieldError> errors, string? notice = null)
    {
        var view = new FormView(pages.Frame(posted.Language), posted.Token.ForTheForm(), draft, LinePages.Views(draft.Files), errors, pages.Bounds, posted.FromCheck, notice);
        var parameters = new Dictionary<string, object?> { ["View"] = view };
        return step switch
        {
            "facts" => LinePages.Page<FactsStep>(parameters),
            "you" => LinePages.Page<YouStep>(parameters),
            "check" => LinePages.Page<CheckStep>(parameters),
            _ => LinePages.Page<StoryStep>(parameters),
        };
    }

    private static string Digits(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiDigit));

    private sealed record Posted(Language Language, FormToken Token, string Step, string Go)
    {
        public bool FromCheck { get; init; }
    }
}

using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Extensions;
using TrustLine.Api.Api;
using TrustLine.Api.Intake;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Pages;

/// <summary>The reporter comes back on the pages. The code is posted once; after it the page carries a token for the visit and one for the message being written.</summary>
internal sealed class ReturnPages(ReturnDesk desk, Drafts drafts, DraftFiles files, FormUploads uploads, LinePages pages, WebOptions web)
{
    /// <summary>The page that asks for the code.</summary>
    public IResult Begin(Language language) => AskCode(language, null, "");

    /// <summary>Any button of any page.</summary>
    public async Task<IResult> PostAsync(HttpContext context, Language language)
    {
        using var body = await files.ReadAsync(context);
        var posted = new Posted(language, body["go"] ?? "next", StrictText.Lines(body["text"]));
        var t = LineTexts.In(language);
        if (body["step"] == "code")
        {
            body.Forget();
            return await OpenAsync(posted, body["code"], context.RequestAborted);
        }

        if (!FormToken.TryParse(body["token"], out var token) || desk.Resume(token) is not { } visit)
        {
            body.Forget();
            return AskCode(language, t["return.gone"], posted.Text);
        }

        using (visit)
        {
            if (body["step"] == "exchanged")
            {
                body.Forget();
                return await ConfirmAsync(posted, token, visit, body.Form, context.RequestAborted);
            }

            if (!FormToken.TryParse(body["message"], out var message))
            {
                body.Forget();
                return pages.Trouble(language, StatusCodes.Status400BadRequest);
            }

            var (_, draft, errors) = await files.WriteAsync<MessageDraft>(message, body, t, before => before with { Text = posted.Text });
            if (errors.Count > 0) return Status(posted, token, message, visit, draft, errors);
            switch (posted.Go)
            {
                case "next":
                    return await SendAsync(posted, body, token, message, visit, draft, context.RequestAborted);
                case var go when Offer(go) is { } offer:
                    return await AnswerTextAsync(posted, token, message, visit, draft, offer, StrictText.Lines(body[OfferedView.Field(offer)]), context.RequestAborted);
                case "exchange":
                    return await ExchangeAsync(posted, token, visit, context.RequestAborted);
                case "leave":
                    await drafts.DropAsync(token);
                    await drafts.DropAsync(message);
                    body.Forget(draft.Files);
                    return LinePages.Page<LeftPage>(new() { ["Frame"] = pages.Frame(language) });
                default:
                    return Status(posted, token, message, visit, draft);
            }
        }
    }

    /// <summary>Keeps the message being typed.</summary>
    public Task<IResult> KeepAsync(HttpContext context) => files.KeepAsync<MessageDraft>(context, "message", (draft, body) => draft with { Text = StrictText.Lines(body["text"]) });

    /// <summary>One act of an upload in pieces.</summary>
    public Task<IResult> FileAsync(HttpContext context, Language language) => uploads.ActAsync<MessageDraft>(context, LineTexts.In(language));

    private async Task<IResult> OpenAsync(Posted posted, string? typed, CancellationToken cancellation)
    {
        if (posted.Go == "language") return AskCode(posted.Language, null, posted.Text);
        var refused = LineTexts.In(posted.Language)["return.refused"];
        if (!ReceiptCode.TryParse(typed, out var code) || code is null) return AskCode(posted.Language, refused, posted.Text);
        using (code)
        {
            using var visit = await desk.OpenAsync(code, cancellation);
            if (visit is null) return AskCode(posted.Language, refused, posted.Text);
            return Status(posted, await desk.KeepAsync(visit), FormToken.New(), visit, new MessageDraft(posted.Text, []));
        }
    }

    private async Task<IResult> SendAsync(Posted posted, PostedBody body, FormToken token, FormToken message, ReturnVisit visit, MessageDraft draft, CancellationToken cancellation)
    {
        var t = LineTexts.In(posted.Language);
        List<FieldError> errors = [];
        if (!StrictText.Says(draft.Text) && draft.Files.Count == 0) errors.Add(new("text", t["thread.empty.error"]));
        if (StrictText.Bytes(draft.Text) > web.NarrativeBytes) errors.Add(new("text", t.With("story.long", ("limit", t.Number(web.NarrativeBytes)))));
        if (draft.Files.Count > web.Files) errors.Add(new("files", t.With("files.many", ("count", t.Number(web.Files)))));
        if (errors.Count > 0) return Status(posted, token, message, visit, draft, errors: errors);

        // The message's token is its delivery id: the same page sent again adds nothing; with other words or files it is another message.
        try
        {
            await desk.WriteAsync(visit, draft.Text, draft.Files, message.DeliveryId(), cancellation);
        }
        catch (ContentTooLargeException)
        {
            return Status(posted, token, message, visit, draft, errors: [new("text", t.With("story.long", ("limit", t.Number(web.NarrativeBytes))))]);
        }

        await drafts.DropAsync(message);
        body.Forget(draft.Files); // Those of a message that was there already; what the thread owns stays.
        using var now = desk.Resume(token);
        return now is null
            ? AskCode(posted.Language, t["return.gone"], "")
            : Status(posted, token, FormToken.New(), now, new MessageDraft("", []), notice: t["thread.sent"]);
    }

    // The message being typed stays where it is: the answer to a text goes by itself.
    private async Task<IResult> AnswerTextAsync(Posted posted, FormToken token, FormToken message, ReturnVisit visit, MessageDraft draft, Guid offer, string wrong, CancellationToken cancellation)
    {
        var (t, approves) = (LineTexts.In(posted.Language), posted.Go.StartsWith(OfferedView.Approve, StringComparison.Ordinal));
        List<FieldError> errors = [];
        if (!approves && !StrictText.Says(wrong)) errors.Add(new(OfferedView.Field(offer), t["written.empty"]));
        if (StrictText.Bytes(wrong) > web.NarrativeBytes) errors.Add(new(OfferedView.Field(offer), t.With("story.long", ("limit", t.Number(web.NarrativeBytes)))));
        if (errors.Count > 0) return Status(posted, token, message, visit, draft, errors, wrong: (offer, wrong));
        bool answered;
        try
        {
            answered = await desk.AnswerTextAsync(visit, offer, approves, approves ? t["written.yes"] : wrong, message.DeliveryId(), cancellation);
        }
        catch (ContentTooLargeException)
        {
            return Status(posted, token, message, visit, draft, [new(OfferedView.Field(offer), t.With("story.long", ("limit", t.Number(web.NarrativeBytes))))], wrong: (offer, wrong));
        }

        using var now = desk.Resume(token);
        if (now is null) return AskCode(posted.Language, t["return.gone"], draft.Text);
        // What was typed about a text that is gone is not lost: it goes where messages are written.
        return answered
            ? Status(posted, token, message, now, draft, notice: t[approves ? "written.approved" : "written.corrected"])
            : Status(posted, token, message, now, approves || draft.Text.Length > 0 ? draft : draft with { Text = wrong }, notice: t["written.gone"]);
    }

    private static Guid? Offer(string go) =>
        Guid.TryParseExact(go.Replace(OfferedView.Approve, "", StringComparison.Ordinal).Replace(OfferedView.Correct, "", StringComparison.Ordinal), "N", out var offer) ? offer : null;

    private async Task<IResult> ExchangeAsync(Posted posted, FormToken token, ReturnVisit visit, CancellationToken cancellation)
    {
        using var code = await desk.ExchangeAsync(visit, token, cancellation);
        return NewCode(posted, token, visit, code.Show(), []);
    }

    private async Task<IResult> ConfirmAsync(Posted posted, FormToken token, ReturnVisit visit, MultipartForm form, CancellationToken cancellation)
    {
        if (!ReceiptCode.TryParse(form["code"], out var code) || code is null) return await ExchangeAsync(posted, token, visit, cancellation);
        using (code)
        {
            if (posted.Go == "language") return NewCode(posted, token, visit, code.Show(), []);
            var t = LineTexts.In(posted.Language);
            if (string.Concat((form["last4"] ?? "").Where(char.IsAsciiDigit)) != code.LastFour())
                return NewCode(posted, token, visit, code.Show(), [new("last4", t["sent.last4.wrong"])]);
            using var opened = await desk.OpenAsync(code, cancellation);
            // Two presses of the button made two codes, and this page shows the one that lost.
            if (opened is null) return await ExchangeAsync(posted, token, visit, cancellation);
            return Status(posted, token, FormToken.New(), opened, new MessageDraft("", []), notice: t["code.new.done"]);
        }
    }

    private IResult AskCode(Language language, string? error, string text) => LinePages.Page<CodePage>(new()
    {
        ["Frame"] = pages.Frame(language),
        ["Errors"] = error is null ? Array.Empty<FieldError>() : [new FieldError("code", error)],
        ["Text"] = text,
    });

    private IResult NewCode(Posted posted, FormToken token, ReturnVisit visit, string code, IReadOnlyList<FieldError> errors) => LinePages.Page<NewCodePage>(new()
    {
        ["Frame"] = pages.Frame(posted.Language),
        ["Number"] = visit.Number,
        ["Code"] = code,
        ["Token"] = token.ForTheForm(),
        ["Errors"] = errors,
    });

    private IResult Status(
        Posted posted, FormToken token, FormToken message, ReturnVisit visit, MessageDraft draft, IReadOnlyList<FieldError>? errors = null, string? notice = null, (Guid Offer, string Text)? wrong = null) =>
        LinePages.Page<StatusPage>(new()
        {
            ["View"] = new VisitView(pages.Frame(posted.Language), token.ForTheForm(), message.ForTheForm(), pages.Bounds)
            {
                Number = visit.Number,
                Status = VisitJsonView.StatusWord(visit.Status),
                NextDate = visit.NextDate?.Date.ToDateOnly(),
                Why = visit.NextDate?.Lines(posted.Language) ?? [],
                Offered = [.. visit.Messages.Where(m => m.OffersText).Select(m => new OfferedView(m.Id, Day(m.At), m.Text, wrong is var (offer, typed) && offer == m.Id ? typed : ""))],
                Messages = [.. visit.Messages.Where(m => !m.OffersText).Select(m => new SaidView(m.From == MessageAuthor.Reporter, Day(m.At), m.Text, [.. m.Files.Select(f => new FileView(f.Id.ToString("N"), f.Name, f.Length, f.Sha256))]))],
                Openings = [.. visit.Openings.Select(o => new OpenedView(Day(o.At), o.Role, o.Reason))],
                PromiseFile = PromiseFile.Address(PromiseFile.Of(visit.Number, visit.Promise)),
                Text = draft.Text,
                Files = LinePages.Views(draft.Files),
                Errors = errors ?? [],
                Notice = notice,
            },
        });

    private static DateOnly Day(DateTimeOffset moment) => AstanaTime.DayOf(moment.ToInstant()).ToDateOnly();

    private sealed record Posted(Language Language, string Go, string Text)
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(Posted);
    }
}

/// <summary>A message that is being written; sealed under its own token. Prints nothing.</summary>
internal sealed record MessageDraft(string Text, IReadOnlyList<ArrivedFile> Files) : IDraft<MessageDraft>
{
    static JsonTypeInfo<MessageDraft> IDraft<MessageDraft>.Json => MessageJsonDraft.Default.MessageDraft;
    static MessageDraft IDraft<MessageDraft>.Empty => new("", []);
    bool IDraft<MessageDraft>.Closed => false;
    MessageDraft IDraft<MessageDraft>.With(IReadOnlyList<ArrivedFile> files) => this with { Files = files };

    /// <inheritdoc/>
    public override string ToString() => nameof(MessageDraft);
}

/// <summary>JSON of a message being written.</summary>
[JsonSerializable(typeof(MessageDraft))]
internal sealed partial class MessageJsonDraft : JsonSerializerContext;

using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Pages;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Api;

/// <summary>Reporting and returning for other programs (design.md 8). Every bound is checked before anything is sealed; nothing sent comes back in an error.</summary>
internal sealed class ReportApi(IntakeDesk desk, ReturnDesk returns, ReceivedFiles received, WebOptions web)
{
    private static readonly string[] ReportParts = ["language", "narrative", "identity", "answers"];
    private static readonly string[] MessageParts = ["receiptCode", "text"];
    private const int LongestKey = 128;

    /// <summary>POST /api/reports.</summary>
    public async Task<IResult> ReportAsync(HttpContext context)
    {
        var wished = Problems.Wished(context);
        if (!desk.IsOpen) return Problems.Of(wished, StatusCodes.Status503ServiceUnavailable);
        PostedBody? body = null;
        try
        {
            var key = Key(context);
            ReportJson report;
            if (MultipartForm.Boundary(context.Request.ContentType) is not null)
            {
                // A language that is none is refused before a file is read; one that comes after the files is looked at when it is there.
                body = await PostedBody.ReadAsync(received, context, web, soFar =>
                {
                    if (soFar["language"] is { } told) _ = Tongue(told);
                    return Task.CompletedTask;
                });
                Only(body.Form, ReportParts);
                report = new()
                {
                    Language = body["language"],
                    Narrative = body["narrative"],
                    Identity = body["identity"] is { } identity ? Read(Encoding.UTF8.GetBytes(identity), WebJson.Default.IdentityJson, "identity", "api.identity", web.IdentityChars) : null,
                    Answers = body["answers"] is { } answers ? Read(Encoding.UTF8.GetBytes(answers), WebJson.Default.AnswersJson, "answers", "api.answers", web.AnswerChars) : null,
                };
            }
            else
            {
                report = await JsonAsync(context, WebJson.Default.ReportJson);
            }

            var language = wished = Tongue(report.Language);
            Whole(body);
            var narrative = Bounded(report);
            List<ArrivedFile> files = body?.Files ?? [];
            var receipt = await desk.ReceiveAsync(WebAdapter.ToArrival(DeliveryId(key, report, files), language, narrative, report.Answers, report.Identity, files), context.RequestAborted);
            return Results.Json(ReceiptJson.Of(receipt), ApiJson.Default.ReceiptJson, statusCode: StatusCodes.Status201Created);
        }
        catch (Refused refused)
        {
            return Refusal(wished, refused);
        }
        catch (BodyException broken)
        {
            return Refusal(wished, Refused.For(broken.Fault, web));
        }
        finally
        {
            body?.Forget(); // What no report owns by now, nobody will.
            body?.Dispose();
        }
    }

    /// <summary>POST /api/reports/return: one answer for every code that opens nothing.</summary>
    public async Task<IResult> ReturnAsync(HttpContext context)
    {
        var wished = Problems.Wished(context);
        try
        {
            var asked = await JsonAsync(context, WebJson.Default.ReturnJson);
            using var visit = await OpenAsync(asked.ReceiptCode, context.RequestAborted);
            var language = context.Request.Headers.AcceptLanguage.Count > 0 ? wished : visit.Language;
            return Results.Json(VisitJsonView.Of(visit, LineTexts.In(language)), ApiJson.Default.VisitJsonView);
        }
        catch (Refused refused)
        {
            return Refusal(wished, refused);
        }
    }

    /// <summary>POST /api/reports/return/messages.</summary>
    public async Task<IResult> WriteAsync(HttpContext context)
    {
        var wished = Problems.Wished(context);
        PostedBody? body = null;
        ReturnVisit? visit = null;
        try
        {
            var key = Key(context);
            MessageJson message;
            if (MultipartForm.Boundary(context.Request.ContentType) is not null)
            {
                // Whoever has no code that opens something brings no files either: not a byte of them is read before it.
                body = await PostedBody.ReadAsync(received, context, web, async soFar =>
                {
                    if (soFar["receiptCode"] is not { } code) throw new Refused(StatusCodes.Status400BadRequest, "api.code.first", "receiptCode");
                    visit ??= await OpenAsync(code, context.RequestAborted);
                });
                Only(body.Form, MessageParts);
                message = new(body["receiptCode"], body["text"]);
                Whole(body);
            }
            else
            {
                message = await JsonAsync(context, WebJson.Default.MessageJson);
            }

            List<ArrivedFile> files = body?.Files ?? [];
            var text = StrictText.Lines(message.Text);
            if (StrictText.Bytes(text) > web.NarrativeBytes) throw new Refused(StatusCodes.Status413PayloadTooLarge, "api.text.long", "text", ("limit", web.NarrativeBytes));
            if (!StrictText.Says(text) && files.Count == 0) throw new Refused(StatusCodes.Status400BadRequest, "api.text.missing", "text");
            visit ??= await OpenAsync(message.ReceiptCode, context.RequestAborted);
            var added = await returns.WriteAsync(visit, text, files, key, context.RequestAborted);
            return Results.Json(new AddedJson(added.MessageId, added.ReceivedAt), ApiJson.Default.AddedJson, statusCode: StatusCodes.Status201Created);
        }
        catch (Refused refused)
        {
            return Refusal(wished, refused);
        }
        catch (ContentTooLargeException)
        {
            // Within the limit as typed, beyond its envelope as written down (a text of quotation marks only).
            return Refusal(wished, new Refused(StatusCodes.Status413PayloadTooLarge, "api.text.long", "text", ("limit", web.NarrativeBytes)));
        }
        catch (BodyException broken)
        {
            return Refusal(wished, Refused.For(broken.Fault, web));
        }
        finally
        {
            visit?.Dispose();
            body?.Forget();
            body?.Dispose();
        }
    }

    private async Task<ReturnVisit> OpenAsync(string? typed, CancellationToken cancellation)
    {
        if (typed is null) throw new Refused(StatusCodes.Status400BadRequest, "api.code.shape", "receiptCode");
        if (!ReceiptCode.TryParse(typed, out var code) || code is null) throw new Refused(StatusCodes.Status404NotFound, "api.code", "receiptCode");
        using (code)
            return await returns.OpenAsync(code, cancellation) ?? throw new Refused(StatusCodes.Status404NotFound, "api.code", "receiptCode");
    }

    private async Task<T> JsonAsync<T>(HttpContext context, JsonTypeInfo<T> type) where T : class
    {
        var request = context.Request;
        if (!request.HasJsonContentType() || request.Headers.ContentEncoding.Any(e => e is not (null or "" or "identity")))
            throw new Refused(StatusCodes.Status415UnsupportedMediaType, "api.type", null);
        if (request.ContentLength > web.JsonBytes) throw new Refused(StatusCodes.Status413PayloadTooLarge, "api.large", null);
        var bytes = new byte[(int)(request.ContentLength ?? web.JsonBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
        try
        {
            if (length == bytes.Length) throw new Refused(StatusCodes.Status413PayloadTooLarge, "api.large", null);
            if (WebJson.TryRead(bytes.AsSpan(0, length), type, out var value, out var utf8)) return value!;
            throw new Refused(StatusCodes.Status400BadRequest, utf8 ? "api.fields" : "api.utf8", null);
        }
        finally
        {
            Digest.Wipe(bytes);
        }
    }

    private static Language Tongue(string? told) =>
        LanguageCodes.TryParse(told, out var language) ? language : throw new Refused(StatusCodes.Status400BadRequest, "api.language", "language");

    // A program is told that a file was not taken by an error, and then nothing was: with a part taken it could not know which.
    private void Whole(PostedBody? body)
    {
        switch (body?.Trouble)
        {
            case FileTrouble.TooLarge: throw new Refused(StatusCodes.Status413PayloadTooLarge, "api.file.large", "files", ("limit", web.LargestFile));
            case FileTrouble.NoRoom: throw new Refused(StatusCodes.Status507InsufficientStorage, "api.noroom", "files");
        }
    }

    private static T Read<T>(byte[] json, JsonTypeInfo<T> type, string field, string words, int limit) where T : class =>
        WebJson.TryRead(json, type, out var value, out _) ? value! : throw new Refused(StatusCodes.Status400BadRequest, words, field, ("limit", limit));

    private static void Only(MultipartForm form, string[] names)
    {
        if (form.Names.Any(n => !names.Contains(n))) throw new Refused(StatusCodes.Status400BadRequest, "api.fields", null);
    }

    private string Bounded(ReportJson report)
    {
        var narrative = StrictText.Lines(report.Narrative);
        if (!StrictText.Says(narrative)) throw new Refused(StatusCodes.Status400BadRequest, "api.narrative.missing", "narrative");
        if (StrictText.Bytes(narrative) > web.NarrativeBytes) throw new Refused(StatusCodes.Status413PayloadTooLarge, "api.narrative.long", "narrative", ("limit", web.NarrativeBytes));
        if (report.Answers is { } a && TooLong(web.AnswerChars, a.What, a.Who, a.When, a.Where, a.HowMuch, a.Evidence))
            throw new Refused(StatusCodes.Status400BadRequest, "api.answers", "answers", ("limit", web.AnswerChars));
        if (report.Identity is { } i && TooLong(web.IdentityChars, i.FullName, i.Organisation, i.PostalAddress, i.Phone, i.Email))
            throw new Refused(StatusCodes.Status400BadRequest, "api.identity", "identity", ("limit", web.IdentityChars));
        return narrative;
    }

    private static bool TooLong(int limit, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (text?.Length > limit) return true;
        return false;
    }

    private static string? Key(HttpContext context) => context.Request.Headers["Idempotency-Key"] switch
    {
        { Count: 0 } => null,
        [{ Length: > 0 and <= LongestKey } key] when key.All(c => c is > ' ' and <= '~') => key,
        _ => throw new Refused(StatusCodes.Status400BadRequest, "api.key", null),
    };

    // The key alone would let a stranger who guesses it be given a code to somebody else's report: the same delivery is the same key with the same words
    // and files. With others it is another report, and nothing is lost.
    private static string DeliveryId(string? key, ReportJson report, List<ArrivedFile> files)
    {
        if (key is null) return "api-once:" + Draw.Id().ToString("N");
        var words = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(report, WebJson.Default.ReportJson);
        return $"api:{key}:{Convert.ToHexString(Digest.Sha256(words))}{(files.Count == 0 ? "" : Convert.ToHexString(files.Fingerprint()))}";
    }

    private static IResult Refusal(Language language, Refused refused)
    {
        var t = LineTexts.In(language);
        var words = refused.Limit is var (place, value) ? t.With(refused.Words, (place, t.Number(value))) : t[refused.Words];
        return Problems.Of(language, refused.Status, words, refused.Field);
    }

    /// <summary>A request that is not taken: status, words and the name of our field. It carries nothing of the request.</summary>
    private sealed class Refused(int status, string textKey, string? wrongField, (string Place, long Value)? limit = null) : Exception
    {
        public int Status => status;
        public string Words => textKey;
        public string? Field => wrongField;
        public (string Place, long Value)? Limit => limit;

        public static Refused For(BodyFault fault, WebOptions web) => fault switch
        {
            BodyFault.Large => new(StatusCodes.Status413PayloadTooLarge, "api.large", null),
            BodyFault.ManyFiles => new(StatusCodes.Status413PayloadTooLarge, "api.files.many", "files", ("count", web.Files)),
            BodyFault.NotUtf8 => new(StatusCodes.Status400BadRequest, "api.utf8", null),
            BodyFault.Fields => new(StatusCodes.Status400BadRequest, "api.fields", null),
            _ => new(StatusCodes.Status400BadRequest, "api.body", null),
        };
    }
}

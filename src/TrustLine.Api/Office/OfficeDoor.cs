using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Channels.Web;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Office;

/// <summary>
/// The door before every page of the staff: only who is signed in comes through, only into rooms of their role, and only with forms
/// that this session was given. What a role may not see does not exist for it.
/// </summary>
internal sealed class OfficeDoor(Sessions sessions, FormSeal seal, OfficePages pages, IDataProtectionProvider ring, ILogger<OfficeDoor> log) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await sessions.FindAsync(http) is not { } visit) return await SignInAgainAsync(http);
        http.Response.RegisterForDispose(visit);
        http.Features.Set(visit);
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForRoles>() is { } room && !room.Allowed.Contains(visit.Role))
            return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        // Who takes files reads the body as it comes, and looks for the form's token in it.
        if (HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<TakesFiles>() is null)
        {
            if (!IsPlainForm(http.Request)) return pages.Say(http, "say.form", StatusCodes.Status415UnsupportedMediaType);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (!seal.Holds(http, form, visit.Seat.Session)) return pages.Kept(http, form, visit.Language, "kept.old") ?? pages.Say(http, "say.form", StatusCodes.Status400BadRequest);
        }

        try
        {
            return await next(context);
        }
        catch (LaneFullException)
        {
            return pages.Say(http, "say.busy", StatusCodes.Status503ServiceUnavailable);
        }
        catch (IntakeClosedException)
        {
            return pages.Say(http, "say.closed", StatusCodes.Status503ServiceUnavailable);
        }
        catch (EnvelopeDamagedException)
        {
            Log.EnvelopeDamaged(log, "office");
            return pages.Say(http, "say.damaged", StatusCodes.Status500InternalServerError);
        }
    }

    // The session ran out while somebody was writing: the page gives the words back. The cookie outlives its session and still names the language.
    private async Task<IResult> SignInAgainAsync(HttpContext http)
    {
        var language = SeatCookie.Read(http, ring)?.Language;
        var form = !HttpMethods.IsPost(http.Request.Method) ? null
            : IsPlainForm(http.Request) ? await http.Request.ReadFormAsync(http.RequestAborted)
            : http.GetEndpoint()?.Metadata.GetMetadata<TakesFiles>() is not null ? await TextsAsync(http) : null;
        return (form is null ? null : pages.Kept(http, form, language ?? Language.Kk, "kept.out"))
            ?? Results.Redirect(language is { } known ? "/office/login?lang=" + known.Code() : "/office/login");
    }

    private const long LargestReadPast = 64L << 20;

    // The texts of a form with files, which are read past and kept nowhere.
    private static async Task<IFormCollection?> TextsAsync(HttpContext http)
    {
        if (MultipartForm.Boundary(http.Request.ContentType) is not { } boundary) return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound) bound.MaxRequestBodySize = LargestReadPast;
        try
        {
            var texts = await MultipartForm.ReadAsync(http.Request.Body, boundary, new WebOptions(), (_, _, _, _, _) => Task.CompletedTask, http.RequestAborted);
            return new FormCollection(texts.Names.ToDictionary(n => n, n => new Microsoft.Extensions.Primitives.StringValues(texts[n])));
        }
        catch (BodyException)
        {
            return null;
        }
    }

    // Never multipart: what staff type must not lie in a temporary file.
    internal static bool IsPlainForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>Marks an address that takes files: its body is multipart and streamed, and it asks the form's token of the body itself.</summary>
internal sealed record TakesFiles;

/// <summary>Which roles a room is for.</summary>
internal sealed record ForRoles(params Role[] Allowed);

using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Office;

/// <summary>
/// The door before every page of the staff: only who is signed in comes through, only into rooms of their role, and only with forms
/// that this session was given. What a role may not see does not exist for it.
/// </summary>
internal sealed class OfficeDoor(Sessions sessions, FormSeal seal, OfficePages pages, ILogger<OfficeDoor> log) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await sessions.FindAsync(http) is not { } visit) return Results.Redirect("/office/login");
        http.Response.RegisterForDispose(visit);
        http.Features.Set(visit);
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForRoles>() is { } room && !room.Allowed.Contains(visit.Role))
            return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        if (HttpMethods.IsPost(http.Request.Method))
        {
            if (!IsPlainForm(http.Request)) return pages.Say(http, "say.form", StatusCodes.Status415UnsupportedMediaType);
            if (!seal.Holds(http, await http.Request.ReadFormAsync(http.RequestAborted), visit.Seat.Session)) return pages.Say(http, "say.form", StatusCodes.Status400BadRequest);
        }

        try
        {
            return await next(context);
        }
        catch (LanesFullException)
        {
            return pages.Say(http, "say.busy", StatusCodes.Status503ServiceUnavailable);
        }
        catch (EnvelopeDamagedException)
        {
            Log.EnvelopeDamaged(log, "office");
            return pages.Say(http, "say.damaged", StatusCodes.Status500InternalServerError);
        }
    }

    // Never multipart: what staff type must not lie in a temporary file.
    internal static bool IsPlainForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>Which roles a room is for.</summary>
internal sealed record ForRoles(params Role[] Allowed);

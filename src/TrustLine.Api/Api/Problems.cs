using System.Text.Json.Serialization;
using TrustLine.Api.Pages;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Api;

/// <summary>Errors of the API as problem documents (RFC 9457) in the caller's language. They name our own fields and never repeat what was sent.</summary>
internal static class Problems
{
    private static readonly int[] Known = [400, 404, 405, 413, 415, 429, 500, 503, 507];

    /// <summary>A problem with words of its own.</summary>
    public static IResult Of(Language language, int status, string detail, string? field = null)
    {
        var t = LineTexts.In(language);
        var title = t["problem." + (Known.Contains(status) ? status : status >= 500 ? 500 : 400)];
        return new Answer(Results.Json(new Problem("about:blank", title, status, detail, field), ProblemJson.Default.Problem, "application/problem+json", status), t.Code);
    }

    /// <summary>A problem that its status explains.</summary>
    public static IResult Of(Language language, int status) => Of(language, status, LineTexts.In(language)[status switch
    {
        404 => "api.missing",
        405 => "api.method",
        413 => "api.large",
        415 => "api.type",
        429 => "api.busy",
        503 => "api.closed",
        >= 500 => "api.failed",
        _ => "api.body",
    }]);

    /// <summary>The first of our languages that the caller asks for; Kazakh when none.</summary>
    public static Language Wished(HttpContext context)
    {
        foreach (var wish in context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(w => w.Quality ?? 1))
            if (LanguageCodes.TryParse(wish.Value.Value?.Split('-')[0].ToLowerInvariant(), out var language)) return language;
        return Language.Kk;
    }

    private sealed class Answer(IResult document, string language) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.Headers.ContentLanguage = language;
            return document.ExecuteAsync(context);
        }
    }
}

/// <summary>A problem document; <paramref name="Field"/> is the name of our field that is wrong.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string? Field);

/// <summary>JSON of problems.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using TrustLine.Api.Api;
using TrustLine.Api.Intake;
using TrustLine.Channels.Web;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Pages;

/// <summary>The reporter's side: its pages, its API and what stands before both.</summary>
internal static class LineRooms
{
    private const string AnyLanguage = "{language:tongue}";

    public static void AddLinePages(this IServiceCollection services)
    {
        // Without this every Cyrillic letter would leave as a six-byte entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<TongueInAddress>("tongue"));
        services.AddSingleton(s => new WebOptions { LargestFile = s.GetRequiredService<LineOptions>().LargestFile });
        services.AddSingleton<LinePages>().AddSingleton<DraftFiles>().AddSingleton<FormUploads>().AddSingleton<ReportForm>().AddSingleton<ReturnPages>().AddSingleton<LetterPages>().AddSingleton<ReportApi>();
    }

    /// <summary>First in the pipeline: headers of every answer on this side, and words for every failure.</summary>
    public static void UseLinePages(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (IsStaffs(context.Request.Path)) return next(context);
            Harden(context);
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Remove("blazor-enhanced-nav"); // There is no script here that could follow it.
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseWhen(context => !IsStaffs(context.Request.Path), side =>
        {
            side.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = SayFailureAsync, SuppressDiagnosticsCallback = _ => true });
            side.UseStatusCodePages(context => SayStatusAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
        });
    }

    public static void MapLinePages(this WebApplication app)
    {
        LineAssets.Map(app);
        app.MapGet("/", (LinePages pages) => pages.Start(Language.Kk));
        app.MapGet("/" + AnyLanguage, (string language, LinePages pages) => pages.Start(Tongue(language)));
        app.MapGet($"/{AnyLanguage}/how", (string language, LinePages pages) => pages.How(Tongue(language)));

        app.MapGet($"/{AnyLanguage}/report", (string language, ReportForm form) => form.Begin(Tongue(language)));
        app.MapPost($"/{AnyLanguage}/report", (string language, HttpContext context, ReportForm form) => form.PostAsync(context, Tongue(language)));
        app.MapPost($"/{AnyLanguage}/report/draft", (HttpContext context, ReportForm form) => form.KeepAsync(context));
        app.MapPost($"/{AnyLanguage}/report/files", (string language, HttpContext context, ReportForm form) => form.FileAsync(context, Tongue(language)));

        app.MapGet($"/{AnyLanguage}/return", (string language, ReturnPages pages) => pages.Begin(Tongue(language)));
        app.MapPost($"/{AnyLanguage}/return", (string language, HttpContext context, ReturnPages pages) => pages.PostAsync(context, Tongue(language)));

        app.MapPost($"/{AnyLanguage}/return/draft", (HttpContext context, ReturnPages pages) => pages.KeepAsync(context));
        app.MapPost($"/{AnyLanguage}/return/files", (string language, HttpContext context, ReturnPages pages) => pages.FileAsync(context, Tongue(language)));

        app.MapGet($"/{AnyLanguage}/letter/{{link}}", (string language, string link, LetterPages pages) => pages.Begin(Tongue(language), link));
        app.MapPost($"/{AnyLanguage}/letter/{{link}}", (string language, string link, HttpContext context, LetterPages pages) => pages.ShowAsync(context, Tongue(language), link));

        app.MapPost("/api/reports", (HttpContext context, ReportApi api) => api.ReportAsync(context));
        app.MapPost("/api/reports/return", (HttpContext context, ReportApi api) => api.ReturnAsync(context));
        app.MapPost("/api/reports/return/messages", (HttpContext context, ReportApi api) => api.WriteAsync(context));
    }

    private static void Harden(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=(), payment=(), usb=()";
        headers["X-Robots-Tag"] = "noarchive, nosnippet";
    }

    private static bool IsStaffs(PathString path) => path.StartsWithSegments("/office", StringComparison.OrdinalIgnoreCase);

    private static Task SayFailureAsync(HttpContext context)
    {
        Harden(context); // The exception handler has cleared the headers.
        var failure = context.Features.Get<IExceptionHandlerFeature>();
        var status = failure?.Error switch
        {
            BadHttpRequestException { StatusCode: var given } => given,
            BodyException { Fault: BodyFault.Large or BodyFault.ManyFiles } => StatusCodes.Status413PayloadTooLarge,
            BodyException => StatusCodes.Status400BadRequest,
            LaneFullException => StatusCodes.Status429TooManyRequests,
            IntakeClosedException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        // The address may hold what somebody typed there, and a message what they sent: the log gets the kind of failure and the name of the room.
        if (status == StatusCodes.Status500InternalServerError)
            Log.RequestFailed(context.RequestServices.GetRequiredService<ILogger<LinePages>>(), failure?.Error.GetType().Name ?? "", (failure?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "");
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "60";
        return SayStatusAsync(context, status);
    }

    private static Task SayStatusAsync(HttpContext context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            return Problems.Of(Problems.Wished(context), status).ExecuteAsync(context);
        var first = context.Request.Path.Value?.Split('/', 3) is [_, var code, ..] && LanguageCodes.TryParse(code, out var inAddress) ? inAddress : Problems.Wished(context);
        return context.RequestServices.GetRequiredService<LinePages>().Trouble(first, status).ExecuteAsync(context);
    }

    private static Language Tongue(string code) => LanguageCodes.TryParse(code, out var language) ? language : Language.Kk;
}

/// <summary>Whether the first word of an address is one of the three languages.</summary>
internal sealed class TongueInAddress : IRouteConstraint
{
    /// <inheritdoc/>
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string code && LanguageCodes.TryParse(code, out _);
}

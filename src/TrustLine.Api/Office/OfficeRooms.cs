using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Audit;
using TrustLine.Api.Demo;
using TrustLine.Api.Desk;
using TrustLine.Api.Director;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Prompts;
using TrustLine.Api.Setup;
using TrustLine.Api.Staff;
using TrustLine.Vault.People;

namespace TrustLine.Api.Office;

/// <summary>The staff's side: what it brings to the host, what stands before its pages, and its addresses. Everything is under <c>/office</c>.</summary>
internal static class OfficeRooms
{
    private const long LargestForm = 256 << 10;
    /// <summary>Who reads reports.</summary>
    public static readonly Role[] Readers = [Role.Officer, Role.Director, Role.Deputy, Role.Oversight];

    public static void AddOffice(this WebApplicationBuilder builder, bool demo)
    {
        var services = builder.Services;
        services.AddOptions<StaffOptions>().Bind(builder.Configuration.GetSection("Staff")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s => s.GetRequiredService<Microsoft.Extensions.Options.IOptions<StaffOptions>>().Value);
        // Without this every Cyrillic letter would leave as a six-byte entity.
        services.TryAddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.TryAddSingleton(PassphraseCost.Standard);
        services.AddSingleton<RefusalTime>().AddSingleton<LoginThrottle>().AddSingleton<Sessions>().AddSingleton<LoginDesk>();
        services.AddSingleton<Reauthentication>().AddHostedService<SessionSweeper>();
        services.AddSingleton<FormSeal>().AddSingleton<OfficePages>().AddSingleton<OfficeDoor>().AddSingleton<LoginPages>();
        services.AddSetup().AddInbox().AddDirector().AddAudit().AddDesk().AddOpenings().AddExclusions();
        services.AddAdministration();
        services.AddSingleton<PromptPages>();
        if (demo) services.AddHostedService<DemoHouse>();
        services.AddHostedService<FirstStart>();
    }

    /// <summary>Headers of every answer on this side, and words for every failure.</summary>
    public static void UseOffice(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/office", StringComparison.OrdinalIgnoreCase),
        side =>
        {
            side.Use(async (context, next) =>
            {
                Harden(context);
                if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestForm;
                await next(context);
            });
            // The framework would log the exception whole, and with it what it quotes; our own line has its kind only.
            side.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = SayFailureAsync, SuppressDiagnosticsCallback = _ => true });
            side.UseStatusCodePages(status => SayAsync(status.HttpContext, status.HttpContext.Response.StatusCode));
        });

    public static void MapOffice(this WebApplication app)
    {
        OfficeAssets.Map(app);
        app.MapGet("/office/login", (HttpContext http, LoginPages pages) => pages.Open(http));
        app.MapPost("/office/login", (HttpContext http, LoginPages pages) => pages.LogInAsync(http));
        app.MapJoining();

        var office = app.MapGroup("/office").AddEndpointFilter(app.Services.GetRequiredService<OfficeDoor>());
        office.MapGet("", (HttpContext http) => Results.Redirect(OfficePages.Home(http.Visit().Role)));
        office.MapPost("/logout", (HttpContext http, LoginPages pages) => pages.LogOutAsync(http));
        office.MapPost("/language", (HttpContext http, LoginPages pages) => pages.SwitchLanguage(http));
        office.MapSetup();
        office.MapAdministration();

        office.MapInbox();
        office.MapDirector();
        office.MapAudit();
        office.MapDesk();
        office.MapPrompts();
        office.MapOpenings();
        office.MapExclusions();
    }

    /// <summary>Only these roles find this address.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, params Role[] roles) => route.WithMetadata(new ForRoles(roles));

    private static void Harden(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self'; form-action 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin"; // With no-referrer browsers would send no Origin with our own forms.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["X-Robots-Tag"] = "noindex, nofollow";
    }

    private static Task SayFailureAsync(HttpContext context)
    {
        Harden(context); // The exception handler has cleared the headers.
        var error = context.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Error;
        var status = error switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status400BadRequest, // A form with too many fields or too long ones.
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status500InternalServerError)
            Log.RequestFailed(context.RequestServices.GetRequiredService<ILogger<OfficePages>>(), error?.GetType().Name ?? "?", "office");
        return SayAsync(context, status);
    }

    private static Task SayAsync(HttpContext context, int status) =>
        context.RequestServices.GetRequiredService<OfficePages>().Say(context, status == StatusCodes.Status404NotFound ? "say.nothing" : status < 500 ? "say.form" : "say.fault", status).ExecuteAsync(context);
}

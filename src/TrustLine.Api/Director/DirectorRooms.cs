using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Director;

/// <summary>What the rooms of those who decide bring to the host, and their addresses.</summary>
internal static class DirectorRooms
{
    private static readonly Role[] Deciders = [Role.Director, Role.Deputy, Role.Oversight];

    public static IServiceCollection AddDirector(this IServiceCollection services) => services
        .AddSingleton<DecisionList>().AddSingleton<LookUps>().AddSingleton<DirectorPages>().AddSingleton<Directing>().AddSingleton<Extending>().AddSingleton<DirectionPages>();

    public static void MapDirector(this RouteGroupBuilder office)
    {
        office.MapGet("/decisions", (HttpContext http, DirectorPages pages) => pages.List(http)).For(Deciders);
        office.MapGet("/lookups", (HttpContext http, DirectorPages pages) => pages.OwnLookUps(http)).For(Deciders);
        office.MapGet("/lookups/deciders", (HttpContext http, DirectorPages pages) => pages.LookUpsOfDeciders(http)).For(Role.Oversight);
        office.MapPost("/reports/{id:guid}/refer", (HttpContext http, Guid id, DirectionPages pages) => pages.ReferAsync(http, id)).For(Deciders);
        office.MapPost("/reports/{id:guid}/inspect", (HttpContext http, Guid id, DirectionPages pages) => pages.InspectAsync(http, id)).For(Deciders);
        office.MapPost("/reports/{id:guid}/unit", (HttpContext http, Guid id, DirectionPages pages) => pages.UnitAsync(http, id)).For(Deciders);
        office.MapPost("/reports/{id:guid}/extend", (HttpContext http, Guid id, DirectionPages pages) => pages.ExtendAsync(http, id)).For(Deciders);
        office.MapPost("/reports/{id:guid}/end", (HttpContext http, Guid id, DirectionPages pages) => pages.EndAsync(http, id)).For(OfficeRooms.Readers);
    }
}

/// <summary>The pages of those who decide: what waits, and who looked what up.</summary>
internal sealed class DirectorPages(DecisionList decisions, LookUps lookUps, OfficePages pages)
{
    public IResult List(HttpContext http)
    {
        var visit = http.Visit();
        // Whoever is not admitted yet has no key to open anything with.
        if (visit.Generations().Count == 0) return Results.Redirect("/office/group");
        return OfficePages.Page<DecisionsPage>(new { Frame = pages.Frame(http), View = decisions.For(visit) });
    }

    public IResult OwnLookUps(HttpContext http) => LookedUp(http, "own", lookUps.Own(http.Visit(), Before(http)), http.Visit().Role == Role.Oversight ? "/office/lookups/deciders" : null);

    public IResult LookUpsOfDeciders(HttpContext http) => LookedUp(http, "deciders", lookUps.OfDeciders(http.Visit(), Before(http)), "/office/lookups");

    /// <summary>The place of the page that the address asks for.</summary>
    public static long? Before(HttpContext http) => long.TryParse(http.Request.Query["before"], out var place) ? place : null;

    private IResult LookedUp(HttpContext http, string whose, LookUpPage page, string? other) =>
        OfficePages.Page<LookUpsPage>(new { Frame = pages.Frame(http), Whose = whose, View = page, Address = http.Request.Path.ToString(), Other = other });
}

using TrustLine.Api.Journal;
using TrustLine.Api.Office;

namespace TrustLine.Api.Openings;

/// <summary>What openings bring to the host, and their addresses.</summary>
internal static class OpeningRooms
{
    public static IServiceCollection AddOpenings(this IServiceCollection services) => services
        .AddSingleton<Standing>().AddSingleton<Lapsing>().AddSingleton<Asking>().AddSingleton<Answering>().AddSingleton<Showing>()
        .AddSingleton<OpeningReading>().AddSingleton<IdentityPages>().AddSingleton<CustodianPages>()
        .AddSingleton<OpeningSweeper>().AddHostedService(s => s.GetRequiredService<OpeningSweeper>());

    public static void MapOpenings(this RouteGroupBuilder office)
    {
        const string identity = "/reports/{id:guid}/identity";
        office.MapGet(identity, (HttpContext http, Guid id, IdentityPages pages) => pages.Open(http, id)).For(OfficeRooms.Readers);
        office.MapPost(identity, (HttpContext http, Guid id, IdentityPages pages) => pages.AskAsync(http, id)).For(OfficeRooms.Readers);
        office.MapGet(identity + "/{opening:guid}", (HttpContext http, Guid id, Guid opening, IdentityPages pages) => pages.SeeAsync(http, id, opening)).For(OfficeRooms.Readers);
        office.MapGet(identity + "/{opening:guid}/files/{file:guid}", (HttpContext http, Guid id, Guid opening, Guid file, IdentityPages pages) => pages.OriginalAsync(http, id, opening, file)).For(OfficeRooms.Readers);
        office.MapPost(identity + "/{opening:guid}/show", (HttpContext http, Guid id, Guid opening, IdentityPages pages) => pages.BeginAsync(http, id, opening)).For(OfficeRooms.Readers);
        office.MapPost(identity + "/{opening:guid}/close", (HttpContext http, Guid id, Guid opening, IdentityPages pages) => pages.CloseAsync(http, id, opening)).For(OfficeRooms.Readers);
        office.MapPost(identity + "/{opening:guid}/withdraw", (HttpContext http, Guid id, Guid opening, IdentityPages pages) => pages.WithdrawAsync(http, id, opening)).For(OfficeRooms.Readers);

        office.MapGet("/openings", (HttpContext http, CustodianPages pages) => pages.List(http)).For(Role.Custodian);
        office.MapGet("/openings/{opening:guid}", (HttpContext http, Guid opening, CustodianPages pages) => pages.One(http, opening)).For(Role.Custodian);
        office.MapPost("/openings/{opening:guid}/agree", (HttpContext http, Guid opening, CustodianPages pages) => pages.AgreeAsync(http, opening)).For(Role.Custodian);
        office.MapPost("/openings/{opening:guid}/refuse", (HttpContext http, Guid opening, CustodianPages pages) => pages.RefuseAsync(http, opening)).For(Role.Custodian);
    }
}

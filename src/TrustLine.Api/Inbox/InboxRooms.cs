using TrustLine.Api.Office;

namespace TrustLine.Api.Inbox;

/// <summary>What the inbox brings to the host, and its addresses.</summary>
internal static class InboxRooms
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<ReportList>().AddSingleton<InboxPages>()
        .AddSingleton<Resealing>().AddSingleton<CaseReader>().AddSingleton<CasePages>()
        .AddSingleton<CaseTurn>().AddSingleton<Deciding>().AddSingleton<Informing>().AddSingleton<Replying>().AddSingleton<Ending>().AddSingleton<ActPages>();

    public static void MapInbox(this RouteGroupBuilder office)
    {
        office.MapGet("/reports", (HttpContext http, InboxPages pages) => pages.List(http)).For(OfficeRooms.Readers);
        office.MapGet("/reports/{id:guid}", (HttpContext http, Guid id, CasePages pages) => pages.OneAsync(http, id)).For(OfficeRooms.Readers);
        office.MapGet("/reports/{id:guid}/files/{file:guid}", (HttpContext http, Guid id, Guid file, CasePages pages) => pages.FileAsync(http, id, file)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/disposition", (HttpContext http, Guid id, ActPages pages) => pages.DecideAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/informed", (HttpContext http, Guid id, ActPages pages) => pages.InformAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/replies", (HttpContext http, Guid id, ActPages pages) => pages.ReplyAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/end", (HttpContext http, Guid id, ActPages pages) => pages.EndAsync(http, id)).For(OfficeRooms.Readers);
    }
}

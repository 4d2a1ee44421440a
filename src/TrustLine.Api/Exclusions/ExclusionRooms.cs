using TrustLine.Api.Journal;
using TrustLine.Api.Office;

namespace TrustLine.Api.Exclusions;

/// <summary>What changes of readers bring to the host, and their addresses.</summary>
internal static class ExclusionRooms
{
    public static IServiceCollection AddExclusions(this IServiceCollection services) => services
        .AddSingleton<Handover>().AddSingleton<ReadersTurn>().AddSingleton<Excluding>().AddSingleton<Widening>().AddSingleton<HandingOver>()
        .AddSingleton<ExclusionReading>().AddSingleton<ExclusionPages>();

    public static void MapExclusions(this RouteGroupBuilder office)
    {
        const string readers = "/reports/{id:guid}/readers";
        office.MapGet(readers, (HttpContext http, Guid id, ExclusionPages pages) => pages.Open(http, id)).For(OfficeRooms.Readers);
        office.MapPost(readers + "/exclude", (HttpContext http, Guid id, ExclusionPages pages) => pages.ExcludeAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost(readers + "/widen", (HttpContext http, Guid id, ExclusionPages pages) => pages.WidenAsync(http, id)).For(OfficeRooms.Readers);
        office.MapGet("/exclusions", (HttpContext http, ExclusionPages pages) => pages.All(http)).For(Role.Oversight);
    }
}

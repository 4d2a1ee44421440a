using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Desk;

/// <summary>The operator's room and its addresses.</summary>
internal static class DeskRooms
{
    public static IServiceCollection AddDesk(this IServiceCollection services) =>
        services.AddSingleton<OperatorsOnDuty>().AddSingleton<IncomingCalls>().AddSingleton<CallPages>().AddSingleton<DeskPages>();

    public static void MapDesk(this RouteGroupBuilder office)
    {
        office.MapGet("/calls", (HttpContext http, CallPages pages) => pages.Open(http)).For(Role.Operator);
        office.MapGet("/calls/news", (HttpContext http, CallPages pages) => pages.News(http)).For(Role.Operator).WithMetadata(new Unattended());
        office.MapPost("/calls/duty", (HttpContext http, CallPages pages) => pages.TurnAsync(http)).For(Role.Operator);
        office.MapPost("/calls/begin", (HttpContext http, DeskPages pages) => pages.BeginAsync(http)).For(Role.Operator);
        office.MapPost("/calls/desk", (HttpContext http, DeskPages pages) => pages.PostAsync(http)).For(Role.Operator);
        office.MapPost("/calls/keep", (HttpContext http, DeskPages pages) => pages.KeepAsync(http)).For(Role.Operator);
        office.MapPost("/calls/files", (HttpContext http, DeskPages pages) => pages.FilesAsync(http)).For(Role.Operator).WithMetadata(new TakesFiles());
    }
}

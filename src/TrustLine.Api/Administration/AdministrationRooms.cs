using TrustLine.Api.Journal;
using TrustLine.Api.Office;

namespace TrustLine.Api.Administration;

/// <summary>What the administrator's pages bring to the host, and their addresses. Names and roles are in <c>Setup</c>.</summary>
internal static class AdministrationRooms
{
    public static void AddAdministration(this IServiceCollection services) => services
        .AddSingleton<HistoryWords>().AddSingleton<LineHealth>()
        .AddSingleton<OrganisationPages>().AddSingleton<CalendarPages>().AddSingleton<ChannelPages>().AddSingleton<DutyPages>();

    public static void MapAdministration(this RouteGroupBuilder office)
    {
        office.MapGet("/organisation", (HttpContext http, OrganisationPages pages) => pages.Organisation(http)).For(Role.Administrator);
        office.MapPost("/organisation", (HttpContext http, OrganisationPages pages) => pages.SaveOrganisationAsync(http)).For(Role.Administrator);
        office.MapGet("/organisation/{matter}", (HttpContext http, string matter, OrganisationPages pages) => pages.List(http, matter)).For(Role.Administrator);
        office.MapGet("/organisation/{matter}/{subject}", (HttpContext http, string matter, string subject, OrganisationPages pages) => pages.Open(http, matter, subject)).For(Role.Administrator);
        office.MapPost("/organisation/{matter}/{subject}", (HttpContext http, string matter, string subject, OrganisationPages pages) => pages.SaveAsync(http, matter, subject)).For(Role.Administrator);
        office.MapGet("/calendar", (HttpContext http, CalendarPages pages) => pages.Open(http)).For(Role.Administrator);
        office.MapPost("/calendar", (HttpContext http, CalendarPages pages) => pages.ChangeAsync(http)).For(Role.Administrator);
        office.MapGet("/channels", (HttpContext http, ChannelPages pages) => pages.Open(http)).For(Role.Administrator);
        office.MapPost("/channels/mail", (HttpContext http, ChannelPages pages) => pages.TryMailAsync(http)).For(Role.Administrator);
        office.MapGet("/duty", (HttpContext http, DutyPages pages) => pages.Open(http)).For(OfficeRooms.Readers);
    }
}

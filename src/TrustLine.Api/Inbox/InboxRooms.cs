using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>What the inbox brings to the host, and its addresses.</summary>
internal static class InboxRooms
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<CaseDirectory>().AddHostedService(s => s.GetRequiredService<CaseDirectory>())
        .AddSingleton<ReportRows>().AddSingleton<ReportList>().AddSingleton<OwnFilters>().AddSingleton<InboxPages>()
        .AddSingleton<SearchRooms>().AddHostedService(s => s.GetRequiredService<SearchRooms>()).AddSingleton<SearchPages>()
        .AddSingleton<Resealing>().AddSingleton<CaseReader>().AddSingleton<CasePages>().AddSingleton<FileDownload>()
        .AddSingleton<CaseTurn>().AddSingleton<Undoing>().AddSingleton<Telling>().AddSingleton<Deciding>().AddSingleton<Informing>().AddSingleton<Replying>().AddSingleton<Noting>().AddSingleton<Ending>().AddSingleton<ActPages>()
        .AddSingleton<ClockPages>().AddSingleton<Sending>().AddSingleton<SendingPages>().AddSingleton<SendingAlarm>()
        .AddSingleton<VoicesFace>().AddSingleton<Listening>().AddSingleton<WritingDown>().AddSingleton<VoicePages>()
        .AddSingleton<Marking>().AddSingleton<MarkPages>().AddSingleton<Packaging>().AddSingleton<PackagePages>();

    public static void MapInbox(this RouteGroupBuilder office)
    {
        office.MapGet("/reports", (HttpContext http, InboxPages pages) => pages.List(http)).For(OfficeRooms.Readers);
        office.MapGet("/reports/news", (HttpContext http, InboxPages pages) => pages.News(http)).For(OfficeRooms.Readers).WithMetadata(new Unattended());
        office.MapPost("/reports/filters", (HttpContext http, InboxPages pages) => pages.KeepFilterAsync(http)).For(OfficeRooms.Readers);
        office.MapPost("/reports/filters/forget", (HttpContext http, InboxPages pages) => pages.ForgetFilterAsync(http)).For(OfficeRooms.Readers);
        office.MapGet("/search", (HttpContext http, SearchPages pages) => pages.Open(http)).For(OfficeRooms.Readers);
        office.MapPost("/search", (HttpContext http, SearchPages pages) => pages.Find(http)).For(OfficeRooms.Readers);
        office.MapGet("/reports/{id:guid}", (HttpContext http, Guid id, CasePages pages) => pages.OneAsync(http, id)).For(OfficeRooms.Readers);
        office.MapGet("/reports/{id:guid}/files/{file:guid}", (HttpContext http, Guid id, Guid file, CasePages pages) => pages.FileAsync(http, id, file)).For(OfficeRooms.Readers);
        office.MapGet("/reports/{id:guid}/voices/{voice:guid}", (HttpContext http, Guid id, Guid voice, VoicePages pages) => pages.PlayAsync(http, id, voice)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/voices/{voice:guid}/listen", (HttpContext http, Guid id, Guid voice, VoicePages pages) => pages.ListenAsync(http, id, voice)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/voices/{voice:guid}/text", (HttpContext http, Guid id, Guid voice, VoicePages pages) => pages.TypeAsync(http, id, voice)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/voices/{voice:guid}/offer", (HttpContext http, Guid id, Guid voice, VoicePages pages) => pages.OfferAsync(http, id, voice)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/disposition", (HttpContext http, Guid id, ActPages pages) => pages.DecideAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/informed", (HttpContext http, Guid id, ActPages pages) => pages.InformAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/replies", (HttpContext http, Guid id, ActPages pages) => pages.ReplyAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/notes", (HttpContext http, Guid id, ActPages pages) => pages.NoteAsync(http, id)).For(OfficeRooms.Readers);
        office.MapGet("/reports/{id:guid}/clocks", (HttpContext http, Guid id, ClockPages pages) => pages.Open(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/package", (HttpContext http, Guid id, PackagePages pages) => pages.OpenAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/sent", (HttpContext http, Guid id, SendingPages pages) => pages.SendAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/marks", (HttpContext http, Guid id, MarkPages pages) => pages.LookAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/marks/hide", (HttpContext http, Guid id, MarkPages pages) => pages.HideAsync(http, id)).For(OfficeRooms.Readers);
        office.MapPost("/reports/{id:guid}/undo", (HttpContext http, Guid id, ActPages pages) => pages.UndoAsync(http, id)).For(OfficeRooms.Readers);
    }
}

using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Setup;

/// <summary>What the life of the staff brings to the host, and its addresses.</summary>
internal static class SetupRooms
{
    private static readonly Role[] Members = [.. OfficeRooms.Readers, Role.Custodian];

    public static IServiceCollection AddSetup(this IServiceCollection services) => services
        .AddSingleton<OfficeAddress>().AddSingleton<Invitations>().AddSingleton<GroupDesk>().AddSingleton<Admissions>().AddSingleton<JoiningDesk>()
        .AddSingleton<Leaving>().AddSingleton<GroupResealing>().AddSingleton<Rekeying>().AddSingleton<Substitutes>().AddSingleton<Positions>().AddSingleton<LifeFaces>()
        .AddSingleton<SetupPages>().AddSingleton<MemberPages>().AddSingleton<PersonPages>().AddSingleton<AccountPages>();

    /// <summary>Joining, before there is a session.</summary>
    public static void MapJoining(this WebApplication app)
    {
        app.MapGet("/office/invitation/{token}", (HttpContext http, string token, SetupPages pages) => pages.OpenInvitation(http, token));
        app.MapPost("/office/invitation/{token}", (HttpContext http, string token, SetupPages pages) => pages.JoinAsync(http, token));
    }

    public static void MapSetup(this RouteGroupBuilder office)
    {
        office.MapGet("/people", (HttpContext http, SetupPages pages) => pages.People(http)).For(Role.Administrator);
        office.MapPost("/people/invitations", (HttpContext http, SetupPages pages) => pages.InviteAsync(http)).For(Role.Administrator);
        office.MapPost("/people/invitations/withdraw", (HttpContext http, SetupPages pages) => pages.WithdrawAsync(http)).For(Role.Administrator);
        office.MapGet("/people/{person:guid}", (HttpContext http, Guid person, PersonPages pages) => pages.Open(http, person)).For(Role.Administrator);
        office.MapPost("/people/{person:guid}/return", (HttpContext http, Guid person, PersonPages pages) => pages.ReturnAsync(http, person)).For(Role.Administrator);
        office.MapPost("/people/{person:guid}/stay", (HttpContext http, Guid person, PersonPages pages) => pages.TakeBackAsync(http, person)).For(Role.Administrator);
        office.MapPost("/people/{person:guid}/leave", (HttpContext http, Guid person, PersonPages pages) => pages.LeaveAsync(http, person)).For(Role.Administrator);
        office.MapPost("/people/{person:guid}/position", (HttpContext http, Guid person, PersonPages pages) => pages.SetPositionAsync(http, person)).For(Role.Administrator);
        office.MapPost("/people/{person:guid}/absences", (HttpContext http, Guid person, PersonPages pages) => pages.NameSubstituteAsync(http, person)).For(Role.Administrator);
        office.MapPost("/people/{person:guid}/absences/withdraw", (HttpContext http, Guid person, PersonPages pages) => pages.WithdrawSubstituteAsync(http, person)).For(Role.Administrator);

        office.MapGet("/group", (HttpContext http, SetupPages pages) => pages.Group(http)).For(Members);
        office.MapPost("/group/sheet", (HttpContext http, SetupPages pages) => pages.ConfirmSheetAsync(http)).For(Members);
        office.MapPost("/group/sheet/anew", (HttpContext http, SetupPages pages) => pages.FoundAnewAsync(http)).For(Members);
        office.MapPost("/group/sheet/use", (HttpContext http, MemberPages pages) => pages.UseSheetAsync(http)).For(Members);
        office.MapPost("/group/admissions", (HttpContext http, SetupPages pages) => pages.AdmitAsync(http)).For(Members);
        office.MapPost("/group/removals", (HttpContext http, MemberPages pages) => pages.RemoveAsync(http)).For(Members);
        office.MapGet("/group/resealing", (HttpContext http, MemberPages pages) => pages.Resealing(http)).For(Members);
        office.MapPost("/group/resealing", (HttpContext http, MemberPages pages) => pages.GoOnAsync(http)).For(Members);

        office.MapGet("/account", (HttpContext http, AccountPages pages) => pages.Open(http));
        office.MapPost("/account/sessions/end", (HttpContext http, AccountPages pages) => pages.EndSessionsAsync(http));
        office.MapPost("/account/absences", (HttpContext http, AccountPages pages) => pages.NameSubstituteAsync(http));
        office.MapPost("/account/absences/withdraw", (HttpContext http, AccountPages pages) => pages.WithdrawSubstituteAsync(http));
        office.MapGet("/account/keys", (HttpContext http, AccountPages pages) => pages.Keys(http));
        office.MapPost("/account/keys", (HttpContext http, AccountPages pages) => pages.ReplaceKeysAsync(http));
        office.MapPost("/account/leave", (HttpContext http, AccountPages pages) => pages.LeaveAsync(http));
    }
}

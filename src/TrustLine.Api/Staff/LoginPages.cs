using Microsoft.AspNetCore.DataProtection;
using TrustLine.Api.Inbox;
using TrustLine.Api.Office;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Staff;

/// <summary>The door: login name, passphrase and one-time code in one form; logging out; the language of a session.</summary>
internal sealed class LoginPages(LoginDesk desk, Sessions sessions, LoginThrottle throttle, OfficePages pages, FormSeal seal, IDataProtectionProvider ring, SearchRooms rooms)
{
    public async Task<IResult> Open(HttpContext http)
    {
        using var visit = await sessions.FindAsync(http);
        return visit is null ? Page(http, "", null, StatusCodes.Status200OK) : Results.Redirect(OfficePages.Home(visit.Role));
    }

    public async Task<IResult> LogInAsync(HttpContext http)
    {
        if (!OfficeDoor.IsPlainForm(http.Request)) return pages.Say(http, "say.form", StatusCodes.Status415UnsupportedMediaType);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!seal.Holds(http, form, null)) return Page(http, "", "login.old", StatusCodes.Status400BadRequest);
        using var place = throttle.Enter(KnownBrowser.Any(http, ring));
        if (place is null) return Page(http, "", "login.crowded", StatusCodes.Status503ServiceUnavailable);
        var attempt = new LoginAttempt(form["login"].ToString(), form["passphrase"].ToString(), form["code"].ToString(), http.Connection.RemoteIpAddress);
        using var person = await desk.TryAsync(attempt, member => KnownBrowser.Of(http, ring, member), http.RequestAborted);
        if (person is null) return Page(http, attempt.Login, "login.refused", StatusCodes.Status403Forbidden);
        var seat = await sessions.OpenAsync(person.Member, person.Keys, http.Request.Query.ContainsKey("lang") ? OfficePages.LanguageAtDoor(http) : person.Card.Language);
        sessions.Give(http, seat);
        if (KnownBrowser.Of(http, ring, person.Member) == Guid.Empty) KnownBrowser.Mark(http, ring, person.Member);
        return Results.Redirect(OfficePages.Home(person.Card.Role));
    }

    public async Task<IResult> LogOutAsync(HttpContext http)
    {
        await sessions.CloseAsync(http.Visit().Seat.IdHash());
        rooms.Forget(http.Visit().Member);
        SeatCookie.Remove(http);
        return Results.Redirect("/office/login?lang=" + http.Visit().Language.Code());
    }

    public IResult SwitchLanguage(HttpContext http)
    {
        if (LanguageCodes.TryParse(http.Request.Form["language"], out var language)) sessions.Give(http, http.Visit().Seat.In(language));
        var back = http.Request.Form["back"].ToString();
        // Only a way back into the office, never to another host.
        return Results.Redirect(back.StartsWith("/office/", StringComparison.Ordinal) && !back.Contains('\\', StringComparison.Ordinal) ? back : "/office");
    }

    private IResult Page(HttpContext http, string login, string? wrong, int status) =>
        OfficePages.Page<LoginPage>(new
        {
            Frame = pages.Door(http),
            Login = login,
            Wrong = wrong,
            Action = http.Request.Query.ContainsKey("lang") ? "/office/login?lang=" + OfficePages.LanguageAtDoor(http).Code() : "/office/login",
        }, status);
}

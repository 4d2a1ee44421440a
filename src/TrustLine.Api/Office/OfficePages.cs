using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Office;

/// <summary>Gives a page its frame: words, who is signed in, where they may go, and the token of its forms.</summary>
internal sealed class OfficePages(FormSeal seal, MailAlarm alarm, SendingAlarm atOnce, Provisions provisions, TimeProvider time)
{
    private static readonly string[] Texts = ["narrative", .. Pages.ReportDraft.Questions, .. Pages.ReportDraft.IdentityFields, "place", "text", "note", "told", "reason", "endreason", "referreason", "inspectreason", "unitname", "unitreason", "extendreason", "extendtold", "letterheadKk", "letterheadRu", "letterheadEn", "address", "ground", "sentnumber", "sentproof"];

    /// <summary>The frame of a signed-in person's page.</summary>
    public OfficeFrame Frame(HttpContext context)
    {
        var visit = context.Visit();
        var t = OfficeTexts.In(visit.Language);
        return new(t, Organisation(visit.Language), new(visit.Card.Name, "role." + visit.Role), [.. Rooms(visit.Role)], Here(context), seal.For(visit.Seat.Session)) { Alarm = Alarm(visit.Role, t), AtOnce = atOnce.For(visit.Role, t) };
    }

    private string? Alarm(Role role, OfficeTexts t) =>
        alarm.For(role) is not { } raised ? null : raised.Since is { } since ? t.With(raised.Key, t.Moment(since)) : t[raised.Key];

    /// <summary>The frame of a page at the door, in the language that the address asks for.</summary>
    public OfficeFrame Door(HttpContext context)
    {
        var language = LanguageAtDoor(context);
        return new(OfficeTexts.In(language), Organisation(language), null, [], Here(context), seal.For(null));
    }

    /// <summary>kk, ru or en from the address; Kazakh otherwise.</summary>
    public static Language LanguageAtDoor(HttpContext context) => LanguageCodes.TryParse(context.Request.Query["lang"], out var language) ? language : Language.Kk;

    /// <summary>A page.</summary>
    public static IResult Page<T>(object parameters, int status = StatusCodes.Status200OK) where T : IComponent =>
        new RazorComponentResult<T>(parameters) { StatusCode = status, ContentType = "text/html; charset=utf-8", PreventStreamingRendering = true };

    /// <summary>A page that says in one sentence what is the matter.</summary>
    public IResult Say(HttpContext context, string key, int status)
    {
        var frame = context.Features.Get<StaffVisit>() is null ? Door(context) : Frame(context);
        return Page<SayPage>(new { Frame = frame, Key = key }, status);
    }

    /// <summary>The last sentence to somebody whose session has just ended, in its language.</summary>
    public IResult SayOut(HttpContext context, string key, int status) =>
        Page<SayPage>(new { Frame = Door(context) with { T = OfficeTexts.In(context.Visit().Language), Here = "" }, Key = key }, status);

    /// <summary>Gives back the texts of a form that could not be taken; null when there are none, or when another site sent it.</summary>
    public IResult? Kept(HttpContext context, IFormCollection form, Language language, string key)
    {
        var typed = Texts.Select(field => form[field].ToString()).Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (typed.Count == 0 || !FormSeal.FromHere(context.Request)) return null;
        var signedIn = context.Features.Get<StaffVisit>() is not null;
        // At the door there is nowhere to switch the language to: the words are on this page only.
        var frame = signedIn ? Frame(context) : new OfficeFrame(OfficeTexts.In(language), Organisation(language), null, [], "", "");
        var to = signedIn ? Here(context) : "/office/login?lang=" + language.Code();
        return Page<KeptPage>(new { Frame = frame, Key = key, Typed = typed, To = to }, signedIn ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden);
    }

    /// <summary>Where a role begins.</summary>
    public static string Home(Role role) => role switch
    {
        Role.Administrator => "/office/people",
        Role.Director or Role.Deputy => "/office/decisions",
        Role.Auditor => "/office/audit",
        Role.Operator => "/office/calls",
        _ when role.Reads() => "/office/reports",
        Role.Custodian => "/office/openings",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<RoomView> Rooms(Role role)
    {
        if (role == Role.Administrator)
        {
            yield return new("/office/people", "rooms.people");
            yield return new("/office/organisation", "rooms.organisation");
            yield return new("/office/calendar", "rooms.calendar");
            yield return new("/office/channels", "rooms.channels");
            yield return new("/office/prompts", "rooms.prompts");
        }

        if (role.Decides()) yield return new("/office/decisions", "rooms.decisions");
        if (role.Reads()) yield return new("/office/reports", "rooms.reports");
        if (role.Decides()) yield return new("/office/lookups", "rooms.lookups");
        if (role == Role.Auditor) yield return new("/office/audit", "rooms.audit");
        if (role == Role.Auditor) yield return new("/office/numbers", "rooms.numbers");
        if (role == Role.Auditor) yield return new("/office/viewings", "rooms.viewings");
        if (role.Reads() || role == Role.Auditor) yield return new("/office/grounds", "rooms.grounds");
        if (role == Role.Operator) yield return new("/office/calls", "rooms.calls");
        if (role == Role.Operator) yield return new("/office/prompts", "rooms.prompts");
        if (role == Role.Oversight) yield return new("/office/exclusions", "rooms.exclusions");
        if (role == Role.Custodian) yield return new("/office/openings", "rooms.openings");
        if (role.Reads()) yield return new("/office/duty", "rooms.duty");
        if (role.Group() is not null) yield return new("/office/group", "rooms.group");
    }

    private string Organisation(Language language) => provisions.Now.Organisation(AstanaTime.DayOf(time.GetUtcNow().ToInstant())).Name.In(language);

    // What was posted has no page of its own: a switch of language leads to the room, or to the report, that it was posted from.
    private static string Here(HttpContext context)
    {
        var path = context.Request.PathBase + context.Request.Path;
        if (!HttpMethods.IsPost(context.Request.Method) || context.Features.Get<StaffVisit>() is null) return path;
        return context.GetRouteValue("id") is string id ? "/office/reports/" + id : string.Join('/', path.ToString().Split('/').Take(3));
    }
}

using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Desk;

/// <summary>What the operator begins with: whether the line works now, whether they are on duty, a call that was put through, and what can be taken.</summary>
internal sealed class CallPages(LineCalendar days, OperatorsOnDuty duty, IncomingCalls incoming, StaffOptions staff, OfficePages pages, TimeProvider time)
{
    public IResult Open(HttpContext http)
    {
        var visit = http.Visit();
        var now = time.GetUtcNow().ToInstant();
        var today = AstanaTime.DayOf(now);
        var day = days.Now.Calendar.Day(today);
        var hours = days.Now.Hours;
        var opens = hours.NextOpening(now);
        var (on, phone) = duty.Of(visit);
        return OfficePages.Page<CallsPage>(new
        {
            Frame = pages.Frame(http),
            View = new CallsView(hours.IsOpen(now), day.Working, day.Working ? "" : day.ReasonIn(visit.Language), today.ToDateOnly(), opens == now ? null : opens.ToDateTimeOffset())
            {
                OnDuty = on,
                MayGoOnDuty = AstanaTime.DayOf(opens) == today,
                Phone = phone,
                Phones = duty.Phones,
                Others = duty.Now().Select(o => o.Member).Distinct().Count(),
                IdleMinutes = staff.IdleMinutes,
                Rings = incoming.Of(visit.Member) is not null,
            },
        });
    }

    /// <summary>The call that was put through, for a page that waits for it; nothing while there is none.</summary>
    public IResult News(HttpContext http) =>
        incoming.Of(http.Visit().Member) is null ? Results.NoContent() : OfficePages.Page<CallRinging>(new { Frame = pages.Frame(http) });

    /// <summary>On duty or off.</summary>
    public async Task<IResult> TurnAsync(HttpContext http)
    {
        var form = http.Request.Form;
        await duty.TurnAsync(http.Visit(), form["go"] == "on", form["phone"]);
        return Results.Redirect("/office/calls");
    }
}

/// <summary>The operator's first page.</summary>
/// <param name="IsOpen">Whether an operator answers now.</param>
/// <param name="Working">Whether today is a working day.</param>
/// <param name="Reason">Why it is not; empty when it is.</param>
/// <param name="Today">The day in Astana.</param>
/// <param name="Opens">When the line opens next; null while it is open.</param>
public sealed record CallsView(bool IsOpen, bool Working, string Reason, DateOnly Today, DateTimeOffset? Opens)
{
    /// <summary>Whether this person is on duty.</summary>
    public bool OnDuty { get; init; }

    /// <summary>Whether there is still a working day to be on duty in.</summary>
    public bool MayGoOnDuty { get; init; }

    /// <summary>The phone that rings for this person; null when none was chosen.</summary>
    public string? Phone { get; init; }

    /// <summary>The phones that may ring.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>How many are on duty.</summary>
    public int Others { get; init; }

    /// <summary>Minutes without a key after which the session, and with it the duty, ends.</summary>
    public int IdleMinutes { get; init; }

    /// <summary>A call was put through to this person.</summary>
    public bool Rings { get; init; }
}

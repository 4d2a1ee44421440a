using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Desk;

/// <summary>The operator's room and its address. The call desk itself comes with the phone channel.</summary>
internal static class DeskRooms
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services.AddSingleton<CallPages>();

    public static void MapDesk(this RouteGroupBuilder office) =>
        office.MapGet("/calls", (HttpContext http, CallPages pages) => pages.Open(http)).For(Role.Operator);
}

/// <summary>What the operator sees: whether the line works now, today's state, and what will be here.</summary>
internal sealed class CallPages(LineCalendar days, OfficePages pages, TimeProvider time)
{
    public IResult Open(HttpContext http)
    {
        var now = time.GetUtcNow().ToInstant();
        var today = AstanaTime.DayOf(now);
        var day = days.Now.Calendar.Day(today);
        var hours = days.Now.Hours;
        var opens = hours.NextOpening(now);
        return OfficePages.Page<CallsPage>(new
        {
            Frame = pages.Frame(http),
            View = new CallsView(hours.IsOpen(now), day.Working, day.Working ? "" : day.ReasonIn(http.Visit().Language), today.ToDateOnly(), opens == now ? null : opens.ToDateTimeOffset()),
        });
    }
}

/// <summary>The line's state on the operator's page.</summary>
/// <param name="IsOpen">Whether an operator answers now.</param>
/// <param name="Working">Whether today is a working day.</param>
/// <param name="Reason">Why it is not; empty when it is.</param>
/// <param name="Today">The day in Astana.</param>
/// <param name="Opens">When the line opens next; null while it is open.</param>
public sealed record CallsView(bool IsOpen, bool Working, string Reason, DateOnly Today, DateTimeOffset? Opens);

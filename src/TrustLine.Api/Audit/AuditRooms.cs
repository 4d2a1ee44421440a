using System.Globalization;
using TrustLine.Api.Director;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Audit;

/// <summary>What the auditor's rooms bring to the host, and their addresses.</summary>
internal static class AuditRooms
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<JournalWatch>().AddSingleton<ClockStatistics>().AddSingleton<NumberList>().AddSingleton<Agreement>().AddSingleton<AuditPages>();

    public static void MapAudit(this RouteGroupBuilder office)
    {
        office.MapGet("/audit", (HttpContext http, AuditPages pages) => pages.Overview(http)).For(Role.Auditor);
        office.MapPost("/audit/check", (HttpContext http, AuditPages pages) => pages.CheckAsync(http)).For(Role.Auditor);
        office.MapGet("/numbers", (HttpContext http, AuditPages pages) => pages.Numbers(http)).For(Role.Auditor);
        office.MapGet("/viewings", (HttpContext http, AuditPages pages) => pages.Viewings(http)).For(Role.Auditor);
        office.MapGet("/grounds", (HttpContext http, AuditPages pages) => pages.Grounds(http)).For([.. OfficeRooms.Readers, Role.Auditor]);
    }
}

/// <summary>The auditor's pages: clocks, log head and its check; numbers; who viewed what when. Nothing on them is under a group's key, so nothing of content can be.</summary>
internal sealed class AuditPages(Database database, JournalWatch watch, ClockStatistics clocks, NumberList numbers, Agreement agreement, LookUps lookUps, OfficePages pages)
{
    // Long enough for a small Journal: its auditor sees the result at once.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

    public IResult Overview(HttpContext http)
    {
        var years = clocks.Years();
        var year = int.TryParse(http.Request.Query["year"], CultureInfo.InvariantCulture, out var asked) && years.Contains(asked) ? asked : years is [var newest, ..] ? newest : 0;
        using var db = database.Read();
        var head = db.Heads.OrderByDescending(h => h.Size).First();
        var view = new AuditView(
            db.Reports.Count(), db.Reports.Count(r => r.Open), head.Size, Convert.ToHexStringLower(head.Root), watch.Running, Said(watch.Last), years, year, years.Count == 0 ? [] : clocks.Of(year));
        return OfficePages.Page<AuditPage>(new { Frame = pages.Frame(http), View = view });
    }

    public async Task<IResult> CheckAsync(HttpContext http)
    {
        await Task.WhenAny(watch.Begin(), Task.Delay(Wait, http.RequestAborted));
        return Results.Redirect("/office/audit#h-check");
    }

    public IResult Numbers(HttpContext http) => OfficePages.Page<NumbersPage>(new { Frame = pages.Frame(http), View = numbers.Page(http.Request.Query["after"]) });

    public IResult Viewings(HttpContext http) => OfficePages.Page<ViewingsPage>(new { Frame = pages.Frame(http), View = lookUps.All(DirectorPages.Before(http)) });

    public IResult Grounds(HttpContext http) => OfficePages.Page<GroundsPage>(new
    {
        Frame = pages.Frame(http),
        View = agreement.For(http.Visit(), int.TryParse(http.Request.Query["year"], CultureInfo.InvariantCulture, out var year) ? year : null),
    });

    private static CheckView? Said(CheckedJournal? found) => found is null ? null : new(found.At, found.Entries, found.Reports, found.Faults);
}

/// <summary>The auditor's overview.</summary>
/// <param name="Reports">How many reports the Journal has.</param>
/// <param name="Open">How many are open.</param>
/// <param name="Entries">Size of the log at its head.</param>
/// <param name="Root">The head's root.</param>
/// <param name="Checking">Whether the checker runs.</param>
/// <param name="Check">What it found last; null when it has not run since the start.</param>
/// <param name="Years">Years with reports, newest first.</param>
/// <param name="Year">The one shown.</param>
/// <param name="Months">Its clocks.</param>
public sealed record AuditView(int Reports, int Open, long Entries, string Root, bool Checking, CheckView? Check, IReadOnlyList<int> Years, int Year, IReadOnlyList<ClockMonth> Months);

/// <summary>What the checker found: when, over how much, one line for each row that was touched.</summary>
public sealed record CheckView(DateTimeOffset At, long Entries, int Reports, IReadOnlyList<string> Faults);

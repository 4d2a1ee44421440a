using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// The list of reports: newest first or nearest legal date first, fifty a page, found by columns that stand in clear, in the series that
/// the role may see. Who is excluded from a report does not find it here, nor a gap where it would stand.
/// </summary>
internal sealed class ReportList(Database database, LineKeys keys, WorkingCalendar calendar, TimeProvider time)
{
    private const int PageLength = 50;

    /// <summary>One page of a view after a place; null begins at the top.</summary>
    public ListView Page(StaffVisit visit, ListShows shows, string? after)
    {
        using var db = database.Read();
        var t = OfficeTexts.In(visit.Language);
        var place = Place.Read(after);
        // One small query a series, each along the index, rather than one over all that must sort them.
        var found = Reading.Series(visit.Role).SelectMany(series => shows == ListShows.Due ? TakeDue(db, series, place) : Take(db, series, shows == ListShows.Open, place));
        var inOrder = shows == ListShows.Due
            ? found.OrderBy(r => r.NextDueDay).ThenBy(r => r.Number, StringComparer.Ordinal).ToList()
            : found.OrderByDescending(r => r.RegisteredDay).ThenByDescending(r => r.Number, StringComparer.Ordinal).ToList();
        var page = inOrder.Take(PageLength).ToList();
        var rows = page.Select(report => Row(db, visit, report, t)).Where(row => row is not null).Select(row => row!).ToList();
        return new(rows, shows, inOrder.Count > PageLength ? Place.Of(page[^1], shows).ToString() : null, place is null);
    }

    /// <summary>One report as the list shows it; null when this person may not read it.</summary>
    public RowView? Row(JournalDb db, StaffVisit visit, Report report, OfficeTexts t)
    {
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        if (!Reading.Roles(card).Contains((int)visit.Role) || Index(db, visit, report) is not { } index) return null;
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        return new(
            report.Id, report.Number, "channel." + card.Channel, index.Summary, "disposition." + card.Disposition, card.Confirmed, card.Sure, card.Danger, !HasRead(db, visit, report),
            (card.DirectorExcluded, card.OfficerExcluded) switch { (true, true) => "conflict.both", (true, false) => "conflict.director", (false, true) => "conflict.officer", _ => null },
            card.WaitsForReporter && report.Open, card.WaitsForOffice && report.Open, "status." + Status(report, card, today), DueWords.Next(card, today, calendar, t), report.RegisteredDay);
    }

    /// <summary>The word for the case's stage; the reporter sees the same.</summary>
    public static ReportStatus Status(Report report, ReportCard card, LocalDate today) =>
        !report.Open ? ReportStatus.Closed
        : card.WaitsForReporter ? ReportStatus.NeedsAnswer
        : card.Confirmed ? ReportStatus.Considering
        : today.ToDateOnly() < report.RegisteredDay ? ReportStatus.Received
        : ReportStatus.Registered;

    /// <summary>Whether this person has opened the report since the reporter last wrote.</summary>
    public bool HasRead(JournalDb db, StaffVisit visit, Report report)
    {
        var facts = db.Entries.Where(e => e.Subject == report.Id).OrderByDescending(e => e.Position).Select(e => e.Card).ToList().Select(c => keys.Cards.Open(c, CardJson.Default.Fact, report.Id));
        foreach (var fact in facts)
        {
            if (fact.Kind == FactKind.ReportRead && fact.By == visit.Member) return true;
            if (fact.Kind == FactKind.ReporterWrote) return false;
        }

        return false;
    }

    private static List<Report> Take(JournalDb db, int series, bool open, Place? place)
    {
        var reports = db.Reports.Where(r => r.Series == series && r.Open == open);
#pragma warning disable CA1309, CA1310 // Translated: SQL compares the numbers' ASCII digits as the index does.
        if (place is { } p) reports = reports.Where(r => r.RegisteredDay < p.Day || (r.RegisteredDay == p.Day && string.Compare(r.Number, p.Number) < 0));
#pragma warning restore CA1309, CA1310
        return [.. reports.OrderByDescending(r => r.RegisteredDay).ThenByDescending(r => r.Number).Take(PageLength + 1)];
    }

    // Only open cases whose clock runs: few beside all that was ever registered.
    private static List<Report> TakeDue(JournalDb db, int series, Place? place)
    {
        var reports = db.Reports.Where(r => r.Series == series && r.Open && r.NextDueDay != null);
#pragma warning disable CA1309, CA1310 // Translated, as above.
        if (place is { } p) reports = reports.Where(r => r.NextDueDay > p.Day || (r.NextDueDay == p.Day && string.Compare(r.Number, p.Number) > 0));
#pragma warning restore CA1309, CA1310
        return [.. reports.OrderBy(r => r.NextDueDay).ThenBy(r => r.Number).Take(PageLength + 1)];
    }

    private static IndexCard? Index(JournalDb db, StaffVisit visit, Report report)
    {
        var group = (int)visit.Group!.Value;
        if (db.Seals.SingleOrDefault(s => s.SubjectId == report.Id && s.Kind == (int)SealKind.ReportKey && s.Group == group) is not { } seal) return null;
        using var key = visit.OpenSlot(seal);
        if (key is null) return null;
        var part = db.Parts.Single(p => p.SubjectId == report.Id && p.Kind == (int)PartKind.IndexCard).Sealed;
        return JsonSerializer.Deserialize(ReportKey.OpenPart(key, report.Id, part), SheetJson.Sealed.IndexCard);
    }

    /// <summary>Where a page ends: the next begins after it. It names a day and a number, nothing of content.</summary>
    private sealed record Place(DateOnly Day, string Number)
    {
        public static Place Of(Report report, ListShows shows) => new(shows == ListShows.Due ? report.NextDueDay!.Value : report.RegisteredDay, report.Number);

        public static Place? Read(string? text) =>
            text?.Split('_') is [var day, var number] && number.Length < 20 && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? new(parsed, number) : null;

        public override string ToString() => $"{Day:yyyy-MM-dd}_{Number}";
    }
}

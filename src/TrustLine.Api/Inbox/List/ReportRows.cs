using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Reports as a list shows them: the index card opened with the reader's own key, the marks from the card, the next legal date in words.</summary>
internal sealed class ReportRows(LineKeys keys, LineCalendar days, TimeProvider time)
{
    /// <summary>These reports in this order; those that the person may not read are left out. Few queries, however many rows.</summary>
    public IReadOnlyList<RowView> Of(JournalDb db, StaffVisit visit, IReadOnlyList<Guid> ids)
    {
        var t = OfficeTexts.In(visit.Language);
        var group = (int)visit.Group!.Value;
        var reports = db.Reports.Where(r => ids.Contains(r.Id)).ToDictionary(r => r.Id);
        var seals = db.Seals.Where(s => ids.Contains(s.SubjectId) && s.Kind == (int)SealKind.ReportKey && s.Group == group).ToDictionary(s => s.SubjectId);
        var parts = db.Parts.Where(p => ids.Contains(p.SubjectId) && p.Kind == (int)PartKind.IndexCard).ToDictionary(p => p.SubjectId);
        var entries = db.Entries.Where(e => ids.Contains(e.Subject)).OrderByDescending(e => e.Position).Select(e => new { e.Subject, e.Card }).ToLookup(e => e.Subject, e => e.Card);
        var calendar = days.Now.Calendar;
        var rows = new List<RowView>(ids.Count);
        foreach (var id in ids)
        {
            if (reports.TryGetValue(id, out var report) && seals.TryGetValue(id, out var seal) && parts.TryGetValue(id, out var part) && Row(visit, report, seal, part, entries[id], calendar, t) is { } row)
                rows.Add(row);
        }

        return rows;
    }

    /// <summary>The word for the case's stage; the reporter sees the same.</summary>
    public static ReportStatus Status(Report report, ReportCard card, LocalDate today) =>
        !report.Open ? ReportStatus.Closed
        : card.WaitsForReporter ? ReportStatus.NeedsAnswer
        : card.TakenUp ? ReportStatus.Considering
        : today.ToDateOnly() < report.RegisteredDay ? ReportStatus.Received
        : ReportStatus.Registered;

    private RowView? Row(StaffVisit visit, Report report, SealRow seal, Part part, IEnumerable<byte[]> newestFirst, WorkingCalendar calendar, OfficeTexts t)
    {
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        if (!Reading.Roles(card).Contains((int)visit.Role)) return null;
        using var key = visit.OpenSlot(seal);
        if (key is null) return null;
        var index = JsonSerializer.Deserialize(ReportKey.OpenPart(key, report.Id, part.Sealed), SheetJson.Sealed.IndexCard)!;
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        return new(
            report.Id, report.Number, "channel." + card.Channel, index.Summary, "disposition." + card.Disposition, card.Confirmed, card.Sure, card.Danger, !HasRead(visit, report.Id, newestFirst),
            (card.DirectorExcluded, card.OfficerExcluded) switch { (true, true) => "conflict.both", (true, false) => "conflict.director", (false, true) => "conflict.officer", _ => null },
            card.WaitsForReporter && report.Open, card.WaitsForOffice && report.Open, "status." + Status(report, card, today), DueWords.Next(card, today, calendar, t), report.RegisteredDay)
        {
            WaitsForSecondKey = card.WaitsForSecondKey && report.Open,
        };
    }

    // Whether this person has opened the report since the reporter last wrote.
    private bool HasRead(StaffVisit visit, Guid id, IEnumerable<byte[]> newestFirst)
    {
        foreach (var fact in newestFirst.Select(c => keys.Cards.Open(c, CardJson.Default.Fact, id)))
        {
            if (fact.Kind == FactKind.ReportRead && fact.By == visit.Member) return true;
            if (fact.Kind == FactKind.ReporterWrote) return false;
        }

        return false;
    }
}

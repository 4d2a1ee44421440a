using System.Text;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>Reads requests for their pages: a report's for its readers, and all that wait for a custodian.</summary>
internal sealed class OpeningReading(Database database, LineKeys keys, LineState line, Mail mail)
{
    private const int LongestList = 50;

    /// <summary>The identity of one report as this reader may see it; null when there is no such report for them.</summary>
    public IdentityView? OfReport(StaffVisit visit, Guid id)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null) return null;
        using var db = database.Read();
        var openings = db.Openings.Where(o => o.ReportId == id).ToList().Select(row => View(db, visit, row, opened)).OrderByDescending(o => o.AskedAt);
        return new(id, opened.Report.Number, opened.Report.Open, Standing.MayAsk(opened.Card, visit.Role), "group." + opened.Card.Holders, Custodians(db), mail.Configured, [.. openings]);
    }

    /// <summary>What waits for a custodian, oldest first, and what this one answered, newest first.</summary>
    public RequestsView OfCustodian(StaffVisit visit)
    {
        using var db = database.Read();
        var cards = db.Openings.ToList().Select(row => (Row: row, Card: Card(row))).ToList();
        return new(
            [.. cards.Where(o => o.Card.Stage is OpeningStage.Waiting).OrderBy(o => o.Card.AskedAt).Select(o => View(db, visit, o.Row, null))],
            [.. cards.Where(o => o.Card.Custodian == visit.Member).OrderByDescending(o => o.Card.AnsweredAt).Take(LongestList).Select(o => View(db, visit, o.Row, null))]);
    }

    /// <summary>One request for a custodian; null when there is none of that id.</summary>
    public OpeningView? One(StaffVisit visit, Guid opening)
    {
        using var db = database.Read();
        return db.Openings.SingleOrDefault(o => o.Id == opening) is { } row ? View(db, visit, row, null) : null;
    }

    private OpeningView View(JournalDb db, StaffVisit visit, OpeningRow row, OpenCase? opened)
    {
        var card = Card(row);
        return new()
        {
            Id = row.Id,
            Reference = Reference(card),
            Stage = card.Stage.ToString(),
            Live = row.Live,
            Mine = card.Asker == visit.Member,
            Asker = Name(db, card.Asker),
            RoleKey = "role." + card.AskerRole,
            AskedAt = card.AskedAt,
            Until = card.Stage is OpeningStage.Shown ? card.ShownUntil!.Value : card.Until,
            Reason = opened is null ? Answering.Reason(visit, db, row, card) : Words(db, opened, row.Id, PartKind.OpeningReason),
            Custodian = card.Custodian is { } custodian ? Name(db, custodian) : null,
            AnsweredAt = card.AnsweredAt,
            Words = opened is null ? null : Words(db, opened, row.Id, PartKind.CaseNote),
            ShownAt = card.ShownAt,
            EndedAt = card.EndedAt,
            Beyond = row.Live && opened is not null ? IdentityEnvelopes.Beyond(db, row.ReportId, card) : 0,
            LapsedKey = card.Lapsed is { } why ? "lapsed." + why : null,
        };
    }

    // Eight characters of the signed request's hash: enough to tell requests apart aloud.
    private static string Reference(OpeningCard card)
    {
        var hash = Convert.ToHexString(OpeningRequest.Parse(card.Request).Hash().AsSpan(0, 4));
        return $"{hash[..4]}-{hash[4..]}";
    }

    private static string? Words(JournalDb db, OpenCase opened, Guid opening, PartKind kind)
    {
        if (db.Parts.SingleOrDefault(p => p.SubjectId == opening && p.Kind == (int)kind) is not { } part) return null;
        using var key = opened.MessageKey(opening);
        return key is null ? null : Encoding.UTF8.GetString(ThreadSealer.OpenPart(key, opening, part.Sealed));
    }

    private List<string> Custodians(JournalDb db) => [.. (line.Group(Group.Custodians)?.Members ?? []).Select(m => Name(db, m.Id))];

    private string Name(JournalDb db, Guid member) =>
        db.Staff.SingleOrDefault(s => s.Id == member) is { } row ? keys.Cards.Open(row.Card, CardJson.Default.StaffCard, member).Name : "?";

    private OpeningCard Card(OpeningRow row) => keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id);
}

using System.Text;
using TrustLine.Api.Journal;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>What others ask about openings: whether a report waits for the second key, and what the reporter is told.</summary>
internal static class OpeningStates
{
    /// <summary>
    /// Says on the report's card whether a custodian's answer is awaited, inside the pen's turn: the view "waiting for the second key". The card is re-read,
    /// so it is called after every other change of it.
    /// </summary>
    public static void NoteSecondKey(JournalAct act, ServerCards cards, Guid id)
    {
        act.Db.SaveChanges();
        var report = act.Db.Reports.Single(r => r.Id == id);
        var card = cards.Open(report.Card, CardJson.Default.ReportCard, id);
        var waits = act.Db.Openings.Where(o => o.ReportId == id && o.Live).ToList().Exists(o => cards.Open(o.Card, CardJson.Default.OpeningCard, o.Id).Stage is OpeningStage.Waiting);
        if (waits != card.WaitsForSecondKey) report.Turn(cards.Seal(card with { WaitsForSecondKey = waits }, CardJson.Default.ReportCard, id), report.Open, report.NextDueDay);
    }

    /// <summary>When the identity was shown, to which role and why, as the reporter reads it; oldest first.</summary>
    public static IEnumerable<(DateTimeOffset At, string Role, string Reason)> ToldToReporter(JournalDb db, LineKeys keys, Guid report, AgreementPair reporter) =>
        db.Openings.Where(o => o.ReportId == report).ToList()
            .Select(row => (row.Id, Card: keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id)))
            .Where(o => o.Card.ShownAt is not null).OrderBy(o => o.Card.ShownAt)
            .Select(o => (o.Card.ShownAt!.Value, Word(o.Card.AskerRole), Reason(db, keys, o.Id, reporter)));

    // The words of the contract and of the reporter's page.
    private static string Word(Role role) => role switch { Role.Officer => "officers", Role.Oversight => "oversight", _ => "directors" };

    private static string Reason(JournalDb db, LineKeys keys, Guid opening, AgreementPair reporter)
    {
        try
        {
            using var key = Slot.Open(db.Seals.Single(s => s.SubjectId == opening && s.Kind == (int)SealKind.MessageKey && s.Group == 0).Slot, opening, reporter, keys.Server);
            return Encoding.UTF8.GetString(ThreadSealer.OpenPart(key, opening, db.Parts.Single(p => p.SubjectId == opening && p.Kind == (int)PartKind.OpeningReason).Sealed));
        }
        catch (WrongKeyException)
        {
            return ""; // Written to the key of a code that was replaced; a reader's next visit seals it to this one.
        }
    }
}

using System.Text;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// One turn of a case: every act on a case is one transaction, in which all is asked again, since another reader may have acted and the
/// case may have been closed to this one. An act on a page that is no longer true is refused.
/// </summary>
internal sealed class CaseTurn(Database database, JournalWriter writer, LineKeys keys)
{
    /// <summary>The report in a reader's hands before the turn; null when there is none that they may read. The caller disposes it.</summary>
    public OpenCase? Open(StaffVisit visit, Guid id) => OpenCase.Of(visit, database, keys, id);

    /// <summary>
    /// Does the act if the person may still read, the case is open and nothing has happened since the acts that were seen, or since the last one (undoing). What was sealed for the readers of
    /// a moment ago names them: if they changed, the act is refused, so that nothing is sealed to who is excluded by now, or has left.
    /// </summary>
    public async Task<ActAnswer> TakeAsync(StaffVisit visit, Guid id, long? seen, Action<JournalAct, Report, ReportCard> turn, Readers? sealedFor = null, long? last = null)
    {
        try
        {
            return await ActAsync(visit, id, seen, turn, sealedFor, last);
        }
        catch (GenerationOverException)
        {
            return ActAnswer.Overtaken;
        }
    }

    private Task<ActAnswer> ActAsync(StaffVisit visit, Guid id, long? seen, Action<JournalAct, Report, ReportCard> turn, Readers? sealedFor, long? last) => writer.WriteAsync(act =>
    {
        var report = act.Db.Reports.Single(r => r.Id == id);
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id);
        if (!Reading.Roles(card).Contains((int)visit.Role)) return ActAnswer.NotHere;
        if (!report.Open) return ActAnswer.Closed;
        Untouched.Insist(act.Db, Scope.Report, id);
        if (sealedFor is { } readers && readers != card.Readers) return ActAnswer.Overtaken;
        if (seen is not null || last is not null)
        {
            var facts = act.Db.Entries.Where(e => e.Subject == id).Select(e => new { e.Position, e.Card }).ToList().Select(e => (e.Position, keys.Cards.Open(e.Card, CardJson.Default.Fact, id).Kind)).ToList();
            if ((seen is { } acts && acts != Acts(facts.Select(f => f.Kind))) || (last is { } place && place != LastAct(facts))) return ActAnswer.Overtaken;
        }

        turn(act, report, card);
        return ActAnswer.Done;
    });

    /// <summary>The case's new state; the fact that explains it belongs into the same turn.</summary>
    public void Set(Report report, ReportCard card, bool open = true) => report.Turn(keys.Cards.Seal(card, CardJson.Default.ReportCard, report.Id), open, card.NextDue);

    /// <summary>Words of staff under the report key; null where there are none.</summary>
    public static byte[]? Words(OpenCase opened, string words) => string.IsNullOrWhiteSpace(words) ? null
        : ReportKey.SealPart(opened.Key, opened.Report.Id, PartKind.CaseNote, Encoding.UTF8.GetBytes(words.Trim())).Bytes;

    /// <summary>The place of the last act that changed the case: readings, listenings, notes, letters on their way, written texts, hidden words, packages, a code's confirming and openings do not make a page untrue.</summary>
    public static long LastAct(IEnumerable<(long Position, FactKind Kind)> facts) => facts.Where(f => Changes(f.Kind)).Max(f => f.Position);

    /// <summary>
    /// How many acts have changed the case: what a page carries to know whether it is still true. Never the place in the Journal, which would count for its
    /// reader what happens in reports that he is excluded from.
    /// </summary>
    public static long Acts(IEnumerable<FactKind> facts) => facts.LongCount(Changes);

    private static bool Changes(FactKind kind) => kind is not (
        FactKind.ReportRead or FactKind.CodeConfirmed or FactKind.CodeReplaced or FactKind.CodeExchanged or FactKind.ThreadResealed or FactKind.SealsRenewed or FactKind.NoteWritten or FactKind.LetterSent or FactKind.LetterRefused or FactKind.VoiceHeard or FactKind.VoiceTyped or FactKind.TextOffered or FactKind.IdentityMarked or FactKind.PackageMade or FactKind.KeysHandedOver
        or FactKind.OpeningAsked or FactKind.OpeningAgreed or FactKind.OpeningRefused or FactKind.OpeningWithdrawn or FactKind.OpeningShown or FactKind.OpeningClosed or FactKind.OpeningLapsed);
}

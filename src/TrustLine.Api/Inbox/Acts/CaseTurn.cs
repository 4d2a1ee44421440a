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

    /// <summary>Does the act if the person may still read, the case is open and, where a place is given, nothing has happened since.</summary>
    public Task<ActAnswer> TakeAsync(StaffVisit visit, Guid id, long? seen, Action<JournalAct, Report, ReportCard> turn) => writer.WriteAsync(act =>
    {
        var report = act.Db.Reports.Single(r => r.Id == id);
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id);
        if (!Reading.Roles(card).Contains((int)visit.Role)) return ActAnswer.NotHere;
        if (!report.Open) return ActAnswer.Closed;
        Untouched.Insist(act.Db, Scope.Report, id);
        if (seen is { } position)
        {
            var facts = act.Db.Entries.Where(e => e.Subject == id).Select(e => new { e.Position, e.Card }).ToList();
            if (LastAct(facts.Select(f => (f.Position, keys.Cards.Open(f.Card, CardJson.Default.Fact, id).Kind))) != position) return ActAnswer.Overtaken;
        }

        turn(act, report, card);
        return ActAnswer.Done;
    });

    /// <summary>The case's new state; the fact that explains it belongs into the same turn.</summary>
    public void Set(Report report, ReportCard card, bool open = true) => report.Turn(keys.Cards.Seal(card, CardJson.Default.ReportCard, report.Id), open, card.NextDue);

    /// <summary>Words of staff under the report key; null where there are none.</summary>
    public static byte[]? Words(OpenCase opened, string words) => string.IsNullOrWhiteSpace(words) ? null
        : ReportKey.SealPart(opened.Key, opened.Report.Id, PartKind.CaseNote, Encoding.UTF8.GetBytes(words.Trim())).Bytes;

    /// <summary>The last fact that changed the case: readings, notes and a code's confirming do not make a page untrue.</summary>
    public static long LastAct(IEnumerable<(long Position, FactKind Kind)> facts) =>
        facts.Where(f => f.Kind is not (FactKind.ReportRead or FactKind.CodeConfirmed or FactKind.CodeReplaced or FactKind.CodeExchanged or FactKind.ThreadResealed or FactKind.SealsRenewed or FactKind.NoteWritten)).Max(f => f.Position);
}

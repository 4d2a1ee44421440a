using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Tells the reporter, at the address they asked to be answered at, that something waits for them: a member's act sends, the address lies sealed in the outbox until the letter
/// has left, and nobody is shown it.
/// </summary>
internal sealed class Telling(Database database, JournalWriter writer, LineKeys keys, Mail mail)
{
    private const string Email = "email";

    /// <summary>
    /// The errand that goes with an act; null when no letter can be sent at all, or the reporter gave no address for letters. Who acts and does not hold the key of the
    /// address leaves it out: the next member who does and opens the case puts it in.
    /// </summary>
    public Errand? Of(StaffVisit visit, OpenCase opened, ReporterLetter letter)
    {
        if (!mail.Configured) return null;
        using var db = database.Read();
        var errand = new Errand(ErrandKind.ToReporter) { Report = opened.Report.Id, Letter = letter };
        if (!ReturnPath.Holds(db, visit, opened.Report.Id)) return errand;
        return ReturnPath.Of(db, visit, opened.Report.Id) is { Kind: Email } path ? errand with { To = path.Address } : null;
    }

    /// <summary>Puts the address into letters that wait for somebody who holds its key; those to a reporter who gave none are dropped.</summary>
    public async Task CompleteAsync(StaffVisit visit, OpenCase opened)
    {
        using var db = database.Read();
        if (!ReturnPath.Holds(db, visit, opened.Report.Id)) return;
        var waiting = db.Outbox.ToList().Where(row => keys.Cards.TryOpen(row.Errand, CardJson.Default.Errand, row.Id) is { Letter: not null, To: null } errand && errand.Report == opened.Report.Id).Select(row => row.Id).ToList();
        if (waiting.Count == 0) return;
        var address = ReturnPath.Of(db, visit, opened.Report.Id) is { Kind: Email } path ? path.Address : null;
        await writer.WriteAsync(act =>
        {
            foreach (var row in act.Db.Outbox.Where(o => waiting.Contains(o.Id)).ToList())
            {
                if (address is null) act.Db.Outbox.Remove(row);
                else row.Now(keys.Cards.Seal(keys.Cards.Open(row.Errand, CardJson.Default.Errand, row.Id) with { To = address }, CardJson.Default.Errand, row.Id));
            }
        });
    }
}

using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Setup;

/// <summary>What goes with a person inside one act: sessions, seals of group keys, login name, passphrase and second factor. The name stays for the Journal's history.</summary>
internal static class Farewell
{
    /// <summary>Takes leave of a person; the fact says why.</summary>
    public static void Of(JournalAct act, ServerCards cards, Guid id, Fact fact)
    {
        Untouched.Insist(act.Db, Scope.Staff, id);
        var row = act.Db.Staff.Single(s => s.Id == id);
        row.Leave(cards.Seal(cards.Open(row.Card, CardJson.Default.StaffCard, id).Farewell(), CardJson.Default.StaffCard, id));
        act.Db.MemberSeals.Where(s => s.Holder == id).ExecuteDelete();
        act.Db.Sessions.Where(s => s.StaffId == id).ExecuteDelete();
        act.Record(Scope.Staff, id, fact);
    }
}

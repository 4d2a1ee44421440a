using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Outbox;

/// <summary>
/// What the office must know about mail that does not leave, as keys of words. A letter about a report is no reason for an alarm to whoever may not read that report: else
/// the alarm would tell that there is one.
/// </summary>
internal sealed class MailAlarm(Database database, LineKeys keys, MailWatch watch)
{
    private const int MostLookedAt = 50;
    private const int Patience = 2; // The first refusal may be a stumble.

    /// <summary>Key of the alarm for this role and, when the server does not answer, since when; null when all is well or it is not this role's matter.</summary>
    public (string Key, DateTimeOffset? Since)? For(Role role)
    {
        if (!role.Reads() && role != Role.Administrator) return null;
        var whom = role == Role.Administrator ? "administrator" : role.Decides() ? "director" : "officer";
        return watch.State switch
        {
            MailHealth.Off => ("alarm.off." + whom, null),
            MailHealth.Away => ("alarm.away." + whom, watch.AwaySince),
            _ => Refused(role) ? ("alarm.refused." + whom, null) : null,
        };
    }

    private bool Refused(Role role)
    {
        using var db = database.Read();
        var rows = db.Outbox.AsNoTracking().Where(o => o.Attempts >= Patience).OrderByDescending(o => o.Attempts).Take(MostLookedAt).ToList();
        return role == Role.Administrator ? rows.Count > 0 : rows.Exists(row => MayKnow(db, role, keys.Cards.Open(row.Errand, CardJson.Default.Errand, row.Id)));
    }

    private bool MayKnow(JournalDb db, Role role, Errand errand) =>
        errand.Report is { } id && db.Reports.AsNoTracking().SingleOrDefault(r => r.Id == id) is { } report
        && Reading.Roles(keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id)).Contains((int)role);
}

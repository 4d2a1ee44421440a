using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Director;

/// <summary>What waits for a decision, by the cards alone, so that it can be counted with nobody unlocked. Whoever is excluded from a report does not have it here.</summary>
internal sealed class Waiting(LineKeys keys)
{
    /// <summary>The open reports that this role decides, nearest or longest overdue legal date first; read one by one as they are asked for.</summary>
    public IEnumerable<(Report Report, ReportCard Card)> Open(JournalDb db, Role role)
    {
        // Not by series: who reads may have changed since the number was given.
        return db.Reports.AsNoTracking().Where(r => r.Open)
            .OrderBy(r => r.NextDueDay == null).ThenBy(r => r.NextDueDay).ThenBy(r => r.Number).AsEnumerable()
            .Select(report => (report, Card: keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id)))
            .Where(x => Reading.Roles(x.Card).Contains((int)role) && role.MayDecide(x.Card));
    }

    /// <summary>Whether nobody has decided yet. Redirection at once needs the officer's confirmation only (6.3(1)).</summary>
    public static bool Waits(ReportCard card) => card.Decided is null && !(card.Confirmed && card.Disposition == Disposition.Redirect);

    /// <summary>How many wait, and of how many of them a legal date is today or has passed.</summary>
    public WaitingNumbers Count(JournalDb db, Role role, DateOnly today)
    {
        var (all, due) = (0, 0);
        foreach (var (_, card) in Open(db, role).Where(x => Waits(x.Card)))
        {
            all++;
            if (card.NextDue <= today) due++;
        }

        return new(all, due);
    }
}

/// <summary>How much waits for a decision.</summary>
internal readonly record struct WaitingNumbers(int All, int Due);

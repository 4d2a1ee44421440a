using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Exclusions;

/// <summary>
/// Which seals of a case change when its readers change, made ready before the pen's turn: the seals of who is excluded are replaced by empty ones of the
/// same shape, and who comes in their place gets what the acting reader can open. Covers the report, its messages and the reasons of its openings.
/// </summary>
internal sealed class Handover(Database database, LineState line, LineKeys keys)
{
    /// <summary>The seals that change from these readers to those.</summary>
    public HandoverPlan Between(OpenCase opened, Readers before, Readers after) =>
        Plan(opened, (kind, group) => (before.Holds(kind, group), after.Holds(kind, group)));

    /// <summary>What oversight still owes the working group: half b and the return path.</summary>
    public HandoverPlan Owed(OpenCase opened) =>
        Plan(opened, (kind, group) => (false, kind is SealKind.IdentityHalfB or SealKind.ReturnPathKey && group == opened.Card.Readers.WorkingGroup()));

    private HandoverPlan Plan(OpenCase opened, Func<SealKind, Group, (bool Before, bool After)> holds)
    {
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        using var db = database.Read();
        var rows = db.Seals.Where(s => s.ReportId == opened.Report.Id).ToList();
        var (changed, owed) = (new List<(SealRow, KeySlot)>(), false);
        foreach (var of in rows.Where(r => ConflictRule.Slots.Contains((Group)r.Group)).GroupBy(r => (r.SubjectId, Group: (Group)r.Group)))
        {
            List<(SealRow Row, SecretKey? Key)> anew = [];
            foreach (var row in of.OrderBy(r => r.Kind))
            {
                var (had, has) = holds((SealKind)row.Kind, of.Key.Group);
                if (had == has) continue;
                var key = has ? opened.KeyOf(rows, row) : null;
                if (has && key is null) owed = true; // The acting reader has no such key: oversight has.
                else anew.Add((row, key));
            }

            if (anew.Count == 0) continue;
            var slots = Slot.Anew(of.Key.SubjectId, groups[of.Key.Group], anew.Select(a => ((SealKind)a.Row.Kind, a.Key)), keys.Server);
            changed.AddRange(anew.Zip(slots, (a, slot) => (a.Row, slot)));
            foreach (var (_, key) in anew) key?.Dispose();
        }

        return new(rows.Count, changed, owed);
    }
}

/// <summary>Seals made ready.</summary>
/// <param name="Seen">How many seals the case had: with more, something was written meanwhile that this plan does not know.</param>
/// <param name="Changed">The seals to replace, and by what.</param>
/// <param name="Owed">Whether a key is missing that only oversight can hand over.</param>
internal sealed record HandoverPlan(int Seen, IReadOnlyList<(SealRow Row, KeySlot Slot)> Changed, bool Owed)
{
    /// <summary>Replaces the seals inside the pen's turn; false when the case's seals are no longer those that were looked at.</summary>
    public bool Apply(JournalDb db, Guid report)
    {
        var rows = db.Seals.Where(s => s.ReportId == report).ToList();
        if (rows.Count != Seen) return false;
        var byPlace = rows.ToDictionary(r => (r.SubjectId, r.Kind, r.Group));
        if (Changed.Any(c => !Digest.Same(byPlace[(c.Row.SubjectId, c.Row.Kind, c.Row.Group)].Hash, c.Row.Hash))) return false;
        foreach (var (row, slot) in Changed) byPlace[(row.SubjectId, row.Kind, row.Group)].Replace(slot);
        return true;
    }
}

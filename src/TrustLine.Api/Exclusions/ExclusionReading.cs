using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Exclusions;

/// <summary>Reads who reads: of one report for its readers, and all changes for oversight.</summary>
internal sealed class ExclusionReading(Database database, LineKeys keys, CaseDirectory directory)
{
    private static readonly FactKind[] Kinds = [FactKind.DirectorsExcluded, FactKind.OfficersExcluded, FactKind.DirectorsReadmitted, FactKind.OfficersReadmitted];

    /// <summary>One report; null when there is no such report for this person.</summary>
    public ReadersView? OfReport(StaffVisit visit, Guid id)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null) return null;
        var (d, o) = (opened.Card.DirectorExcluded, opened.Card.OfficerExcluded);
        (string Name, bool Excluded)[] groups = [(nameof(Group.Directors), d), (nameof(Group.Officers), o)];
        return new(
            id, opened.Report.Number, "readers.now.conflict." + ((d, o) switch { (true, true) => "both", (true, false) => "director", (false, true) => "officer", _ => "none" }),
            [.. groups.Where(g => !g.Excluded).Select(g => g.Name)], [.. groups.Where(g => g.Excluded).Select(g => g.Name)], Changes(opened));
    }

    /// <summary>
    /// Every change made after a number was given, newest first. A report that was opened to all again sleeps for oversight: that and when it was changed is
    /// shown, its reasons are not.
    /// </summary>
    public IReadOnlyList<ExclusionView> All(StaffVisit visit)
    {
        using var db = database.Read();
        var views = new List<ExclusionView>();
        foreach (var id in directory.All().Where(c => c.ReadersChanged).Select(c => c.Id))
        {
            if (db.Reports.SingleOrDefault(r => r.Id == id) is not { } report) continue;
            using var opened = OpenCase.Of(visit, database, keys, id);
            if (opened is not null) views.AddRange(Changes(opened).Select(c => new ExclusionView(id, report.Number, c.Key, c.At, c.By, c.Words, true)));
            else views.AddRange(db.Entries.Where(e => e.Subject == id).ToList().Select(e => keys.Cards.Open(e.Card, CardJson.Default.Fact, id)).Where(f => Kinds.Contains(f.Kind))
                .Select(f => new ExclusionView(id, report.Number, "fact." + f.Kind, f.At, null, null, false)));
        }

        return [.. views.OrderByDescending(v => v.At)];
    }

    private List<FactView> Changes(OpenCase opened) => [.. opened.Entries()
        .Select(e => (Entry: e, Fact: keys.Cards.Open(e.Card, CardJson.Default.Fact, opened.Report.Id)))
        .Where(f => Kinds.Contains(f.Fact.Kind))
        .Select(f => new FactView("fact." + f.Fact.Kind, f.Fact.At, f.Fact.By is { } by ? opened.NameOf(by, keys) : null, null, opened.Words(f.Entry)))];
}

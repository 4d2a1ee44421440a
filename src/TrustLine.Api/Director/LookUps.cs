using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Director;

/// <summary>The register of look-ups: who opened which report when, from the facts. It has numbers and moments, no content. A second look on the same day is no new line.</summary>
internal sealed class LookUps(Database database, LineKeys keys)
{
    private const int PageLength = 50;

    /// <summary>Enters a look into the member's own register.</summary>
    public static void Record(JournalAct act, Guid member, Guid report, DateTimeOffset at) =>
        act.Record(Scope.Looks, member, new Fact(FactKind.ReportLookedUp, at, member) { About = report });

    /// <summary>What this person looked up. A report that was closed to them since is not in it.</summary>
    public LookUpPage Own(StaffVisit visit, long? before) => Page(
        entries => entries.Where(e => e.Subject == visit.Member), before,
        (report, card, who) => Reading.Roles(card).Contains((int)visit.Role) ? new(report.Number, report.Id, null, who.RoleKey) : null);

    /// <summary>What those who decide looked up, for oversight: numbers also of reports that oversight does not read.</summary>
    public LookUpPage OfDeciders(StaffVisit visit, long? before)
    {
        using var db = database.Read();
        var deciders = People(db).Where(p => p.Value.Role is { } role && role.Decides()).Select(p => p.Key).ToList();
        return Page(
            entries => entries.Where(e => deciders.Contains(e.Subject)), before,
            (report, card, who) => new(report.Number, Reading.Roles(card).Contains((int)visit.Role) ? report.Id : null, who.Name, who.RoleKey));
    }

    /// <summary>What everybody looked up, for the auditor: where somebody is excluded, a role stands in place of the name.</summary>
    public LookUpPage All(long? before) => Page(
        entries => entries, before,
        (report, card, who) => new(report.Number, null, report.Series == 0 && !card.DirectorExcluded && !card.OfficerExcluded ? who.Name : null, who.RoleKey));

    private LookUpPage Page(Func<IQueryable<Entry>, IQueryable<Entry>> whose, long? before, Func<Report, ReportCard, Looker, LookedUp?> say)
    {
        using var db = database.Read();
        var people = People(db);
        var entries = whose(db.Entries.AsNoTracking().Where(e => e.Scope == (int)Scope.Looks && (before == null || e.Position < before))).OrderByDescending(e => e.Position).Take(PageLength + 1).ToList();
        var facts = entries.Take(PageLength).Select(e => (e.Subject, Fact: keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject))).ToList();
        var wanted = facts.Select(f => f.Fact.About).OfType<Guid>().ToHashSet();
        var reports = db.Reports.AsNoTracking().Where(r => wanted.Contains(r.Id)).ToDictionary(r => r.Id);
        var rows = new List<LookUpView>();
        foreach (var (member, fact) in facts)
        {
            if (fact.About is not { } id || !reports.TryGetValue(id, out var report)) continue;
            var who = people.GetValueOrDefault(member) ?? new(null, null);
            if (say(report, keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id), who) is { } row) rows.Add(new(fact.At, row.Number, row.Report, row.Who, row.RoleKey));
        }

        return new(rows, entries.Count > PageLength ? entries[PageLength - 1].Position : null, before is null);
    }

    private Dictionary<Guid, Looker> People(JournalDb db) => db.Staff.AsNoTracking().ToList()
        .Select(s => (s.Id, Card: keys.Cards.TryOpen(s.Card, CardJson.Default.StaffCard, s.Id)))
        .ToDictionary(s => s.Id, s => new Looker(s.Card?.Name, s.Card?.Role));

    // A row that is no longer there leaves its look-ups behind.
    private sealed record Looker(string? Name, Role? Role)
    {
        public string RoleKey => Role is { } role ? "role." + role : "lookups.gone";
    }

    private sealed record LookedUp(string Number, Guid? Report, string? Who, string RoleKey);
}

/// <summary>A page of the register; the next begins before that place.</summary>
public sealed record LookUpPage(IReadOnlyList<LookUpView> Rows, long? Next, bool First);

/// <summary>One look: when, at which number (a link for who may read it), by whom. Prints nothing.</summary>
public sealed record LookUpView(DateTimeOffset At, string Number, Guid? Report, string? Who, string RoleKey)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(LookUpView);
}

using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Staff;

/// <summary>
/// Who stands in for whom, from day to day: somebody of the same group, who could read the same before. Notices tell them that they stand in; a director's substitute is
/// informed in his place. An absence extends no deadline.
/// </summary>
internal sealed class Substitutes(Database database, JournalWriter writer, LineKeys keys, TimeProvider time)
{
    /// <summary>The longest absence that can be entered at once.</summary>
    public const int LongestDays = 366;

    private const int Most = 20;

    /// <summary>Today in Astana.</summary>
    public DateOnly Today => AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();

    /// <summary>Who may stand in for this person.</summary>
    public IReadOnlyList<StaffPerson> Candidates(Guid member)
    {
        using var db = database.Read();
        var staff = db.ActiveStaff(keys.Cards);
        return staff.SingleOrDefault(s => s.Id == member) is { } person ? [.. staff.Where(s => MayStandIn(person, s))] : [];
    }

    /// <summary>Enters an absence; the person themselves or the administrator does. False when the days or the substitute do not fit.</summary>
    public async Task<bool> NameAsync(StaffVisit by, Guid member, Absence absence)
    {
        if (by.Member != member && by.Role != Role.Administrator) return false;
        if (absence.Until < absence.From || absence.Until < Today || absence.Until.DayNumber - absence.From.DayNumber >= LongestDays) return false;
        return await writer.WriteAsync(act =>
        {
            var staff = act.Db.ActiveStaff(keys.Cards);
            if (staff.SingleOrDefault(s => s.Id == member) is not { } person || staff.SingleOrDefault(s => s.Id == absence.Substitute) is not { } substitute || !MayStandIn(person, substitute)) return false;
            // Whoever is away does not stand in, and one day has one substitute.
            if (person.Card.Absences.Concat(substitute.Card.Absences).Any(a => a.From <= absence.Until && absence.From <= a.Until)) return false;
            var kept = person.Card.Absences.Where(a => a.Until >= Today).ToList();
            if (kept.Count >= Most) return false;
            Turn(act, member, [.. kept, absence], new Fact(FactKind.SubstituteNamed, time.GetUtcNow(), by.Member) { About = absence.Substitute });
            return true;
        });
    }

    /// <summary>Takes an absence back.</summary>
    public async Task<bool> WithdrawAsync(StaffVisit by, Guid member, DateOnly from)
    {
        if (by.Member != member && by.Role != Role.Administrator) return false;
        return await writer.WriteAsync(act =>
        {
            if (act.Db.ActiveStaff(keys.Cards).SingleOrDefault(s => s.Id == member)?.Card.Absences is not { } absences || absences.FirstOrDefault(a => a.From == from) is not { } gone) return false;
            Turn(act, member, [.. absences.Where(a => a != gone && a.Until >= Today)], new Fact(FactKind.SubstituteWithdrawn, time.GetUtcNow(), by.Member) { About = gone.Substitute });
            return true;
        });
    }

    private void Turn(JournalAct act, Guid member, IReadOnlyList<Absence> absences, Fact fact)
    {
        Untouched.Insist(act.Db, Scope.Staff, member);
        var row = act.Db.Staff.Single(s => s.Id == member);
        row.Turn(keys.Cards.Seal(keys.Cards.Open(row.Card, CardJson.Default.StaffCard, member) with { Absences = absences }, CardJson.Default.StaffCard, member));
        act.Record(Scope.Staff, member, fact);
    }

    // The same group, so that nobody reads more for standing in; without a group the same role.
    private static bool MayStandIn(StaffPerson person, StaffPerson other) =>
        other.Id != person.Id && (person.Card.Role.Group() is { } group ? other.Card.Role.Group() == group : other.Card.Role == person.Card.Role);
}

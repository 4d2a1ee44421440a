using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Staff;

/// <summary>What a person's position is called in the three languages: the script of 10.5 reads it out to callers. The administrator enters it, as typed.</summary>
internal sealed class Positions(JournalWriter writer, LineKeys keys, TimeProvider time)
{
    /// <summary>The most characters of one language's words.</summary>
    public const int Longest = 200;

    /// <summary>Enters the words, or takes them away; false when they are not whole in three languages, or the person is not there.</summary>
    public async Task<bool> SetAsync(StaffVisit by, Guid member, Trilingual words)
    {
        string[] all = [words.Kk, words.Ru, words.En];
        if (by.Role != Role.Administrator || all.Any(w => w.Length > Longest) || all.Select(w => w.Length > 0).Distinct().Count() > 1) return false;
        return await writer.WriteAsync(act =>
        {
            if (act.Db.ActiveStaff(keys.Cards).SingleOrDefault(s => s.Id == member) is not { } person) return false;
            var position = words.Kk.Length > 0 ? words : null;
            if (position == person.Card.Position) return true;
            Untouched.Insist(act.Db, Scope.Staff, member);
            act.Db.Staff.Single(s => s.Id == member).Turn(keys.Cards.Seal(person.Card with { Position = position }, CardJson.Default.StaffCard, member));
            act.Record(Scope.Staff, member, new Fact(FactKind.PositionSet, time.GetUtcNow(), by.Member));
            return true;
        });
    }
}

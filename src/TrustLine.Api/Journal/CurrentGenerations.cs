using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>
/// What an act seals must be sealed to the generation that a group has in this very transaction. Whatever was made ready a moment before somebody
/// left would still open to them: it is refused here, whoever made it, and made ready anew.
/// </summary>
internal static class CurrentGenerations
{
    private static readonly Func<JournalDb, IEnumerable<Newest>> OfEach = EF.CompileQuery((JournalDb db) =>
        db.MemberSeals.GroupBy(s => s.Group).Select(of => new Newest(of.Key, of.Max(s => s.Generation))));

    /// <summary>A <see cref="GenerationOverException"/> when a seal of this act is for a generation that is over.</summary>
    public static void Insist(JournalDb db)
    {
        var seals = db.ChangeTracker.Entries<SealRow>().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity).Where(s => s.Group != 0).ToList();
        if (seals.Count == 0) return;
        var newest = OfEach(db).ToDictionary(g => g.Group, g => g.Generation);
        if (seals.Exists(s => newest.TryGetValue(s.Group, out var current) && s.Generation < current)) throw new GenerationOverException();
    }
}

/// <summary>A group's newest generation.</summary>
internal sealed record Newest(int Group, int Generation);

/// <summary>A member left while something was being sealed; it is to be sealed again, to the generation that there is now.</summary>
internal sealed class GenerationOverException() : Exception("A group has a new generation.");

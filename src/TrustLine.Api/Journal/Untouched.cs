using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>
/// Before an act: the rows it is about must be as the last fact about them left them. An older card of the same row, put back by somebody who can write
/// to the database, is found out here and not only by the checker. Who rewrites the entry as well is found by <see cref="JournalCheck"/>.
/// </summary>
internal static class Untouched
{
    private static readonly Func<JournalDb, int, Guid, Left?> LastOf = EF.CompileQuery((JournalDb db, int scope, Guid subject) =>
        db.Entries.Where(e => e.Subject == subject && e.Scope == scope).OrderByDescending(e => e.Position).Select(e => new Left(e.StateHash, e.SealsRoot)).FirstOrDefault());

    /// <summary>Whether the rows are as they were left; a subject of which no fact speaks is not.</summary>
    public static bool Is(JournalDb db, Scope scope, Guid subject)
    {
        if (LastOf(db, (int)scope, subject) is not { } left) return false;
        var (state, seals) = SubjectState.Of(db, scope, subject);
        return Digest.Same(state, left.State) && Digest.Same(seals, left.Seals);
    }

    /// <summary>An <see cref="EnvelopeDamagedException"/>, which is an alarm, when they are not.</summary>
    public static void Insist(JournalDb db, Scope scope, Guid subject)
    {
        if (!Is(db, scope, subject)) throw new EnvelopeDamagedException();
    }

    private sealed record Left(byte[] State, byte[] Seals);
}

using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Intake;

/// <summary>
/// How many bytes all unfinished matter may take together. Beyond it the largest rows go first, the oldest of them before the others: what somebody
/// types now always finds its place, and who wants to push out the drafts of others must send as many as they are small.
/// </summary>
internal sealed class UnfinishedRoom(LineOptions options)
{
    private const int KeptPercent = 90;

    // Only the one pen comes here. An act that is rolled back leaves the sum too high until the next counting.
    private long? total;

    /// <summary>A row grows by so many bytes, inside the act that writes it; others make room, never the row itself.</summary>
    public void Grow(JournalDb db, byte[] row, int bytes)
    {
        total = (total ?? Sum(db)) + bytes;
        if (total <= options.UnfinishedBytes) return;
        var rows = db.Unfinished.Where(u => u.TokenHash != row).Select(u => new { u.TokenHash, u.Sealed.Length, u.Until }).ToList();
        total = rows.Sum(r => (long)r.Length) + bytes;
        foreach (var other in rows.OrderByDescending(r => r.Length).ThenBy(r => r.Until))
        {
            if (total <= options.UnfinishedBytes / 100 * KeptPercent) break;
            db.Unfinished.Where(u => u.TokenHash == other.TokenHash).ExecuteDelete();
            total -= other.Length;
        }
    }

    /// <summary>Counts anew.</summary>
    public void Recount(JournalDb db) => total = Sum(db);

    private static long Sum(JournalDb db) => db.Unfinished.Sum(u => (long)u.Sealed.Length);
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Log;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>The end of the private log inside one transaction: leaves are appended here, and the new head is signed before the commit.</summary>
internal sealed class LogTail
{
    private readonly LogSigner signer;
    private readonly long began;
    private Frontier frontier;

    private LogTail(LogSigner signer, Frontier frontier) => (this.signer, this.frontier, began) = (signer, frontier, frontier.Size);

    /// <summary>Goes on where the last head in the database ended: another node may have written it.</summary>
    public static LogTail Continue(DbTransaction transaction, LogSigner signer)
    {
        using var db = Database.Within(transaction);
        var last = db.Heads.AsNoTracking().OrderByDescending(h => h.Size).FirstOrDefault();
        return new(signer, last is null ? new Frontier() : Frontier.Parse(last.Frontier));
    }

    /// <summary>Appends the blinded commitment to a body and its seals.</summary>
    public AppendedLeaf Append(byte[] bodyHash, byte[] sealsRoot)
    {
        var blinder = Draw.Bytes(LeafCommitment.BlinderLength);
        var leaf = LeafCommitment.LeafHash(blinder, bodyHash, sealsRoot);
        var position = frontier.Size;
        frontier.Append(leaf);
        return new(position, blinder, leaf);
    }

    /// <summary>What to go back to when an act fails.</summary>
    public Frontier Snapshot() => frontier.Copy();

    public void Restore(Frontier before) => frontier = before;

    /// <summary>Writes the head of this transaction; without new leaves there is none.</summary>
    public void SignHead(DbTransaction transaction)
    {
        if (frontier.Size == began) return;
        using var db = Database.Within(transaction);
        db.Heads.Add(new Head(frontier.Size, frontier.Root(), frontier.ToBytes(), signer.SignPrivateHead(frontier.Size, frontier.Root())));
        db.SaveChanges();
    }
}

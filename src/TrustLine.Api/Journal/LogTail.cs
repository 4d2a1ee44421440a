using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Log;

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
        return new(signer, last is null ? Frontier.Empty : Frontier.Parse(last.Frontier));
    }

    /// <summary>Appends the blinded commitment to a body and its seals.</summary>
    public AppendedLeaf Append(byte[] bodyHash, byte[] sealsRoot)
    {
        var leaf = LeafCommitment.Make(bodyHash, sealsRoot);
        var position = frontier.Size;
        frontier = frontier.Append(leaf.LeafHash);
        return new(position, leaf.Blinder, leaf.LeafHash);
    }

    /// <summary>Frontiers are values: what an act appended is undone by going back to the one before it.</summary>
    public Frontier Snapshot() => frontier;

    public void Restore(Frontier before) => frontier = before;

    /// <summary>Writes the head of this transaction; without new leaves there is none.</summary>
    public void SignHead(DbTransaction transaction)
    {
        if (frontier.Size == began) return;
        using var db = Database.Within(transaction);
        var root = frontier.Root();
        db.Heads.Add(new Head(frontier.Size, root, frontier.ToBytes(), signer.Sign(frontier.Size, root)));
        db.SaveChanges();
    }
}

using System.Data.Common;
using TrustLine.Api.Outbox;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>One act inside the writer's transaction: rows, the facts that explain them, and what is to be sent because of them.</summary>
internal sealed class JournalAct : IDisposable
{
    private readonly LogTail log;
    private readonly ServerCards cards;
    private readonly List<Recorded> recorded = [];

    public JournalAct(DbTransaction transaction, LogTail log, ServerCards cards)
    {
        (this.log, this.cards) = (log, cards);
        Db = Database.Within(transaction);
    }

    /// <summary>Tracked; saved when the act completes.</summary>
    public JournalDb Db { get; }

    /// <summary>Enters a fact; its leaf commits to the subject's rows as this act leaves them. Words must already be sealed.</summary>
    public Recorded Record(Scope scope, Guid subject, Fact fact, byte[]? words = null)
    {
        var entry = new Recorded(scope, subject, fact, words);
        recorded.Add(entry);
        return entry;
    }

    /// <summary>
    /// Puts an errand into the outbox of this transaction, to go at once. The row in clear says the day only: it may wait for long, and a thief of
    /// the database is not to read from it at what hour a report came.
    /// </summary>
    public void Send(Errand errand, DateTimeOffset now)
    {
        var id = Draw.Id();
        Db.Add(new OutboxRow(id, cards.Seal(errand, CardJson.Default.Errand, id), new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero)));
    }

    /// <summary>Saves the rows, then the facts about them; a <see cref="GenerationOverException"/> when a seal is for a generation that is over.</summary>
    public void Complete()
    {
        CurrentGenerations.Insist(Db);
        Db.SaveChanges();
        if (recorded.Count == 0) return;
        foreach (var fact in recorded)
        {
            var (state, seals) = SubjectState.Of(Db, fact.Scope, fact.Subject);
            var card = cards.Seal(fact.Fact, CardJson.Default.Fact, fact.Subject);
            var leaf = log.Append(EntryBody.Hash(fact.Subject, (int)fact.Scope, card, EntryBody.Hash(fact.Words), state), seals);
            Db.Entries.Add(new Entry(leaf.Position, fact.Subject, (int)fact.Scope, card, fact.Words, state, seals, leaf.Blinder, leaf.Hash));
            fact.Leaf = leaf;
        }

        Db.SaveChanges();
    }

    /// <inheritdoc/>
    public void Dispose() => Db.Dispose();
}

/// <summary>A fact on its way into the log; its leaf is known when the transaction has committed.</summary>
internal sealed class Recorded(Scope scope, Guid subject, Fact fact, byte[]? words)
{
    public Scope Scope => scope;
    public Guid Subject => subject;
    public Fact Fact => fact;
    public byte[]? Words => words;
    public AppendedLeaf Leaf { get; set; }
}

/// <summary>A leaf as it was appended: its place, its blinder and its RFC 9162 hash.</summary>
internal readonly record struct AppendedLeaf(long Position, byte[] Blinder, byte[] Hash);

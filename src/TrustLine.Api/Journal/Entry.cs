using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>One fact of the Journal, never edited: also one leaf of the Merkle log (RFC 9162).</summary>
internal sealed class Entry
{
    /// <summary>Place in the log, from 0, without gaps.</summary>
    public long Position { get; private set; }

    /// <summary>The report, staff member or group that the fact is about.</summary>
    public Guid Subject { get; private set; }

    /// <summary>Which table the subject's state is read from: see <see cref="SubjectState"/>.</summary>
    public int Scope { get; private set; }

    /// <summary><see cref="Fact"/> under the server's seal: what happened, when, by whom.</summary>
    public byte[] Card { get; private set; } = [];

    /// <summary>Words that only readers of the case may see (a reason), under the report key; null when there are none, or when they stand rewritten as a part: see <see cref="RewrittenWords"/>.</summary>
    public byte[]? Words { get; private set; }

    /// <summary>SHA-256 of the words as they were entered: the leaf commits to it, so that it stands when they are taken away.</summary>
    public byte[]? WordsHash { get; private set; }

    /// <summary>Hash of the subject's rows as this fact left them.</summary>
    public byte[] StateHash { get; private set; } = [];

    /// <summary>Root of the subject's current seals as this fact left them.</summary>
    public byte[] SealsRoot { get; private set; } = [];

    /// <summary>Blinds the leaf, so that a leaf tells nothing without it.</summary>
    public byte[] Blinder { get; private set; } = [];

    /// <summary>RFC 9162 leaf hash of the commitment.</summary>
    public byte[] Leaf { get; private set; } = [];

    private Entry() { }

    public Entry(long position, Guid subject, int scope, byte[] card, byte[]? words, byte[] stateHash, byte[] sealsRoot, byte[] blinder, byte[] leaf) =>
        (Position, Subject, Scope, Card, Words, WordsHash, StateHash, SealsRoot, Blinder, Leaf) =
        (position, subject, scope, card, words, EntryBody.Hash(words), stateHash, sealsRoot, blinder, leaf);

    /// <summary>Takes the words away because they say who reports; the same act enters them rewritten as a part.</summary>
    public void TakeWords() => Words = null;

    internal static void Map(ModelBuilder model) => model.Entity<Entry>(e =>
    {
        e.ToTable("entries");
        e.HasKey(x => x.Position);
        e.Property(x => x.Position).ValueGeneratedNever();
        e.HasIndex(x => new { x.Subject, x.Position });
    });
}

/// <summary>The private head of the log after one transaction, signed; it carries no time, since it would tell when reports came.</summary>
internal sealed class Head
{
    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    public byte[] Root { get; private set; } = [];

    /// <summary>The subtree roots from which the next leaf continues.</summary>
    public byte[] Frontier { get; private set; } = [];

    public byte[] Signature { get; private set; } = [];

    private Head() { }

    public Head(long size, byte[] root, byte[] frontier, byte[] signature) => (Size, Root, Frontier, Signature) = (size, root, frontier, signature);

    internal static void Map(ModelBuilder model) => model.Entity<Head>(e =>
    {
        e.ToTable("heads");
        e.HasKey(h => h.Size);
        e.Property(h => h.Size).ValueGeneratedNever();
    });
}

/// <summary>The last number given in one series of one year (design.md 5).</summary>
internal sealed class NumberSeries
{
    public int Year { get; private set; }
    public int Series { get; private set; }
    public int Last { get; private set; }

    private NumberSeries() { }

    public NumberSeries(int year, int series) => (Year, Series) = (year, series);

    public int Next() => ++Last;

    internal static void Map(ModelBuilder model) => model.Entity<NumberSeries>(e =>
    {
        e.ToTable("number_series");
        e.HasKey(s => new { s.Year, s.Series });
    });
}

/// <summary>A delivery already taken: its keyed fingerprint and the report it became. Goes with its key after 70 days.</summary>
internal sealed class Delivery
{
    public byte[] Fingerprint { get; private set; } = [];
    public Guid ReportId { get; private set; }

    /// <summary>Number of the 35-day period whose key made the fingerprint.</summary>
    public int Period { get; private set; }

    private Delivery() { }

    public Delivery(byte[] fingerprint, Guid reportId, int period) => (Fingerprint, ReportId, Period) = (fingerprint, reportId, period);

    internal static void Map(ModelBuilder model) => model.Entity<Delivery>(e =>
    {
        e.ToTable("deliveries");
        e.HasKey(d => d.Fingerprint);
        e.HasIndex(d => d.Period);
    });
}

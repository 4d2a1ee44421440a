using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>Unfinished matter (a draft, a half upload, an open visit): sealed under a key that lives in the reporter's page only; 24 hours at most, never in backups.</summary>
internal sealed class UnfinishedMatter
{
    /// <summary>Hash of the form's token.</summary>
    public byte[] TokenHash { get; private set; } = [];

    public byte[] Sealed { get; private set; } = [];

    /// <summary>When it is thrown away, up to the whole hour: in clear stands no moment at which somebody wrote.</summary>
    public DateTimeOffset Until { get; private set; }

    private UnfinishedMatter() { }

    public UnfinishedMatter(byte[] tokenHash, byte[] @sealed, DateTimeOffset until) => (TokenHash, Sealed, Until) = (tokenHash, @sealed, until.UpToTheHour());

    public void Replace(byte[] @sealed, DateTimeOffset until) => (Sealed, Until) = (@sealed, until.UpToTheHour());

    internal static void Map(ModelBuilder model) => model.Entity<UnfinishedMatter>(e =>
    {
        e.ToTable("unfinished");
        e.HasKey(u => u.TokenHash);
        e.HasIndex(u => u.Until);
    });
}

/// <summary>Something to be sent: written in the transaction of the fact, sent later by the sweeper, then wiped.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; private set; }

    /// <summary><c>Errand</c> under the server's seal: what to send and to whom, never content.</summary>
    public byte[] Errand { get; private set; } = [];

    /// <summary>Not before this moment.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public int Attempts { get; private set; }

    private OutboxRow() { }

    public OutboxRow(Guid id, byte[] errand, DateTimeOffset dueAt) => (Id, Errand, DueAt) = (id, errand, dueAt);

    /// <summary>Not all have it: what is left of the errand is tried again later.</summary>
    public void TryAgainAt(DateTimeOffset at, byte[] errand) => (DueAt, Attempts, Errand) = (at, Attempts + 1, errand);

    /// <summary>What is to be sent is known better now.</summary>
    public void Now(byte[] errand) => Errand = errand;

    internal static void Map(ModelBuilder model) => model.Entity<OutboxRow>(e =>
    {
        e.ToTable("outbox");
        e.HasKey(o => o.Id);
        e.Property(o => o.Id).ValueGeneratedNever();
        e.HasIndex(o => o.DueAt);
    });
}

/// <summary>One key of a DataProtection ring, encrypted by the key file.</summary>
internal sealed class RingKey
{
    public string Ring { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";

    private RingKey() { }

    public RingKey(string ring, string name, string xml) => (Ring, Name, Xml) = (ring, name, xml);

    internal static void Map(ModelBuilder model) => model.Entity<RingKey>(e =>
    {
        e.ToTable("ring_keys");
        e.HasKey(k => new { k.Ring, k.Name });
    });
}

/// <summary>One value of the installation: salts in clear, peppers and signing keys under the server's seal.</summary>
internal sealed class Setting
{
    public string Name { get; private set; } = "";
    public byte[] Value { get; private set; } = [];

    private Setting() { }

    public Setting(string name, byte[] value) => (Name, Value) = (name, value);

    internal static void Map(ModelBuilder model) => model.Entity<Setting>(e =>
    {
        e.ToTable("settings");
        e.HasKey(s => s.Name);
    });
}

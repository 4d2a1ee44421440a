using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Journal;

/// <summary>One sealed part of a report or of a message of its thread.</summary>
internal sealed class Part
{
    public Guid ReportId { get; private set; }

    /// <summary>The report itself or one message.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The vault's number of the kind of part.</summary>
    public int Kind { get; private set; }

    public byte[] Bytes { get; private set; } = [];

    /// <summary>SHA-256 of <see cref="Bytes"/>: tells damage from a wrong key.</summary>
    public byte[] Hash { get; private set; } = [];

    private Part() { }

    public Part(Guid reportId, Guid subjectId, SealedPart part) =>
        (ReportId, SubjectId, Kind, Bytes, Hash) = (reportId, subjectId, (int)part.Kind, part.Bytes, part.Hash);

    /// <summary>The same part sealed anew with other content; the fact is an entry of the same transaction.</summary>
    public void Replace(SealedPart part) => (Bytes, Hash) = (part.Bytes, part.Hash);

    /// <summary>As the vault knows it.</summary>
    public SealedPart Sealed => new((PartKind)Kind, Bytes, Hash);

    internal static void Map(ModelBuilder model) => model.Entity<Part>(e =>
    {
        e.ToTable("parts");
        e.HasKey(p => new { p.SubjectId, p.Kind });
        e.Ignore(p => p.Sealed);
        e.HasIndex(p => p.ReportId);
        e.HasOne<Report>().WithMany().HasForeignKey(p => p.ReportId);
    });
}

/// <summary>One key sealed to one group (or to the reporter): the only rows that change when people come and go.</summary>
internal sealed class SealRow
{
    /// <summary>The report whose case this seal belongs to.</summary>
    public Guid ReportId { get; private set; }

    /// <summary>What the sealed key opens: the report itself or one message of its thread.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Report key, identity half, return path, message key: the vault's own number.</summary>
    public int Kind { get; private set; }

    /// <summary>The vault's number of the group; 0 is the reporter.</summary>
    public int Group { get; private set; }

    public int Generation { get; private set; }
    public byte[] Bytes { get; private set; } = [];
    public byte[] Hash { get; private set; } = [];

    private SealRow() { }

    public SealRow(Guid reportId, Guid subjectId, KeySlot slot) =>
        (ReportId, SubjectId, Kind, Group, Generation, Bytes, Hash) =
        (reportId, subjectId, (int)slot.Kind, (int)(slot.Group ?? 0), slot.Generation, slot.Bytes, slot.Hash);

    /// <summary>As the vault knows it.</summary>
    public KeySlot Slot => new((SealKind)Kind, Group == 0 ? null : (Vault.Groups.Group)Group, Generation, Bytes) { Hash = Hash };

    /// <summary>The same key sealed anew; the fact is an entry of the same transaction.</summary>
    public void Replace(KeySlot slot) => (Generation, Bytes, Hash) = (slot.Generation, slot.Bytes, slot.Hash);

    internal static void Map(ModelBuilder model) => model.Entity<SealRow>(e =>
    {
        e.ToTable("seals");
        e.HasKey(s => new { s.SubjectId, s.Kind, s.Group });
        e.Ignore(s => s.Slot);
        e.HasIndex(s => s.ReportId);
        e.HasIndex(s => new { s.Group, s.Generation });
        e.HasOne<Report>().WithMany().HasForeignKey(s => s.ReportId);
    });
}

/// <summary>One message of the thread between the reporter and the office; who wrote it and when is inside.</summary>
internal sealed class ThreadMessage
{
    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }

    /// <summary>1, 2, 3 … within the report.</summary>
    public int Ordinal { get; private set; }

    private ThreadMessage() { }

    public ThreadMessage(Guid id, Guid reportId, int ordinal) => (Id, ReportId, Ordinal) = (id, reportId, ordinal);

    internal static void Map(ModelBuilder model) => model.Entity<ThreadMessage>(e =>
    {
        e.ToTable("messages");
        e.HasKey(m => m.Id);
        e.Property(m => m.Id).ValueGeneratedNever();
        e.HasIndex(m => new { m.ReportId, m.Ordinal }).IsUnique();
        e.HasOne<Report>().WithMany().HasForeignKey(m => m.ReportId);
    });
}

/// <summary>One sealed file on disk, under <c>files/</c> in the data folder; name, size and key are in a sealed manifest.</summary>
internal sealed class FileRow
{
    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }
    public long SealedLength { get; private set; }

    /// <summary>SHA-256 of the sealed bytes on disk.</summary>
    public byte[] SealedHash { get; private set; } = [];

    private FileRow() { }

    public FileRow(Guid id, Guid reportId, long sealedLength, byte[] sealedHash) =>
        (Id, ReportId, SealedLength, SealedHash) = (id, reportId, sealedLength, sealedHash);

    internal static void Map(ModelBuilder model) => model.Entity<FileRow>(e =>
    {
        e.ToTable("files");
        e.HasKey(f => f.Id);
        e.Property(f => f.Id).ValueGeneratedNever();
        e.HasIndex(f => f.ReportId);
        e.HasOne<Report>().WithMany().HasForeignKey(f => f.ReportId);
    });
}

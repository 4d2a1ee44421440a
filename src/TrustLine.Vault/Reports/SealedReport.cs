using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Reports;

/// <summary>The envelopes of a report and of a message.</summary>
public enum PartKind
{
    /// <summary>Summary, risk area, who is implicated: 1 KiB.</summary>
    IndexCard = 1,

    /// <summary>The masked narrative.</summary>
    Narrative = 2,

    /// <summary>Answers and assessment.</summary>
    Answers = 3,

    /// <summary>The list of files with their keys and hashes.</summary>
    Manifest = 4,

    /// <summary>Who reports: 4 KiB, also when nobody is named.</summary>
    Identity = 5,

    /// <summary>Where to answer: 1 KiB, also when nowhere.</summary>
    ReturnPath = 6,

    /// <summary>A message's text.</summary>
    Message = 7,

    /// <summary>A message's files.</summary>
    MessageManifest = 8,

    /// <summary>What staff write on a case.</summary>
    CaseNote = 9,

    /// <summary>The list of original files of which washed copies exist, with their keys: part of the identity.</summary>
    Originals = 10,

    /// <summary>Why an identity was asked for.</summary>
    OpeningReason = 11,
}

/// <summary>What a seal holds.</summary>
public enum SealKind
{
    /// <summary>The report key.</summary>
    ReportKey = 1,

    /// <summary>Half a of the identity key; to the custodians.</summary>
    IdentityHalfA = 2,

    /// <summary>Half b of the identity key; to the working group.</summary>
    IdentityHalfB = 3,

    /// <summary>The key of the return path; to the working group.</summary>
    ReturnPathKey = 4,

    /// <summary>A message's key; to the groups that read and to the reporter.</summary>
    MessageKey = 5,
}

/// <summary>One envelope as it goes into a row, with its hash beside it.</summary>
public sealed record SealedPart(PartKind Kind, byte[] Bytes, byte[] Hash);

/// <summary>
/// One seal as it goes into a row; the group is null when it is the reporter's. Whether it holds the real key or a
/// throw-away is not to be seen: all have one shape.
/// </summary>
public sealed record KeySlot(SealKind Kind, Group? Group, int Generation, byte[] Bytes)
{
    /// <summary>SHA-256 of the bytes, to be stored beside them.</summary>
    public byte[] Hash { get; init; } = Digest.Sha256(Bytes);
}

/// <summary>A report as rows: nothing in it opens without a group.</summary>
public sealed record SealedReport(IReadOnlyList<SealedPart> Parts, IReadOnlyList<KeySlot> Slots);

/// <summary>What is to be sealed. Never printed; empty where nothing was said, and the envelopes are there all the same.</summary>
public sealed class ReportContent
{
    /// <summary>The index card, at most 1,020 bytes.</summary>
    public ReadOnlyMemory<byte> IndexCard { private get; init; }

    /// <summary>The masked narrative.</summary>
    public ReadOnlyMemory<byte> Narrative { private get; init; }

    /// <summary>Answers and assessment.</summary>
    public ReadOnlyMemory<byte> Answers { private get; init; }

    /// <summary>The list of files, as <c>FileManifest</c> writes it.</summary>
    public ReadOnlyMemory<byte> Manifest { private get; init; }

    /// <summary>Who reports, at most 4,092 bytes.</summary>
    public ReadOnlyMemory<byte> Identity { private get; init; }

    /// <summary>The originals of washed files, as <c>FileManifest</c> writes them; opened with the identity only.</summary>
    public ReadOnlyMemory<byte> Originals { private get; init; }

    /// <summary>Where to answer, at most 1,020 bytes.</summary>
    public ReadOnlyMemory<byte> ReturnPath { private get; init; }

    internal IEnumerable<(PartKind Kind, ReadOnlyMemory<byte> Content)> UnderReportKey() =>
        [(PartKind.IndexCard, IndexCard), (PartKind.Narrative, Narrative), (PartKind.Answers, Answers), (PartKind.Manifest, Manifest)];

    internal ReadOnlyMemory<byte> IdentityContent => Identity;

    internal ReadOnlyMemory<byte> OriginalsContent => Originals;

    internal ReadOnlyMemory<byte> ReturnPathContent => ReturnPath;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ReportContent);
}

/// <summary>The fixed form of each kind of part and seal: its label and its size.</summary>
internal static class Kinds
{
    internal static string Label(this PartKind kind) => kind switch
    {
        PartKind.IndexCard => Labels.IndexCard,
        PartKind.Narrative => Labels.Narrative,
        PartKind.Answers => Labels.Answers,
        PartKind.Manifest => Labels.Manifest,
        PartKind.Identity => Labels.Identity,
        PartKind.ReturnPath => Labels.ReturnPath,
        PartKind.Message => Labels.Message,
        PartKind.MessageManifest => Labels.MessageManifest,
        PartKind.CaseNote => Labels.CaseNote,
        PartKind.OpeningReason => Labels.OpeningReason,
        PartKind.Originals => Labels.Originals,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static EnvelopeSize Size(this PartKind kind) => kind switch
    {
        PartKind.IndexCard => EnvelopeSize.IndexCard,
        PartKind.Identity => EnvelopeSize.Identity,
        PartKind.ReturnPath => EnvelopeSize.ReturnPath,
        _ => EnvelopeSize.Body,
    };

    internal static string Label(this SealKind kind) => kind switch
    {
        SealKind.ReportKey => Labels.ReportKey,
        SealKind.IdentityHalfA => Labels.IdentityHalfA,
        SealKind.IdentityHalfB => Labels.IdentityHalfB,
        SealKind.ReturnPathKey => Labels.ReturnPathKey,
        SealKind.MessageKey => Labels.MessageKey,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // Each kind has its own sequence number in the context that one group's slots share; it never changes.
    internal static byte Sequence(this SealKind kind) => (byte)kind;
}

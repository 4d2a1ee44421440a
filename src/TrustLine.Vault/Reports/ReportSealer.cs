using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Reports;

/// <summary>
/// Seals a report from public keys alone. Every report gives the same envelopes and the same slots, whoever may read it and
/// whether or not it says who reports.
/// </summary>
public sealed class ReportSealer(ServerSeal server)
{
    /// <summary>Seals all parts and slots of a new report. Too much content: <see cref="ContentTooLargeException"/>; no readers: <see cref="ArgumentException"/>.</summary>
    public SealedReport Seal(Guid report, ReportContent content, Readers readers, SealingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(keys);
        if ((readers & (Readers.Officers | Readers.Directors | Readers.Oversight)) == Readers.None)
            throw new ArgumentException("A report must have a reader.", nameof(readers));

        using var reportKey = SecretKey.Fresh();
        using var halfA = SecretKey.Fresh();
        using var halfB = SecretKey.Fresh();
        using var identityKey = halfA.Xor(halfB);
        using var returnPathKey = SecretKey.Fresh();

        List<KeySlot> slots = [Slot.Fill(SealKind.IdentityHalfA, report, keys[Group.Custodians], halfA, server)];
        foreach (var group in ConflictRule.Slots)
        {
            using var writer = new SlotWriter(report, keys[group], server);
            slots.Add(writer.FillIf(readers.Holds(SealKind.ReportKey, group), SealKind.ReportKey, reportKey));
            slots.Add(writer.FillIf(readers.Holds(SealKind.IdentityHalfB, group), SealKind.IdentityHalfB, halfB));
            slots.Add(writer.FillIf(readers.Holds(SealKind.ReturnPathKey, group), SealKind.ReturnPathKey, returnPathKey));
        }
        return new(
            [
                .. content.UnderReportKey().Select(part => ReportKey.SealPart(reportKey, report, part.Kind, part.Content.Span)),
                .. IdentityParts(identityKey, report, content.IdentityContent.Span, content.OriginalsContent.Span),
                Under(returnPathKey, report, PartKind.ReturnPath, content.ReturnPathContent.Span),
            ],
            slots);
    }

    /// <summary>Seals who reports by itself, with the originals of washed files: half a of the key to the custodians, half b to the working group. For what a later message gives away.</summary>
    public SealedReport SealIdentity(Guid subject, ReadOnlySpan<byte> identity, ReadOnlySpan<byte> originals, Readers readers, SealingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var halfA = SecretKey.Fresh();
        using var halfB = SecretKey.Fresh();
        using var key = halfA.Xor(halfB);

        List<KeySlot> slots = [Slot.Fill(SealKind.IdentityHalfA, subject, keys[Group.Custodians], halfA, server)];
        foreach (var group in ConflictRule.Slots)
        {
            using var writer = new SlotWriter(subject, keys[group], server);
            slots.Add(writer.FillIf(readers.Holds(SealKind.IdentityHalfB, group), SealKind.IdentityHalfB, halfB));
        }
        return new(IdentityParts(key, subject, identity, originals), slots);
    }

    private static IReadOnlyList<SealedPart> IdentityParts(SecretKey key, Guid subject, ReadOnlySpan<byte> identity, ReadOnlySpan<byte> originals)
    {
        using var originalsKey = OwnKeyParts.OriginalsKey(key, subject);
        return [Under(key, subject, PartKind.Identity, identity), Under(originalsKey, subject, PartKind.Originals, originals)];
    }

    private static SealedPart Under(SecretKey key, Guid report, PartKind kind, ReadOnlySpan<byte> content)
    {
        var (bytes, hash) = Envelope.Seal(key, new(kind.Label(), report), content, kind.Size());
        return new(kind, bytes, hash);
    }
}

/// <summary>What a report key does once it is open: each kind of part has its own subkey.</summary>
public static class ReportKey
{
    /// <summary>Seals one part; also for what staff add or correct later.</summary>
    public static SealedPart SealPart(SecretKey reportKey, Guid report, PartKind kind, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(reportKey);
        using var key = SubKey(reportKey, report, kind);
        var (bytes, hash) = Envelope.Seal(key, new(kind.Label(), report), content, kind.Size());
        return new(kind, bytes, hash);
    }

    /// <summary>Opens one part; refusals as <see cref="Envelope.Open(SecretKey, Binding, SealedBody)"/>.</summary>
    public static byte[] OpenPart(SecretKey reportKey, Guid report, SealedPart part)
    {
        ArgumentNullException.ThrowIfNull(reportKey);
        ArgumentNullException.ThrowIfNull(part);
        using var key = SubKey(reportKey, report, part.Kind);
        return Envelope.Open(key, new(part.Kind.Label(), report), part.Bytes, part.Hash);
    }

    private static SecretKey SubKey(SecretKey reportKey, Guid owner, PartKind kind) => kind is PartKind.Identity or PartKind.Originals or PartKind.ReturnPath
        ? throw new ArgumentException("This part has a key of its own.", nameof(kind))
        : reportKey.Derive(kind.Label(), owner.ToByteArray(bigEndian: true));
}

/// <summary>Opens the envelopes that have keys of their own: who reports, the originals of washed files, the return path.</summary>
public static class OwnKeyParts
{
    /// <summary>Opens the identity with both halves joined; one half alone gives <see cref="WrongKeyException"/>.</summary>
    public static byte[] OpenIdentity(SecretKey halfA, SecretKey halfB, Guid report, SealedPart part)
    {
        ArgumentNullException.ThrowIfNull(halfA);
        using var key = halfA.Xor(halfB);
        return Open(key, report, part, PartKind.Identity);
    }

    /// <summary>Opens the list of original files (<c>FileManifest</c>) with both halves joined; one half alone gives <see cref="WrongKeyException"/>.</summary>
    public static byte[] OpenOriginals(SecretKey halfA, SecretKey halfB, Guid report, SealedPart part)
    {
        ArgumentNullException.ThrowIfNull(halfA);
        using var key = halfA.Xor(halfB);
        using var originalsKey = OriginalsKey(key, report);
        return Open(originalsKey, report, part, PartKind.Originals);
    }

    internal static SecretKey OriginalsKey(SecretKey identityKey, Guid subject) => identityKey.Derive(Labels.Originals, subject.ToByteArray(bigEndian: true));

    /// <summary>Opens the return path, to use it once and wipe it.</summary>
    public static byte[] OpenReturnPath(SecretKey key, Guid report, SealedPart part) => Open(key, report, part, PartKind.ReturnPath);

    private static byte[] Open(SecretKey key, Guid report, SealedPart part, PartKind kind)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Kind == kind ? Envelope.Open(key, new(kind.Label(), report), part.Bytes, part.Hash) : throw new WrongKeyException();
    }
}

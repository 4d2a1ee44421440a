using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Reports;

/// <summary>A message of the thread as rows.</summary>
public sealed record SealedMessage(IReadOnlyList<SealedPart> Parts, IReadOnlyList<KeySlot> Slots);

/// <summary>Seals messages from public keys alone, so that anybody may add with nobody unlocked. Each message has a key of its own.</summary>
public sealed class ThreadSealer(ServerSeal server)
{
    /// <summary>Seals text and list of files to the groups that may read now and to the reporter; null when the report has no receipt code.</summary>
    public SealedMessage Seal(Guid message, ReadOnlySpan<byte> text, ReadOnlySpan<byte> manifest, Readers readers, SealingKeys keys, AgreementPublicKey? reporter)
    {
        using var key = SecretKey.Fresh();
        var slots = Slots(key, message, readers, keys, reporter);
        return new([ReportKey.SealPart(key, message, PartKind.Message, text), ReportKey.SealPart(key, message, PartKind.MessageManifest, manifest)], slots);
    }

    /// <summary>Seals the reason for which an identity is asked: like a message to readers and reporter, and to the custodians, who decide by it.</summary>
    public SealedMessage SealReason(Guid opening, ReadOnlySpan<byte> reason, Readers readers, SealingKeys keys, AgreementPublicKey? reporter)
    {
        using var key = SecretKey.Fresh();
        var slots = Slots(key, opening, readers, keys, reporter);
        using var custodians = new SlotWriter(opening, keys[Group.Custodians], server);
        slots.Add(custodians.Fill(SealKind.MessageKey, key));
        return new([ReportKey.SealPart(key, opening, PartKind.OpeningReason, reason)], slots);
    }

    /// <summary>Opens a part with the message's key, which <see cref="Slot.Open"/> gave.</summary>
    public static byte[] OpenPart(SecretKey messageKey, Guid message, SealedPart part) => ReportKey.OpenPart(messageKey, message, part);

    /// <summary>The reporter's slot anew, made by a reader after the reporter's key was replaced.</summary>
    public KeySlot ResealToReporter(SecretKey messageKey, Guid message, AgreementPublicKey reporter)
    {
        ArgumentNullException.ThrowIfNull(messageKey);
        ArgumentNullException.ThrowIfNull(reporter);
        using var writer = new SlotWriter(message, reporter, server);
        return writer.Fill(SealKind.MessageKey, messageKey);
    }

    private List<KeySlot> Slots(SecretKey key, Guid message, Readers readers, SealingKeys keys, AgreementPublicKey? reporter)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (readers == Readers.None)
            throw new ArgumentException("A message must have a reader.", nameof(readers));
        var slots = new List<KeySlot>();
        foreach (var group in ConflictRule.Slots)
        {
            using var writer = new SlotWriter(message, keys[group], server);
            slots.Add(writer.FillIf(readers.Holds(SealKind.MessageKey, group), SealKind.MessageKey, key));
        }
        if (reporter is not null)
            slots.Add(ResealToReporter(key, message, reporter));
        return slots;
    }
}

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
        ArgumentNullException.ThrowIfNull(keys);
        if (readers == Readers.None)
            throw new ArgumentException("A message must have a reader.", nameof(readers));
        using var key = SecretKey.Fresh();
        var slots = new List<KeySlot>();
        foreach (var group in ConflictRule.Slots)
        {
            using var writer = new SlotWriter(message, keys[group], server);
            slots.Add(writer.FillIf(group is Group.Oversight || readers.Includes(group), SealKind.MessageKey, key));
        }
        if (reporter is not null)
            slots.Add(ResealToReporter(key, message, reporter));
        return new(
            [ReportKey.SealPart(key, message, PartKind.Message, text), ReportKey.SealPart(key, message, PartKind.MessageManifest, manifest)],
            slots);
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
}

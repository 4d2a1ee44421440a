using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Reports;

/// <summary>Filling, opening and replacing one slot: a key sealed to a group's public key, and again under the server's seal.</summary>
public static class Slot
{
    /// <summary>Seals the key to a group: for a reader who widens, wakes the dormant slot, or re-seals to a new generation.</summary>
    public static KeySlot Fill(SealKind kind, Guid owner, GroupGeneration to, SecretKey key, ServerSeal server)
    {
        using var writer = new SlotWriter(owner, to, server);
        return writer.Fill(kind, key);
    }

    /// <summary>The same shape with nothing in it: replaces the seal of a group that is excluded.</summary>
    public static KeySlot Empty(SealKind kind, Guid owner, GroupGeneration of, ServerSeal server)
    {
        using var writer = new SlotWriter(owner, of, server);
        return writer.Empty(kind);
    }

    /// <summary>
    /// One group's slots of one owner anew, in one context as when they were first made: with a key where the group is to have it, with nothing where it is
    /// not. What stood there before opens no more.
    /// </summary>
    public static IReadOnlyList<KeySlot> Anew(Guid owner, GroupGeneration of, IEnumerable<(SealKind Kind, SecretKey? Key)> keys, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var writer = new SlotWriter(owner, of, server);
        return [.. keys.Select(k => k.Key is { } key ? writer.Fill(k.Kind, key) : writer.Empty(k.Kind))];
    }

    /// <summary>
    /// Opens a slot with the pair of its group's generation (or the reporter's). Another pair, owner or kind, or an empty slot:
    /// <see cref="WrongKeyException"/>; other bytes than those of the hash: <see cref="EnvelopeDamagedException"/>.
    /// </summary>
    public static SecretKey Open(KeySlot slot, Guid owner, AgreementPair pair, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArgumentNullException.ThrowIfNull(server);
        Format.CheckHash(slot.Bytes, slot.Hash);
        var inner = server.Unprotect(slot.Kind.Label(), owner, slot.Bytes);
        return KeySeal.Open(pair, Labels.Slot, slot.Kind.Sequence(), Place(slot.Kind, owner, slot.Group, slot.Generation), inner);
    }

    /// <summary>
    /// Seals one owner's slots of an earlier generation of a group to a later one. What holds a key holds the same key afterwards; an empty slot stays empty, and
    /// nobody outside the group can tell which is which. Bytes that are not those of the hash, or not under this server's seal: <see cref="EnvelopeDamagedException"/>, and nothing is replaced.
    /// </summary>
    public static IReadOnlyList<KeySlot> Renew(IEnumerable<KeySlot> slots, Guid owner, AgreementPair pair, GroupGeneration to, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(slots);
        using var writer = new SlotWriter(owner, to, server);
        var renewed = new List<KeySlot>();
        foreach (var slot in slots)
        {
            var inner = Inner(slot, owner, server);
            try
            {
                using var key = KeySeal.Open(pair, Labels.Slot, slot.Kind.Sequence(), Place(slot.Kind, owner, slot.Group, slot.Generation), inner);
                renewed.Add(writer.Fill(slot.Kind, key));
            }
            catch (WrongKeyException)
            {
                renewed.Add(writer.Empty(slot.Kind));
            }
        }
        return renewed;
    }

    // A lock of the server that does not open is damage here, never an empty slot: else a lost ring would empty them all.
    private static byte[] Inner(KeySlot slot, Guid owner, ServerSeal server)
    {
        Format.CheckHash(slot.Bytes, slot.Hash);
        try
        {
            return server.Unprotect(slot.Kind.Label(), owner, slot.Bytes);
        }
        catch (WrongKeyException)
        {
            throw new EnvelopeDamagedException();
        }
    }

    internal static Binding Place(SealKind kind, Guid owner, Group? group, int generation) =>
        new(kind.Label(), owner, new CanonicalWriter().Byte((byte)(group ?? 0)).Int32(generation).ToBytes());
}

/// <summary>
/// Writes the slots of one owner for one group, or for the reporter, at the price of one key agreement. What the group may not have is
/// an empty slot of the same context: nobody, the group included, can tell it from a full one of another key.
/// </summary>
internal sealed class SlotWriter : IDisposable
{
    private readonly Guid owner;
    private readonly Group? group;
    private readonly int generation;
    private readonly ServerSeal server;
    private readonly KeySealer sealer;

    internal SlotWriter(Guid owner, GroupGeneration to, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(server);
        (this.owner, group, generation, this.server) = (owner, to.Group, to.Number, server);
        sealer = new(to.PublicKey, Labels.Slot);
    }

    internal SlotWriter(Guid owner, AgreementPublicKey reporter, ServerSeal server)
    {
        (this.owner, this.server) = (owner, server);
        sealer = new(reporter, Labels.Slot);
    }

    internal KeySlot Fill(SealKind kind, SecretKey key) => Of(kind, sealer.Seal(kind.Sequence(), Slot.Place(kind, owner, group, generation), key));

    internal KeySlot Empty(SealKind kind) => Of(kind, sealer.SealNothing());

    internal KeySlot FillIf(bool has, SealKind kind, SecretKey key) => has ? Fill(kind, key) : Empty(kind);

    private KeySlot Of(SealKind kind, byte[] seal) => new(kind, group, generation, server.Protect(kind.Label(), owner, seal));

    public void Dispose() => sealer.Dispose();
}

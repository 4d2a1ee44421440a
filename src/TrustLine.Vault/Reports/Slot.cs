using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Reports;

/// <summary>Filling, opening and replacing one slot: a key sealed to a group's public key, and again under the server's seal.</summary>
public static class Slot
{
    // Only the public half is kept: nobody, this process included, opens what is sealed to it.
    private static readonly AgreementPublicKey ThrowAwayKey = Forgotten();

    /// <summary>Seals the key to a group: for a reader who widens, wakes the dormant slot, or re-seals to a new generation.</summary>
    public static KeySlot Fill(SealKind kind, Guid owner, GroupGeneration to, SecretKey key, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(to);
        return new(kind, to.Group, to.Number, Make(kind, owner, to.PublicKey, Of(to.Group, to.Number), key, server));
    }

    /// <summary>The same shape with nothing in it: replaces the seal of a group that is excluded.</summary>
    public static KeySlot Empty(SealKind kind, Guid owner, GroupGeneration of, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(of);
        using var nothing = SecretKey.Fresh();
        return new(kind, of.Group, of.Number, Make(kind, owner, ThrowAwayKey, Of(of.Group, of.Number), nothing, server));
    }

    /// <summary>Seals a message's key to the reporter.</summary>
    internal static KeySlot FillForReporter(Guid owner, AgreementPublicKey reporter, SecretKey key, ServerSeal server) =>
        new(SealKind.MessageKey, null, 0, Make(SealKind.MessageKey, owner, reporter, Of(null, 0), key, server));

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
        return KeySeal.Open(pair, new(slot.Kind.Label(), owner, Of(slot.Group, slot.Generation)), inner);
    }

    /// <summary>Three slots of one kind: real keys for those who get them, empty ones for the rest.</summary>
    internal static IEnumerable<KeySlot> Three(SealKind kind, Guid owner, Func<Group, bool> gets, SealingKeys keys, SecretKey key, ServerSeal server) =>
        ConflictRule.Slots.Select(group => gets(group) ? Fill(kind, owner, keys[group], key, server) : Empty(kind, owner, keys[group], server));

    private static byte[] Make(SealKind kind, Guid owner, AgreementPublicKey to, byte[] slot, SecretKey key, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Protect(kind.Label(), owner, KeySeal.Seal(to, new(kind.Label(), owner, slot), key));
    }

    private static byte[] Of(Group? group, int generation) => new CanonicalWriter().Byte((byte)(group ?? 0)).Int32(generation).ToBytes();

    private static AgreementPublicKey Forgotten()
    {
        using var pair = AgreementPair.Fresh();
        return pair.PublicKey;
    }
}

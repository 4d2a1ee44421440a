using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Vault.Log;

/// <summary>
/// What a leaf of the log says: a blinded commitment to a body's hash and to the root of its seals. Without the blinder, equal
/// bodies give different leaves and nothing can be guessed from one.
/// </summary>
public static class LeafCommitment
{
    /// <summary>Length of a blinder, in bytes.</summary>
    public const int BlinderLength = 32;

    /// <summary>The leaf's hash for a body's hash and the root of its seals, under a blinder that was drawn for it.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> blinder, ReadOnlySpan<byte> bodyHash, ReadOnlySpan<byte> sealsRoot)
    {
        if (blinder.Length != BlinderLength || bodyHash.Length != Digest.Length || sealsRoot.Length != Digest.Length)
            throw new ArgumentException("Blinder, body hash and seals' root have 32 bytes each.");
        return Merkle.LeafHash(Digest.Sha256(new CanonicalWriter().Text(Labels.LeafCommitment).Fixed(blinder).Fixed(bodyHash).Fixed(sealsRoot).ToBytes()));
    }

    /// <summary>One hash over a record's envelopes, whatever order they are read in.</summary>
    public static byte[] BodyHash(Guid owner, IEnumerable<SealedPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var writer = new CanonicalWriter().Text(Labels.LeafBody).Id(owner);
        foreach (var part in parts.OrderBy(p => p.Kind).ThenBy(p => Convert.ToHexString(p.Hash), StringComparer.Ordinal))
            writer.Byte((byte)part.Kind).Fixed(part.Hash);
        return Digest.Sha256(writer.ToBytes());
    }

    /// <summary>The Merkle root over a record's current seals, whatever order they are read in.</summary>
    public static byte[] SealsRoot(IEnumerable<KeySlot> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        return Merkle.Root([.. slots
            .OrderBy(s => s.Kind).ThenBy(s => s.Group ?? 0).ThenBy(s => s.Generation).ThenBy(s => Convert.ToHexString(s.Hash), StringComparer.Ordinal)
            .Select(s => Merkle.LeafHash(new CanonicalWriter().Byte((byte)s.Kind).Byte((byte)(s.Group ?? 0)).Int32(s.Generation).Fixed(s.Hash).ToBytes()))]);
    }
}

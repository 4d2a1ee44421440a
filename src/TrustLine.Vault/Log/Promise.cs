using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Log;

/// <summary>What the reporter gets at once: the log's signed word that this leaf will be in it (as RFC 9162's SCT), and the blinder that shows what the leaf commits to.</summary>
public sealed record Promise(byte[] LeafHash, byte[] Blinder, byte[] Signature)
{
    /// <summary>Promises a leaf.</summary>
    public static Promise Make(byte[] leafHash, byte[] blinder, SigningPair log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new(leafHash, blinder, log.Sign(Signed(leafHash, blinder)));
    }

    /// <summary>Whether the log with this public key made the promise; needs nothing else.</summary>
    public bool Verify(SigningPublicKey log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return LeafHash.Length == Digest.Length && Blinder.Length == LeafCommitment.BlinderLength && log.Verifies(Signed(LeafHash, Blinder), Signature);
    }

    /// <summary>Whether the promised leaf is the one of this body and these seals.</summary>
    public bool CommitsTo(ReadOnlySpan<byte> bodyHash, ReadOnlySpan<byte> sealsRoot) =>
        Blinder.Length == LeafCommitment.BlinderLength && Digest.Same(LeafHash, LeafCommitment.LeafHash(Blinder, bodyHash, sealsRoot));

    // The blinder only by its hash, so that a signature can be shown without it.
    private static byte[] Signed(ReadOnlySpan<byte> leafHash, ReadOnlySpan<byte> blinder) =>
        new CanonicalWriter().Text(Labels.Promise).Sized(leafHash).Fixed(Digest.Sha256(blinder)).ToBytes();
}

using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Log;

/// <summary>The Merkle tree of RFC 9162, 2.1, over SHA-256: leaves begin with 0x00, inner nodes with 0x01.</summary>
public static class Merkle
{
    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot() => Digest.Sha256([]);

    /// <summary>The hash of a leaf.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> entry) => Digest.Sha256([0x00, .. entry]);

    internal static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Digest.Sha256([0x01, .. left, .. right]);

    /// <summary>The root over leaf hashes (2.1.1).</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        switch (leafHashes.Length)
        {
            case 0: return EmptyRoot();
            case 1: return leafHashes[0];
            default:
                var k = Split(leafHashes.Length);
                return NodeHash(Root(leafHashes[..k]), Root(leafHashes[k..]));
        }
    }

    /// <summary>The inclusion proof of one leaf (2.1.3.1): the neighbours on its way up.</summary>
    public static IReadOnlyList<byte[]> Inclusion(ReadOnlySpan<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Length);
        if (leafHashes.Length == 1)
            return [];
        var k = Split(leafHashes.Length);
        return index < k
            ? [.. Inclusion(leafHashes[..k], index), Root(leafHashes[k..])]
            : [.. Inclusion(leafHashes[k..], index - k), Root(leafHashes[..k])];
    }

    /// <summary>Whether the proof leads from this leaf at this index to this root (2.1.3.2).</summary>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size)
            return false;
        var (fn, sn) = (index, size - 1);
        var r = leafHash.ToArray();
        foreach (var p in proof)
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = NodeHash(p, r);
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = NodeHash(r, p);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && Digest.Same(r, root);
    }

    /// <summary>The consistency proof from an earlier size (2.1.4.1): that nothing of the earlier tree was changed.</summary>
    public static IReadOnlyList<byte[]> Consistency(ReadOnlySpan<byte[]> leafHashes, int earlier)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, leafHashes.Length);
        return SubProof(leafHashes, earlier, complete: true);
    }

    /// <summary>Whether the later tree only continues the earlier one (2.1.4.2).</summary>
    public static bool VerifyConsistency(long earlier, ReadOnlySpan<byte> earlierRoot, long later, ReadOnlySpan<byte> laterRoot, IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (earlier <= 0 || earlier > later)
            return false;
        if (earlier == later)
            return proof.Count == 0 && Digest.Same(earlierRoot, laterRoot);
        var path = (earlier & (earlier - 1)) == 0 ? [earlierRoot.ToArray(), .. proof] : proof;
        if (path.Count == 0)
            return false;
        var (fn, sn) = (earlier - 1, later - 1);
        while ((fn & 1) == 1)
            (fn, sn) = (fn >> 1, sn >> 1);
        var (fr, sr) = (path[0], path[0]);
        foreach (var c in path.Skip(1))
        {
            if (sn == 0)
                return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                (fr, sr) = (NodeHash(c, fr), NodeHash(c, sr));
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                sr = NodeHash(sr, c);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && Digest.Same(fr, earlierRoot) && Digest.Same(sr, laterRoot);
    }

    private static IReadOnlyList<byte[]> SubProof(ReadOnlySpan<byte[]> leafHashes, int earlier, bool complete)
    {
        if (earlier == leafHashes.Length)
            return complete ? [] : [Root(leafHashes)];
        var k = Split(leafHashes.Length);
        return earlier <= k
            ? [.. SubProof(leafHashes[..k], earlier, complete), Root(leafHashes[k..])]
            : [.. SubProof(leafHashes[k..], earlier - k, complete: false), Root(leafHashes[..k])];
    }

    // The largest power of two smaller than the size.
    private static int Split(int size) => 1 << (31 - int.LeadingZeroCount(size - 1));
}

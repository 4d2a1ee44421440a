using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Log;

/// <summary>The right edge of a growing Merkle tree: enough to append a leaf and to know the root, in as many hashes as the size has bits.</summary>
public sealed class Frontier
{
    private const byte FormatVersion = 1;

    // One hash per bit set in the size, largest subtree first.
    private readonly List<byte[]> subtrees;

    private Frontier(long size, List<byte[]> subtrees) => (Size, this.subtrees) = (size, subtrees);

    /// <summary>An empty tree.</summary>
    public Frontier() : this(0, [])
    {
    }

    /// <summary>How many leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Appends a leaf's hash.</summary>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != Digest.Length)
            throw new ArgumentException("A leaf hash has 32 bytes.", nameof(leafHash));
        var node = leafHash.ToArray();
        for (var bit = Size; (bit & 1) == 1; bit >>= 1)
        {
            node = Merkle.NodeHash(subtrees[^1], node);
            subtrees.RemoveAt(subtrees.Count - 1);
        }
        subtrees.Add(node);
        Size++;
    }

    /// <summary>The root over all leaves appended.</summary>
    public byte[] Root()
    {
        if (subtrees.Count == 0)
            return Merkle.EmptyRoot();
        var root = subtrees[^1];
        for (var i = subtrees.Count - 2; i >= 0; i--)
            root = Merkle.NodeHash(subtrees[i], root);
        return (byte[])root.Clone();
    }

    /// <summary>A copy that grows by itself.</summary>
    public Frontier Copy() => new(Size, [.. subtrees]);

    /// <summary>The form in which it is stored beside the head.</summary>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter().Byte(FormatVersion).Int64(Size);
        foreach (var subtree in subtrees)
            writer.Fixed(subtree);
        return writer.ToBytes();
    }

    /// <summary>Reads it back; anything else is an <see cref="EnvelopeDamagedException"/>.</summary>
    public static Frontier Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Byte() != FormatVersion)
            throw new EnvelopeDamagedException();
        var size = reader.Int64();
        if (size < 0)
            throw new EnvelopeDamagedException();
        var subtrees = new List<byte[]>();
        for (var i = 0; i < long.PopCount(size); i++)
            subtrees.Add(reader.Fixed(Digest.Length).ToArray());
        reader.End();
        return new(size, subtrees);
    }
}

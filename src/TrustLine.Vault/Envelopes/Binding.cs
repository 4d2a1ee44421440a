using System.Buffers.Binary;
using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Envelopes;

/// <summary>What an envelope belongs to: its use and its owner (a report's id), and what more must fit. Moved elsewhere, it does not open. Holds no secret.</summary>
public readonly record struct Binding(string Label, Guid Owner, byte[]? More = null)
{
    /// <summary>Format version and suite, label with its length, owner, and the rest: no two bindings give the same bytes.</summary>
    internal byte[] Associated()
    {
        var label = Encoding.UTF8.GetBytes(Label);
        var bytes = new byte[2 + 2 + label.Length + 16 + (More?.Length ?? 0)];
        Format.Header.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)label.Length);
        label.CopyTo(bytes, 4);
        Owner.TryWriteBytes(bytes.AsSpan(4 + label.Length), bigEndian: true, out _);
        More?.CopyTo(bytes, 4 + label.Length + 16);
        return bytes;
    }
}

/// <summary>The two bytes that every sealed thing begins with.</summary>
internal static class Format
{
    internal const byte Version = 1;
    internal const byte Suite = 1;
    internal const int HeaderLength = 2;

    internal static ReadOnlySpan<byte> Header => [Version, Suite];

    internal static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Header);

    /// <summary>Damage is found by the hash that was stored beside; what then does not open is under another key.</summary>
    internal static void CheckHash(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> hash)
    {
        if (!Digest.Same(Digest.Sha256(bytes), hash))
            throw new EnvelopeDamagedException();
    }
}

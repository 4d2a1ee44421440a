using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TrustLine.Vault.Envelopes;

/// <summary>The one byte form of what is signed or stored: fields in order, numbers big-endian, everything of free length with its length.</summary>
internal sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    internal CanonicalWriter Byte(byte value)
    {
        bytes.Write([value]);
        return this;
    }

    internal CanonicalWriter Int32(int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, value);
        bytes.Write(four);
        return this;
    }

    internal CanonicalWriter Int64(long value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, value);
        bytes.Write(eight);
        return this;
    }

    internal CanonicalWriter Id(Guid value)
    {
        Span<byte> sixteen = stackalloc byte[16];
        value.TryWriteBytes(sixteen, bigEndian: true, out _);
        bytes.Write(sixteen);
        return this;
    }

    internal CanonicalWriter Fixed(ReadOnlySpan<byte> value)
    {
        bytes.Write(value);
        return this;
    }

    internal CanonicalWriter Sized(ReadOnlySpan<byte> value)
    {
        Int32(value.Length);
        bytes.Write(value);
        return this;
    }

    internal CanonicalWriter Text(string value) => Sized(Encoding.UTF8.GetBytes(value));

    internal byte[] ToBytes() => bytes.WrittenSpan.ToArray();
}

/// <summary>Reads it back; anything that the writer would not have written is an <see cref="EnvelopeDamagedException"/>.</summary>
internal ref struct CanonicalReader(ReadOnlySpan<byte> bytes)
{
    // Exact: broken UTF-8 is damage, not a replacement character.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> rest = bytes;

    internal readonly int Remaining => rest.Length;

    internal byte Byte() => Fixed(1)[0];

    internal int Int32() => BinaryPrimitives.ReadInt32BigEndian(Fixed(4));

    internal long Int64() => BinaryPrimitives.ReadInt64BigEndian(Fixed(8));

    internal Guid Id() => new(Fixed(16), bigEndian: true);

    internal ReadOnlySpan<byte> Fixed(int length)
    {
        if (length < 0 || length > rest.Length)
            throw new EnvelopeDamagedException();
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    internal ReadOnlySpan<byte> Sized() => Fixed(Int32());

    internal string Text()
    {
        try
        {
            return Utf8.GetString(Sized());
        }
        catch (DecoderFallbackException)
        {
            throw new EnvelopeDamagedException();
        }
    }

    internal readonly void End()
    {
        if (rest.Length != 0)
            throw new EnvelopeDamagedException();
    }
}

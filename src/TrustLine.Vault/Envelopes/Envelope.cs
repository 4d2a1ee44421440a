using System.Buffers.Binary;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Envelopes;

/// <summary>What goes into a row: the envelope and, beside it, its hash.</summary>
public sealed record SealedBody(byte[] Bytes, byte[] Hash)
{
    internal static SealedBody Of(byte[] bytes) => new(bytes, Digest.Sha256(bytes));
}

/// <summary>
/// A body envelope: format version, suite, nonce, ciphertext, tag. Inside: length, content, zeros up to the size class.
/// </summary>
public static class Envelope
{
    /// <summary>Bytes that an envelope adds to the padded content.</summary>
    public const int Overhead = Format.HeaderLength + Aead.Overhead;

    /// <summary>Seals content under a key; content larger than its class is a <see cref="ContentTooLargeException"/>.</summary>
    public static SealedBody Seal(SecretKey key, Binding binding, ReadOnlySpan<byte> content, EnvelopeSize size)
    {
        var padded = new byte[Padding.PaddedLength(size, content.Length)];
        BinaryPrimitives.WriteInt32BigEndian(padded, content.Length);
        content.CopyTo(padded.AsSpan(Padding.LengthPrefix));
        var bytes = SealExactly(key, binding, padded);
        Digest.Wipe(padded);
        return SealedBody.Of(bytes);
    }

    /// <summary>Opens an envelope. Other bytes than those of the hash: <see cref="EnvelopeDamagedException"/>; another key or binding: <see cref="WrongKeyException"/>.</summary>
    public static byte[] Open(SecretKey key, Binding binding, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> hash)
    {
        Format.CheckHash(envelope, hash);
        var padded = OpenExactly(key, binding, envelope);
        try
        {
            var length = padded.Length < Padding.LengthPrefix ? -1 : BinaryPrimitives.ReadInt32BigEndian(padded);
            if (length < 0 || length > padded.Length - Padding.LengthPrefix || padded.AsSpan(Padding.LengthPrefix + length).IndexOfAnyExcept((byte)0) >= 0)
                throw new EnvelopeDamagedException();
            return padded.AsSpan(Padding.LengthPrefix, length).ToArray();
        }
        finally
        {
            Digest.Wipe(padded);
        }
    }

    /// <summary>As <see cref="Open(SecretKey, Binding, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>.</summary>
    public static byte[] Open(SecretKey key, Binding binding, SealedBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Open(key, binding, body.Bytes, body.Hash);
    }

    /// <summary>Without padding: for content whose length is always the same.</summary>
    internal static byte[] SealExactly(SecretKey key, Binding binding, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(key);
        var bytes = new byte[Overhead + content.Length];
        Format.Header.CopyTo(bytes);
        using var aead = new Aead(key);
        aead.Seal(content, binding.Associated(), bytes.AsSpan(Format.HeaderLength));
        return bytes;
    }

    internal static byte[] OpenExactly(SecretKey key, Binding binding, ReadOnlySpan<byte> envelope)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (envelope.Length < Overhead || !Format.Begins(envelope))
            throw new EnvelopeDamagedException();
        var content = new byte[envelope.Length - Overhead];
        using var aead = new Aead(key);
        return aead.TryOpen(envelope[Format.HeaderLength..], binding.Associated(), content) ? content : throw new WrongKeyException();
    }
}

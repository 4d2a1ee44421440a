using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Envelopes;

/// <summary>A key sealed to a public key: format version, suite, HPKE's encapsulated key, ciphertext, tag. Always 115 bytes.</summary>
public static class KeySeal
{
    /// <summary>Length of every seal, in bytes.</summary>
    public const int Length = Format.HeaderLength + Hpke.Overhead + SecretKey.Length;

    /// <summary>Seals a key; needs the public key only.</summary>
    public static byte[] Seal(AgreementPublicKey to, Binding binding, SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(key);
        return [.. Format.Header, .. Hpke.Seal(to, Encoding.UTF8.GetBytes(binding.Label), binding.Associated(), key.Bytes)];
    }

    /// <summary>Opens a seal: wrong form is an <see cref="EnvelopeDamagedException"/>, another pair or binding a <see cref="WrongKeyException"/>.</summary>
    public static SecretKey Open(AgreementPair pair, Binding binding, ReadOnlySpan<byte> seal) => Open(pair, binding.Label, 0, binding, seal);

    internal static SecretKey Open(AgreementPair pair, string info, byte sequence, Binding binding, ReadOnlySpan<byte> seal)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (seal.Length != Length || !Format.Begins(seal))
            throw new EnvelopeDamagedException();
        var key = Hpke.Open(pair, Encoding.UTF8.GetBytes(info), binding.Associated(), seal[Format.HeaderLength..], sequence) ?? throw new WrongKeyException();
        var opened = SecretKey.From(key);
        Digest.Wipe(key);
        return opened;
    }
}

/// <summary>Several keys sealed to one public key at the price of one agreement: HPKE's multi-message context, a sequence number for each.</summary>
internal sealed class KeySealer(AgreementPublicKey to, string info) : IDisposable
{
    private readonly Hpke.Sender sender = new(to, Encoding.UTF8.GetBytes(info));

    internal byte[] Seal(byte sequence, Binding binding, SecretKey key) => [.. Format.Header, .. sender.Seal(sequence, binding.Associated(), key.Bytes)];

    internal byte[] SealNothing() => [.. Format.Header, .. sender.SealNothing(SecretKey.Length)];

    public void Dispose() => sender.Dispose();
}

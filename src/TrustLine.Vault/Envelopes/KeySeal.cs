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
    public static SecretKey Open(AgreementPair pair, Binding binding, ReadOnlySpan<byte> seal)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (seal.Length != Length || !Format.Begins(seal))
            throw new EnvelopeDamagedException();
        var key = Hpke.Open(pair, Encoding.UTF8.GetBytes(binding.Label), binding.Associated(), seal[Format.HeaderLength..]) ?? throw new WrongKeyException();
        var opened = SecretKey.From(key);
        Digest.Wipe(key);
        return opened;
    }
}

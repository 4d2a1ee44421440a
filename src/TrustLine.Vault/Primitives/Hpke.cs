using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>
/// HPKE (RFC 9180), base mode, single shot: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-GCM.
/// Suite 1 uses AES-256; AES-128 is here only because the RFC's own P-256 vectors (A.3) are written with it.
/// </summary>
internal static class Hpke
{
    internal const int EncapsulatedLength = Curve.PointLength;
    internal const int Overhead = EncapsulatedLength + Aead.TagLength;

    internal static readonly Cipher Aes256 = new(2, 32);
    internal static readonly Cipher Aes128 = new(1, 16);

    private static readonly byte[] KemSuite = [.. "KEM"u8, 0x00, 0x10];

    /// <summary>An AEAD of RFC 9180, 7.3: its number and its key's length.</summary>
    internal sealed record Cipher(byte Id, int KeyLength)
    {
        internal byte[] SuiteId { get; } = [.. "HPKE"u8, 0x00, 0x10, 0x00, 0x01, 0x00, Id];
    }

    /// <summary>What the key schedule gives (5.1).</summary>
    internal sealed record Schedule(byte[] Key, byte[] BaseNonce, byte[] ExporterSecret, byte[] Context, byte[] Secret) : IDisposable
    {
        /// <summary>ComputeNonce (5.2): the base nonce, its last byte XOR the sequence number.</summary>
        internal byte[] Nonce(byte sequence)
        {
            var nonce = (byte[])BaseNonce.Clone();
            nonce[^1] ^= sequence;
            return nonce;
        }

        public void Dispose()
        {
            CryptographicOperations.ZeroMemory(Key);
            CryptographicOperations.ZeroMemory(ExporterSecret);
            CryptographicOperations.ZeroMemory(Secret);
        }

        public override string ToString() => nameof(Schedule);
    }

    /// <summary>The encapsulated key and then ciphertext with tag: single shot (6.1).</summary>
    internal static byte[] Seal(AgreementPublicKey to, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        using var sender = new Sender(to, info);
        return sender.Seal(0, associated, plaintext);
    }

    /// <summary>Null when it was not sealed to this pair, with this info, sequence number and associated data; or when a bit of it changed.</summary>
    internal static byte[]? Open(AgreementPair pair, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> sealedBytes, byte sequence = 0)
    {
        if (sealedBytes.Length < Overhead)
            return null;
        byte[] shared;
        try
        {
            shared = Decapsulate(pair, sealedBytes[..EncapsulatedLength]);
        }
        catch (InvalidKeyException)
        {
            return null;
        }
        using var schedule = KeySchedule(Aes256, shared, info);
        CryptographicOperations.ZeroMemory(shared);

        var plaintext = new byte[sealedBytes.Length - Overhead];
        using var aes = new AesGcm(schedule.Key, Aead.TagLength);
        try
        {
            aes.Decrypt(schedule.Nonce(sequence), sealedBytes.Slice(EncapsulatedLength, plaintext.Length), sealedBytes[^Aead.TagLength..], plaintext, associated);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>A sender's context (5.2): one encapsulation, several messages, each with a sequence number of its own.</summary>
    internal sealed class Sender : IDisposable
    {
        private readonly byte[] encapsulated;
        private readonly Schedule schedule;
        private ulong used;

        internal Sender(AgreementPublicKey to, ReadOnlySpan<byte> info)
        {
            using var ephemeral = AgreementPair.Fresh();
            encapsulated = ephemeral.PublicKey.ToBytes();
            var shared = Encapsulate(to, ephemeral);
            schedule = KeySchedule(Aes256, shared, info);
            CryptographicOperations.ZeroMemory(shared);
        }

        /// <summary>The encapsulated key and then ciphertext with tag. A sequence number used twice would give the key away, and is refused.</summary>
        internal byte[] Seal(byte sequence, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
        {
            if (sequence >= 64 || (used & 1UL << sequence) != 0)
                throw new InvalidOperationException("A sequence number serves once.");
            used |= 1UL << sequence;
            var output = new byte[Overhead + plaintext.Length];
            encapsulated.CopyTo(output, 0);
            using var aes = new AesGcm(schedule.Key, Aead.TagLength);
            aes.Encrypt(schedule.Nonce(sequence), plaintext, output.AsSpan(EncapsulatedLength, plaintext.Length), output.AsSpan(EncapsulatedLength + plaintext.Length), associated);
            return output;
        }

        /// <summary>The same shape with random bytes for a ciphertext: to everybody the seal of a key that nobody has.</summary>
        internal byte[] SealNothing(int length) => [.. encapsulated, .. RandomNumberGenerator.GetBytes(length + Aead.TagLength)];

        public void Dispose() => schedule.Dispose();
    }

    /// <summary>Encap (4.1) with a given ephemeral pair; its public half is `enc`.</summary>
    internal static byte[] Encapsulate(AgreementPublicKey to, AgreementPair ephemeral) =>
        SharedSecret(ephemeral.Agree(to), ephemeral.PublicKey.Point, to.Point);

    /// <summary>Decap (4.1). An `enc` that is no point is an <see cref="InvalidKeyException"/>.</summary>
    internal static byte[] Decapsulate(AgreementPair pair, ReadOnlySpan<byte> encapsulated) =>
        SharedSecret(pair.Agree(AgreementPublicKey.From(encapsulated)), encapsulated, pair.PublicKey.Point);

    /// <summary>KeySchedule of mode_base (5.1): no PSK, so its id and its secret are empty.</summary>
    internal static Schedule KeySchedule(Cipher cipher, ReadOnlySpan<byte> shared, ReadOnlySpan<byte> info)
    {
        var suite = cipher.SuiteId;
        byte[] context = [0x00, .. Extract(suite, [], "psk_id_hash"u8, []), .. Extract(suite, [], "info_hash"u8, info)];
        var secret = Extract(suite, shared, "secret"u8, []);
        return new(
            Expand(suite, secret, "key"u8, context, cipher.KeyLength),
            Expand(suite, secret, "base_nonce"u8, context, Aead.NonceLength),
            Expand(suite, secret, "exp"u8, context, Digest.Length),
            context,
            secret);
    }

    /// <summary>Context.Export (5.3).</summary>
    internal static byte[] Export(Cipher cipher, Schedule schedule, ReadOnlySpan<byte> context, int length) =>
        Expand(cipher.SuiteId, schedule.ExporterSecret, "sec"u8, context, length);

    /// <summary>DeriveKeyPair (7.1.3), the private half.</summary>
    internal static SecretKey DeriveScalar(ReadOnlySpan<byte> seed)
    {
        var prk = Extract(KemSuite, [], "dkp_prk"u8, seed);
        for (var counter = 0; counter <= byte.MaxValue; counter++)
        {
            var candidate = Expand(KemSuite, prk, "candidate"u8, [(byte)counter], Curve.ScalarLength);
            if (Curve.IsScalar(candidate))
            {
                var scalar = SecretKey.From(candidate);
                CryptographicOperations.ZeroMemory(candidate);
                CryptographicOperations.ZeroMemory(prk);
                return scalar;
            }
        }
        throw new InvalidKeyException();
    }

    private static byte[] SharedSecret(byte[] agreed, ReadOnlySpan<byte> encapsulated, ReadOnlySpan<byte> recipient)
    {
        Span<byte> context = stackalloc byte[2 * Curve.PointLength];
        encapsulated.CopyTo(context);
        recipient.CopyTo(context[Curve.PointLength..]);
        var prk = Extract(KemSuite, [], "eae_prk"u8, agreed);
        var shared = Expand(KemSuite, prk, "shared_secret"u8, context, Digest.Length);
        CryptographicOperations.ZeroMemory(agreed);
        CryptographicOperations.ZeroMemory(prk);
        return shared;
    }

    private static byte[] Extract(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material)
    {
        byte[] labelled = [.. "HPKE-v1"u8, .. suite, .. label, .. material];
        var prk = new byte[Digest.Length];
        HKDF.Extract(HashAlgorithmName.SHA256, labelled, salt, prk);
        CryptographicOperations.ZeroMemory(labelled);
        return prk;
    }

    private static byte[] Expand(ReadOnlySpan<byte> suite, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)length);
        byte[] labelled = [.. size, .. "HPKE-v1"u8, .. suite, .. label, .. info];
        var output = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, prk, output, labelled);
        return output;
    }
}

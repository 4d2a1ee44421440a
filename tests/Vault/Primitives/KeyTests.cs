using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Primitives;

public class KeyTests
{
    [Fact]
    public void Keys_of_one_root_differ_by_label_and_salt()
    {
        using var root = SecretKey.Fresh();
        var derived = new[] { root.Derive("a"), root.Derive("b"), root.Derive("a", [1]), root.Derive("a", [2]), root }.Select(k => Bytes.Hex(k.Bytes)).ToHashSet();
        Assert.Equal(5, derived.Count);
        Assert.True(root.Derive("a", [1]).SameAs(root.Derive("a", [1])));
    }

    [Fact]
    public void Derivation_is_HKDF_of_RFC_5869()
    {
        // A.1 of RFC 5869 has a 22-byte secret; ours have 32, so the reference is the framework's own one-shot form.
        using var key = SecretKey.From(Bytes.Some(32));
        var expected = System.Security.Cryptography.HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA256, Bytes.Some(32), 32, [7, 8], "label"u8.ToArray());
        using var derived = key.Derive("label", [7, 8]);
        Assert.Equal(expected, derived.Export());
    }

    [Fact]
    public void Two_halves_give_the_key_and_one_half_says_nothing()
    {
        using var a = SecretKey.Fresh();
        using var b = SecretKey.Fresh();
        using var joined = a.Xor(b);
        Assert.True(joined.Xor(a).SameAs(b));
        Assert.True(joined.Xor(b).SameAs(a));
        Assert.False(joined.SameAs(a));
    }

    [Fact]
    public void A_disposed_key_is_wiped()
    {
        var key = SecretKey.Fresh();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Export());
        Assert.Throws<ObjectDisposedException>(() => key.Derive("x"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => SecretKey.From(new byte[length]));

    [Fact]
    public void Signatures_are_64_bytes_and_for_exactly_these_bytes()
    {
        using var pair = SigningPair.Fresh();
        using var other = SigningPair.Fresh();
        var signature = pair.Sign("word"u8);
        Assert.Equal(SigningPair.SignatureLength, signature.Length);
        var key = SigningPublicKey.From(pair.PublicKey.ToBytes());
        Assert.True(key.Verifies("word"u8, signature));
        Assert.False(key.Verifies("wore"u8, signature));
        Assert.False(other.PublicKey.Verifies("word"u8, signature));
        Assert.False(key.Verifies("word"u8, signature.AsSpan(1)));
        Assert.False(key.Verifies("word"u8, new byte[64]));
        for (var i = 0; i < signature.Length; i++)
            Assert.False(key.Verifies("word"u8, Bytes.Flipped(signature, i)));
    }

    [Fact]
    public void Pairs_survive_export_and_import()
    {
        using var agreement = AgreementPair.Fresh();
        using var signing = SigningPair.Fresh();
        using var half = agreement.ExportPrivate();
        using var otherHalf = signing.ExportPrivate();
        Assert.Equal(agreement.PublicKey, AgreementPair.From(half).PublicKey);
        Assert.Equal(signing.PublicKey, SigningPair.From(otherHalf).PublicKey);
    }

    [Fact]
    public void PBKDF2_is_that_of_the_known_vector()
    {
        // PBKDF2-HMAC-SHA512, "password", "salt", 1 and 2 rounds: widely published companions of RFC 6070.
        Assert.Equal("867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce",
            Bytes.Hex(Stretching.Stretch("password"u8, "salt"u8, 1, 64)));
        Assert.Equal("e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53cf76cab2868a39b9f7840edce4fef5a82be67335c77a6068e04112754f27ccf4e",
            Bytes.Hex(Stretching.Stretch("password"u8, "salt"u8, 2, 64)));
    }

    [Fact]
    public void Ids_and_digits_are_spread()
    {
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => Draw.Id()).Distinct().Count());
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[Draw.Below(10)]++;
        // Six standard deviations of a fair die of ten: a false alarm once in a hundred million runs.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 570, 10_000 + 570));
    }
}

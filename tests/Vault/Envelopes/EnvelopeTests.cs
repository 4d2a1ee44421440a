using FsCheck;
using FsCheck.Fluent;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Envelopes;

public class EnvelopeTests
{
    private static readonly Binding Bound = new("trustline/test/v1", Draw.Id());
    private readonly SecretKey key = SecretKey.Fresh();

    [Fact]
    public void Whatever_fits_comes_back() => Prop.ForAll<byte[]>(content =>
    {
        foreach (var size in Enum.GetValues<EnvelopeSize>().Where(s => content.Length <= Padding.Capacity(s)))
        {
            if (!Envelope.Open(key, Bound, Envelope.Seal(key, Bound, content, size)).AsSpan().SequenceEqual(content))
                return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(EnvelopeSize.IndexCard, 0, 1024)]
    [InlineData(EnvelopeSize.IndexCard, 1020, 1024)]
    [InlineData(EnvelopeSize.ReturnPath, 0, 1024)]
    [InlineData(EnvelopeSize.Identity, 0, 4096)]
    [InlineData(EnvelopeSize.Identity, 4092, 4096)]
    [InlineData(EnvelopeSize.Body, 0, 512)]
    [InlineData(EnvelopeSize.Body, 508, 512)]
    [InlineData(EnvelopeSize.Body, 509, 1024)]
    [InlineData(EnvelopeSize.Body, 1500, 2048)]
    [InlineData(EnvelopeSize.Body, 65532, 65536)]
    public void Length_hides_in_its_class(EnvelopeSize size, int content, int padded) =>
        Assert.Equal(padded + Envelope.Overhead, Envelope.Seal(key, Bound, new byte[content], size).Bytes.Length);

    [Theory]
    [InlineData(EnvelopeSize.IndexCard, 1021)]
    [InlineData(EnvelopeSize.Identity, 4093)]
    [InlineData(EnvelopeSize.ReturnPath, 1021)]
    [InlineData(EnvelopeSize.Body, 65533)]
    public void Too_much_is_refused_with_sizes_only(EnvelopeSize size, int length)
    {
        var refusal = Assert.Throws<ContentTooLargeException>(() => Envelope.Seal(key, Bound, new byte[length], size));
        Assert.Equal(length, refusal.Length);
        Assert.Equal(Padding.Capacity(size), refusal.Capacity);
    }

    [Fact]
    public void Every_changed_byte_is_damage_and_with_a_matching_hash_a_wrong_key()
    {
        var (bytes, hash) = Envelope.Seal(key, Bound, "story"u8, EnvelopeSize.Body);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = Bytes.Flipped(bytes, i);
            Assert.Throws<EnvelopeDamagedException>(() => Envelope.Open(key, Bound, changed, hash));
            // Whoever can change the row can change the hash too: still nothing opens.
            var again = Record.Exception(() => Envelope.Open(key, Bound, changed, Digest.Sha256(changed)));
            Assert.True(again is WrongKeyException || (i < 2 && again is EnvelopeDamagedException), $"byte {i}: {again}");
        }
        for (var i = 0; i < bytes.Length; i++)
        {
            var cut = bytes[..i];
            Assert.Throws<EnvelopeDamagedException>(() => Envelope.Open(key, Bound, cut, hash));
            Assert.NotNull(Record.Exception(() => Envelope.Open(key, Bound, cut, Digest.Sha256(cut))));
        }
        Assert.Equal("story"u8.ToArray(), Envelope.Open(key, Bound, bytes, hash));
    }

    [Fact]
    public void Another_key_label_owner_or_more_does_not_open()
    {
        var body = Envelope.Seal(key, Bound, "story"u8, EnvelopeSize.Body);
        using var other = SecretKey.Fresh();
        Assert.Throws<WrongKeyException>(() => Envelope.Open(other, Bound, body));
        Assert.Throws<WrongKeyException>(() => Envelope.Open(key, Bound with { Label = "trustline/test/v2" }, body));
        Assert.Throws<WrongKeyException>(() => Envelope.Open(key, Bound with { Owner = Draw.Id() }, body));
        Assert.Throws<WrongKeyException>(() => Envelope.Open(key, Bound with { More = [0] }, body));
    }

    [Fact]
    public void The_same_content_is_never_sealed_alike() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Bytes.Hex(Envelope.Seal(key, Bound, [], EnvelopeSize.IndexCard).Bytes)).Distinct().Count());

    [Fact]
    public void No_two_bindings_have_one_form()
    {
        var owner = Draw.Id();
        Binding[] bindings = [new("a", owner), new("ab", owner), new("a", owner, [1]), new("a", owner, [1, 2]), new("a", Draw.Id()), new("", owner), new("a\0", owner)];
        Assert.Equal(bindings.Length, bindings.Select(b => Bytes.Hex(b.Associated())).Distinct().Count());
    }

    [Fact]
    public void Every_use_has_a_label_of_its_own()
    {
        var labels = typeof(Labels).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.NotEmpty(labels);
        Assert.Equal(labels.Count, labels.Distinct().Count());
        Assert.All(labels, label => Assert.Matches("^trustline/[a-z-]+/v[0-9]+$", label));
    }

    [Fact]
    public void A_key_seal_is_for_one_pair_and_one_place()
    {
        using var pair = AgreementPair.Fresh();
        using var stranger = AgreementPair.Fresh();
        var seal = KeySeal.Seal(pair.PublicKey, Bound, key);
        Assert.Equal(KeySeal.Length, seal.Length);
        Assert.True(KeySeal.Open(pair, Bound, seal).SameAs(key));
        Assert.Throws<WrongKeyException>(() => KeySeal.Open(stranger, Bound, seal));
        Assert.Throws<WrongKeyException>(() => KeySeal.Open(pair, Bound with { Label = "other" }, seal));
        Assert.Throws<WrongKeyException>(() => KeySeal.Open(pair, Bound with { Owner = Draw.Id() }, seal));
        for (var i = 0; i < seal.Length; i++)
        {
            var refusal = Record.Exception(() => KeySeal.Open(pair, Bound, Bytes.Flipped(seal, i)));
            Assert.True(refusal is WrongKeyException || (i < 2 && refusal is EnvelopeDamagedException), $"byte {i}: {refusal}");
        }
    }
}

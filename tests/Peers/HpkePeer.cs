using System.Text.Json.Nodes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Peers.Tests;

/// <summary>What another implementation of RFC 9180 seals we open, and what we seal it opens, for exactly suite 1.</summary>
[Trait("Category", "Peers")]
[Trait("Needs", "node")]
public sealed class HpkePeer : IDisposable
{
    private readonly Judge judge = new("hpke");
    private readonly AgreementPair pair = AgreementPair.Fresh();

    public void Dispose()
    {
        judge.Dispose();
        pair.Dispose();
    }

    public static TheoryData<int> Lengths => [0, 1, 15, 16, 17, 32, 100, 1000, 10_000];

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private string PrivateHalf()
    {
        using var half = pair.ExportPrivate();
        return Hex(half.Bytes);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_it_seals_we_open(int length)
    {
        var (info, associated, plaintext) = (Draw.Bytes(length % 40), Draw.Bytes(length % 50), Draw.Bytes(length));
        var answer = judge.Ask(new { verb = "seal", publicKey = Hex(pair.PublicKey.ToBytes()), info = Hex(info), aad = Hex(associated), plaintext = Hex(plaintext) });
        var sealedBytes = Convert.FromHexString((string)answer["sealed"]!);
        Assert.Equal(plaintext, Hpke.Open(pair, info, associated, sealedBytes));
        Assert.Null(Hpke.Open(pair, info, [.. associated, 0], sealedBytes));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_we_seal_it_opens(int length)
    {
        var (info, associated, plaintext) = (Draw.Bytes(length % 40), Draw.Bytes(length % 50), Draw.Bytes(length));
        var sealedBytes = Hpke.Seal(pair.PublicKey, info, associated, plaintext);
        JsonNode Open(byte[] with) => judge.Ask(new { verb = "open", privateKey = PrivateHalf(), info = Hex(info), aad = Hex(with), @sealed = Hex(sealedBytes) });
        Assert.Equal(Hex(plaintext), (string)Open(associated)["plaintext"]!);
        Assert.True((bool)Open([.. associated, 0])["refused"]!);
    }

    [Fact]
    public void A_key_seal_is_plain_HPKE_behind_its_header()
    {
        using var key = SecretKey.Fresh();
        var binding = new Binding(Labels.ReportKey, Draw.Id(), [1, 2, 3]);
        var seal = KeySeal.Seal(pair.PublicKey, binding, key);
        var answer = judge.Ask(new { verb = "open", privateKey = PrivateHalf(), info = Hex(System.Text.Encoding.UTF8.GetBytes(Labels.ReportKey)), aad = Hex(binding.Associated()), @sealed = Hex(seal.AsSpan(2)) });
        Assert.Equal(Hex(key.Bytes), (string)answer["plaintext"]!);
    }

    [Fact]
    public void Both_derive_the_same_pair_from_a_seed()
    {
        for (var i = 0; i < 20; i++)
        {
            var seed = Draw.Bytes(32);
            var answer = judge.Ask(new { verb = "derive", seed = Hex(seed) });
            using var ours = AgreementPair.FromSeed(seed);
            using var half = ours.ExportPrivate();
            Assert.Equal(Hex(ours.PublicKey.ToBytes()), (string)answer["publicKey"]!);
            Assert.Equal(Hex(half.Bytes), (string)answer["privateKey"]!);
        }
    }
}

using System.Security.Cryptography;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Primitives;

/// <summary>RFC 9180, A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.</summary>
public class HpkeTests
{
    private static readonly byte[] Info = Bytes.Hex("4f6465206f6e2061204772656369616e2055726e");
    private static readonly byte[] Plaintext = Bytes.Hex("4265617574792069732074727574682c20747275746820626561757479");
    private const string EphemeralSeed = "4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e";
    private const string EphemeralPublic = "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4";
    private const string EphemeralPrivate = "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb";
    private const string RecipientSeed = "668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550";
    private const string RecipientPublic = "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0";
    private const string RecipientPrivate = "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2";
    private const string SharedSecret = "c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8";

    [Theory]
    [InlineData(EphemeralSeed, EphemeralPrivate, EphemeralPublic)]
    [InlineData(RecipientSeed, RecipientPrivate, RecipientPublic)]
    public void A_seed_gives_the_pair_of_the_vectors(string seed, string privateHalf, string publicHalf)
    {
        using var pair = AgreementPair.FromSeed(Bytes.Hex(seed));
        using var exported = pair.ExportPrivate();
        Assert.Equal(privateHalf, Bytes.Hex(exported.Bytes));
        Assert.Equal(publicHalf, Bytes.Hex(pair.PublicKey.ToBytes()));
    }

    [Fact]
    public void Both_sides_agree_on_the_shared_secret_of_the_vectors()
    {
        using var ephemeral = AgreementPair.FromSeed(Bytes.Hex(EphemeralSeed));
        using var recipient = AgreementPair.FromSeed(Bytes.Hex(RecipientSeed));
        Assert.Equal(SharedSecret, Bytes.Hex(Hpke.Encapsulate(recipient.PublicKey, ephemeral)));
        Assert.Equal(SharedSecret, Bytes.Hex(Hpke.Decapsulate(recipient, Bytes.Hex(EphemeralPublic))));
    }

    [Fact]
    public void The_key_schedule_is_that_of_the_vectors()
    {
        using var schedule = Hpke.KeySchedule(Hpke.Aes128, Bytes.Hex(SharedSecret), Info);
        Assert.Equal("00b88d4e6d91759e65e87c470e8b9141113e9ad5f0c8ceefc1e088c82e6980500798e486f9c9c09c9b5c753ac72d6005de254c607d1b534ed11d493ae1c1d9ac85", Bytes.Hex(schedule.Context));
        Assert.Equal("2eb7b6bf138f6b5aff857414a058a3f1750054a9ba1f72c2cf0684a6f20b10e1", Bytes.Hex(schedule.Secret));
        Assert.Equal("868c066ef58aae6dc589b6cfdd18f97e", Bytes.Hex(schedule.Key));
        Assert.Equal("4e0bc5018beba4bf004cca59", Bytes.Hex(schedule.BaseNonce));
        Assert.Equal("14ad94af484a7ad3ef40e9f3be99ecc6fa9036df9d4920548424df127ee0d99f", Bytes.Hex(schedule.ExporterSecret));
    }

    [Theory]
    [InlineData(0, "436f756e742d30", "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434")]
    [InlineData(1, "436f756e742d31", "fa6f037b47fc21826b610172ca9637e82d6e5801eb31cbd3748271affd4ecb06646e0329cbdf3c3cd655b28e82")]
    [InlineData(2, "436f756e742d32", "895cabfac50ce6c6eb02ffe6c048bf53b7f7be9a91fc559402cbc5b8dcaeb52b2ccc93e466c28fb55fed7a7fec")]
    [InlineData(4, "436f756e742d34", "8787491ee8df99bc99a246c4b3216d3d57ab5076e18fa27133f520703bc70ec999dd36ce042e44f0c3169a6a8f")]
    [InlineData(255, "436f756e742d323535", "2ad71c85bf3f45c6eca301426289854b31448bcf8a8ccb1deef3ebd87f60848aa53c538c30a4dac71d619ee2cd")]
    [InlineData(256, "436f756e742d323536", "10f179686aa2caec1758c8e554513f16472bd0a11e2a907dde0b212cbe87d74f367f8ffe5e41cd3e9962a6afb2")]
    public void The_key_and_nonce_give_the_ciphertexts_of_the_vectors(int sequence, string associated, string ciphertext)
    {
        using var schedule = Hpke.KeySchedule(Hpke.Aes128, Bytes.Hex(SharedSecret), Info);
        var nonce = schedule.Nonce((byte)sequence);
        nonce[^2] ^= (byte)(sequence >> 8);
        var output = new byte[Plaintext.Length + 16];
        using var aes = new AesGcm(schedule.Key, 16);
        aes.Encrypt(nonce, Plaintext, output.AsSpan(0, Plaintext.Length), output.AsSpan(Plaintext.Length), Bytes.Hex(associated));
        Assert.Equal(ciphertext, Bytes.Hex(output));
    }

    [Theory]
    [InlineData("", "5e9bc3d236e1911d95e65b576a8a86d478fb827e8bdfe77b741b289890490d4d")]
    [InlineData("00", "6cff87658931bda83dc857e6353efe4987a201b849658d9b047aab4cf216e796")]
    [InlineData("54657374436f6e74657874", "d8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a")]
    public void Exported_values_are_those_of_the_vectors(string context, string exported)
    {
        using var schedule = Hpke.KeySchedule(Hpke.Aes128, Bytes.Hex(SharedSecret), Info);
        Assert.Equal(exported, Bytes.Hex(Hpke.Export(Hpke.Aes128, schedule, Bytes.Hex(context), 32)));
    }

    [Fact]
    public void What_is_sealed_opens_with_the_pair_and_the_same_words_only()
    {
        using var recipient = AgreementPair.Fresh();
        using var stranger = AgreementPair.Fresh();
        var sealedBytes = Hpke.Seal(recipient.PublicKey, Info, [1, 2], Plaintext);
        Assert.Equal(Plaintext, Hpke.Open(recipient, Info, [1, 2], sealedBytes));
        Assert.Null(Hpke.Open(stranger, Info, [1, 2], sealedBytes));
        Assert.Null(Hpke.Open(recipient, Plaintext, [1, 2], sealedBytes));
        Assert.Null(Hpke.Open(recipient, Info, [1], sealedBytes));
    }

    [Fact]
    public void One_context_seals_several_messages_each_under_its_own_number_once()
    {
        using var recipient = AgreementPair.Fresh();
        using var sender = new Hpke.Sender(recipient.PublicKey, Info);
        var one = sender.Seal(1, [], Plaintext);
        var two = sender.Seal(2, [], Plaintext);
        Assert.Equal(one[..65], two[..65]);
        Assert.NotEqual(one[65..], two[65..]);
        Assert.Equal(Plaintext, Hpke.Open(recipient, Info, [], one, 1));
        Assert.Equal(Plaintext, Hpke.Open(recipient, Info, [], two, 2));
        Assert.Null(Hpke.Open(recipient, Info, [], two, 1));
        Assert.Null(Hpke.Open(recipient, Info, [], two));
        Assert.Throws<InvalidOperationException>(() => sender.Seal(1, [], Plaintext));
        Assert.Throws<InvalidOperationException>(() => sender.Seal(64, [], Plaintext));

        var nothing = sender.SealNothing(Plaintext.Length);
        Assert.Equal(one.Length, nothing.Length);
        Assert.All(Enumerable.Range(0, 6), n => Assert.Null(Hpke.Open(recipient, Info, [], nothing, (byte)n)));
    }

    [Fact]
    public void A_flipped_bit_anywhere_opens_nothing()
    {
        using var recipient = AgreementPair.Fresh();
        var sealedBytes = Hpke.Seal(recipient.PublicKey, Info, [], Plaintext);
        for (var i = 0; i < sealedBytes.Length; i++)
            Assert.Null(Hpke.Open(recipient, Info, [], Bytes.Flipped(sealedBytes, i, (byte)(1 << i % 8))));
        for (var length = 0; length < sealedBytes.Length; length++)
            Assert.Null(Hpke.Open(recipient, Info, [], sealedBytes.AsSpan(0, length)));
    }

    [Fact]
    public void Points_off_the_curve_and_other_forms_are_no_keys()
    {
        var good = Bytes.Hex(RecipientPublic);
        Assert.Equal(good, AgreementPublicKey.From(good).ToBytes());
        byte[][] bad =
        [
            [], [0], good[1..], [.. good, 0], new byte[65], [4, .. new byte[64]], Bytes.Flipped(good, 64), Bytes.Flipped(good, 1),
            [2, .. good[1..33]], [3, .. good[1..33]], [6, .. good[1..]], [4, .. Enumerable.Repeat((byte)0xff, 64)],
        ];
        foreach (var point in bad)
        {
            Assert.Throws<InvalidKeyException>(() => AgreementPublicKey.From(point));
            Assert.Throws<InvalidKeyException>(() => SigningPublicKey.From(point));
        }
    }

    [Fact]
    public void Private_halves_outside_the_order_are_no_keys()
    {
        byte[][] bad = [new byte[32], Curve.Order.ToArray(), [.. Enumerable.Repeat((byte)0xff, 32)]];
        foreach (var scalar in bad)
        {
            Assert.Throws<InvalidKeyException>(() => AgreementPair.From(SecretKey.From(scalar)));
            Assert.Throws<InvalidKeyException>(() => SigningPair.From(SecretKey.From(scalar)));
        }
    }

    [Fact]
    public void One_imported_key_serves_many_threads()
    {
        using var recipient = AgreementPair.Fresh();
        var key = AgreementPublicKey.From(recipient.PublicKey.ToBytes());
        var privateHalf = recipient.ExportPrivate();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            using var own = AgreementPair.From(privateHalf);
            for (var i = 0; i < 100; i++)
                Assert.Equal<byte>([(byte)worker, (byte)i], Hpke.Open(own, Info, [], Hpke.Seal(key, Info, [], [(byte)worker, (byte)i]))!);
        });
    }
}

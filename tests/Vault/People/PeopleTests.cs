using System.Text.RegularExpressions;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.People;

public sealed class PeopleTests : IDisposable
{
    private static readonly PassphraseCost Quick = PassphraseCost.Quick(2);
    private readonly World world = new();
    private readonly Guid member = Draw.Id();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Keys_come_back_with_the_passphrase_only()
    {
        using var keys = StaffKeys.Fresh();
        using var passphrase = Passphrase.DrawWords();
        var row = keys.Wrap(passphrase, Quick, member, world.Server);
        using var back = StaffKeys.Unwrap(Passphrase.Typed("  " + passphrase.Show().ToUpperInvariant().Replace(" ", "   ") + "\n"), member, row, world.Server);
        Assert.Equal(keys.PublicKeys(), back!.PublicKeys());
        Assert.Null(StaffKeys.Unwrap(Passphrase.Typed("something else"), member, row, world.Server));
        Assert.Throws<WrongKeyException>(() => StaffKeys.Unwrap(passphrase, Draw.Id(), row, world.Server));
        using var elsewhere = new World();
        Assert.Throws<WrongKeyException>(() => StaffKeys.Unwrap(passphrase, member, row, elsewhere.Server));
    }

    [Fact]
    public void The_two_pairs_differ_and_so_do_any_two_people()
    {
        var keys = Enumerable.Range(0, 20).Select(_ => StaffKeys.Fresh().PublicKeys()).ToList();
        var points = keys.SelectMany(k => new[] { Bytes.Hex(k.Opens.ToBytes()), Bytes.Hex(k.Signs.ToBytes()) }).ToList();
        Assert.Equal(40, points.Distinct().Count());
        Assert.All(keys, k => Assert.Equal(k, StaffPublicKeys.From(k.ToBytes())));
    }

    [Fact]
    public void Nobody_gets_fewer_rounds_than_the_floor()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PassphraseCost.Of(PassphraseCost.Floor - 1));
        Assert.Equal(1_000_000, PassphraseCost.Standard.Rounds);
        Assert.Equal(2_000_000, PassphraseCost.Of(2_000_000).Rounds);
        Assert.DoesNotContain(typeof(PassphraseCost).GetConstructors(), c => c.IsPublic);
    }

    [Fact]
    public void Rounds_are_stored_with_the_record()
    {
        using var keys = StaffKeys.Fresh();
        using var passphrase = Passphrase.DrawWords();
        foreach (var rounds in new[] { 1, 7, 5000 })
            Assert.Equal(keys.PublicKeys(), StaffKeys.Unwrap(passphrase, member, keys.Wrap(passphrase, PassphraseCost.Quick(rounds), member, world.Server), world.Server)!.PublicKeys());
    }

    [Fact]
    public void Whoever_can_forge_the_servers_seal_still_meets_the_passphrase()
    {
        using var keys = StaffKeys.Fresh();
        using var passphrase = Passphrase.DrawWords();
        var record = world.Server.Unprotect(Labels.StaffKeys, member, keys.Wrap(passphrase, Quick, member, world.Server));
        for (var i = 5; i < record.Length; i++)
        {
            var changed = world.Server.Protect(Labels.StaffKeys, member, Bytes.Flipped(record, i));
            StaffKeys? opened = null;
            var refusal = Record.Exception(() => opened = StaffKeys.Unwrap(passphrase, member, changed, world.Server));
            Assert.True(opened is null && refusal is null or EnvelopeDamagedException, $"byte {i}: {refusal}");
        }
        for (var length = 0; length < record.Length; length++)
        {
            var cut = world.Server.Protect(Labels.StaffKeys, member, record.AsSpan(0, length));
            StaffKeys? opened = null;
            var refusal = Record.Exception(() => opened = StaffKeys.Unwrap(passphrase, member, cut, world.Server));
            Assert.True(opened is null && refusal is null or EnvelopeDamagedException, $"{length} bytes: {refusal}");
        }
    }

    [Fact]
    public void The_word_list_is_long_easy_and_told_apart_by_four_letters()
    {
        Assert.True(WordList.Words.Count >= 2048);
        Assert.Equal(WordList.Words.Count, WordList.Words.Select(w => w[..4]).Distinct().Count());
        Assert.All(WordList.Words, w => Assert.Matches("^[a-z]{4,8}$", w));
        Assert.InRange(Passphrase.DrawnBits, 66, 80);
    }

    [Fact]
    public void Drawn_words_are_six_of_the_list_and_pass_our_own_judgement()
    {
        for (var i = 0; i < 200; i++)
        {
            using var drawn = Passphrase.DrawWords();
            var words = drawn.Show().Split(' ');
            Assert.Equal(Passphrase.DrawnWords, words.Length);
            Assert.All(words, w => Assert.Contains(w, WordList.Words));
            Assert.Equal(PassphraseWeakness.None, Passphrase.Judge(drawn.Show(), [], out _));
        }
    }

    [Theory]
    [InlineData("", PassphraseWeakness.TooShort)]
    [InlineData("кот дом лес", PassphraseWeakness.TooShort)]
    [InlineData("Correct Horse Battery Staple", PassphraseWeakness.Common)]
    [InlineData("у лукоморья дуб зелёный", PassphraseWeakness.Common)]
    [InlineData("QwertyuiopAsdfghjkl", PassphraseWeakness.Common)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaa", PassphraseWeakness.Repeats)]
    [InlineData("abcd efgh abcd efgh abcd efgh", PassphraseWeakness.Repeats)]
    [InlineData("abcdefgh ijklmno pqrst uvwxyz", PassphraseWeakness.Repeats)]
    [InlineData("98765432109876543210", PassphraseWeakness.Repeats)]
    [InlineData("тау тау дала өзен өзен дала", PassphraseWeakness.TooFewDifferentWords)]
    [InlineData("Jd83kdLw92ndKal29dksl", PassphraseWeakness.TooFewDifferentWords)]
    [InlineData("гульнара ахметова работает отлично", PassphraseWeakness.OwnName)]
    [InlineData("тау өзен дала қыран бұлт", PassphraseWeakness.None)]
    [InlineData("four old boats sail by night", PassphraseWeakness.None)]
    public void Own_choices_are_judged(string text, PassphraseWeakness weakness)
    {
        Assert.Equal(weakness, Passphrase.Judge(text, ["Гульнара"], out var passphrase));
        Assert.Equal(weakness is PassphraseWeakness.None, passphrase is not null);
    }

    [Fact]
    public void Too_long_is_refused_and_broken_text_is_only_wrong()
    {
        Assert.Equal(PassphraseWeakness.TooLong, Passphrase.Judge(string.Concat(Enumerable.Range(0, 100).Select(i => $"word{i} ")), [], out _));
        using var broken = Passphrase.Typed("\ud800 half \udc00 \ufffe \uffff \ufdd0 T\u0308");
        Assert.NotEmpty(broken.Utf8.ToArray());
    }
}

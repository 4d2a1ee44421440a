using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Codes;

public sealed class CodeTests : IDisposable
{
    private readonly World world = new();
    private readonly ReceiptVerifier verifier;
    private readonly Guid report = Draw.Id();

    public CodeTests() => verifier = new(Draw.Bytes(ReceiptVerifier.InstallationSaltLength), world.KeyFile.Derive(Labels.CodePepper), world.Server);

    public void Dispose() => world.Dispose();

    private static ReceiptCode Parse(string typed)
    {
        Assert.True(ReceiptCode.TryParse(typed, out var code));
        return code!;
    }

    [Fact]
    public void Codes_are_sixteen_uniform_digits()
    {
        var counts = new int[ReceiptCode.Digits, 10];
        for (var i = 0; i < 20_000; i++)
        {
            using var code = ReceiptCode.Fresh();
            Assert.Equal(ReceiptCode.Digits, code.Ascii.Length);
            for (var at = 0; at < ReceiptCode.Digits; at++)
                counts[at, code.Ascii[at] - '0']++;
        }
        // 2,000 expected in each place; seven standard deviations.
        foreach (var count in counts)
            Assert.InRange(count, 2000 - 300, 2000 + 300);
    }

    [Theory]
    [InlineData("1234567890123456")]
    [InlineData("1234 5678 9012 3456")]
    [InlineData(" 1234-5678–9012—3456\n")]
    [InlineData("1234\u00a05678\u20099012\u202f3456")]
    [InlineData("\u200e1234\u200b5678.9012,3456\ufeff")]
    [InlineData("١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦")]
    [InlineData("\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10\uff11\uff12\uff13\uff14\uff15\uff16")]
    [InlineData("𝟏𝟐𝟑𝟒 5678 9012 3456")]
    public void A_code_is_read_however_it_is_typed(string typed)
    {
        using var code = Parse(typed);
        Assert.Equal("1234 5678 9012 3456", code.Show());
        Assert.Equal("3456", code.LastFour());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123456789012345")]
    [InlineData("12345678901234567")]
    [InlineData("1234 5678 9012 345a")]
    [InlineData("1234 5678 9012 345²")]
    [InlineData("½234 5678 9012 3456")]
    [InlineData("2026-000123-7")]
    [InlineData("\ud835 1234567890123456")]
    public void Anything_else_is_no_code(string? typed)
    {
        Assert.False(ReceiptCode.TryParse(typed, out var code));
        Assert.Null(code);
        Assert.False(ReceiptCode.TryParse("1234567890123456" + new string(' ', 1000), out _));
    }

    [Fact]
    public void A_code_finds_its_row_and_opens_the_reporters_key()
    {
        using var code = ReceiptCode.Fresh();
        using var stretched = verifier.Stretch(code);
        using var reporter = AgreementPair.Fresh();
        var row = verifier.Wrap(stretched, reporter, report);
        Assert.Equal(row.LookUp, verifier.LookUp(verifier.Stretch(Parse(code.Show()))));
        Assert.Equal(row.ReporterPublicKey, reporter.PublicKey.ToBytes());
        using var back = verifier.Unwrap(stretched, row, report);
        Assert.Equal(reporter.PublicKey, back.PublicKey);

        using var wrong = verifier.Stretch(ReceiptCode.Fresh());
        Assert.NotEqual(row.LookUp, verifier.LookUp(wrong));
        Assert.Throws<WrongKeyException>(() => verifier.Unwrap(wrong, row, report));
        Assert.Throws<WrongKeyException>(() => verifier.Unwrap(stretched, row, Draw.Id()));
        Assert.Throws<WrongKeyException>(() => verifier.Unwrap(stretched, row with { Salt = Draw.Bytes(16) }, report));
        for (var i = 0; i < row.WrappedKey.Length; i++)
            Assert.Throws<WrongKeyException>(() => verifier.Unwrap(stretched, row with { WrappedKey = Bytes.Flipped(row.WrappedKey, i) }, report));
    }

    [Fact]
    public void Salt_and_pepper_are_both_needed_for_the_look_up_value()
    {
        var code = Parse("1234567890123456");
        var salt = Draw.Bytes(32);
        using var pepper = SecretKey.Fresh();
        byte[] Of(byte[] s, SecretKey p)
        {
            var v = new ReceiptVerifier(s, p, world.Server);
            return v.LookUp(v.Stretch(code));
        }
        Assert.Equal(Of(salt, pepper), Of(salt, pepper));
        Assert.NotEqual(Of(salt, pepper), Of(Draw.Bytes(32), pepper));
        Assert.NotEqual(Of(salt, pepper), Of(salt, SecretKey.Fresh()));
    }

    [Fact]
    public void The_stretch_is_the_one_the_design_names()
    {
        var salt = Bytes.Some(32);
        using var pepper = SecretKey.From(Bytes.Some(32, 2));
        var expected = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2("1234567890123456"u8, salt, 20_000, System.Security.Cryptography.HashAlgorithmName.SHA512, 64);
        var v = new ReceiptVerifier(salt, pepper, world.Server);
        Assert.Equal(System.Security.Cryptography.HMACSHA256.HashData(Bytes.Some(32, 2), expected.AsSpan(0, 32)), v.LookUp(v.Stretch(Parse("1234 5678 9012 3456"))));
    }

    [Fact]
    public void An_exchanged_code_opens_and_the_old_one_finds_nothing()
    {
        using var old = verifier.Stretch(ReceiptCode.Fresh());
        using var fresh = verifier.Stretch(ReceiptCode.Fresh());
        using var reporter = AgreementPair.Fresh();
        var row = verifier.Wrap(old, reporter, report);
        var exchanged = verifier.Exchange(old, row, fresh, report);
        Assert.NotEqual(row.LookUp, exchanged.LookUp);
        Assert.Equal(verifier.LookUp(fresh), exchanged.LookUp);
        Assert.Equal(reporter.PublicKey, verifier.Unwrap(fresh, exchanged, report).PublicKey);
        Assert.Throws<WrongKeyException>(() => verifier.Unwrap(old, exchanged, report));
        Assert.Throws<WrongKeyException>(() => verifier.Exchange(fresh, row, old, report));
    }
}

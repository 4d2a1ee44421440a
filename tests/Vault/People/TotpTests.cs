using System.Text;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.People;

public class TotpTests
{
    // RFC 6238, appendix B: secret "12345678901234567890", SHA-1.
    private readonly Totp totp = Totp.From("12345678901234567890"u8);

    [Theory]
    [InlineData(59L, "94287082")]
    [InlineData(1111111109L, "07081804")]
    [InlineData(1111111111L, "14050471")]
    [InlineData(1234567890L, "89005924")]
    [InlineData(2000000000L, "69279037")]
    [InlineData(20000000000L, "65353130")]
    public void Codes_are_those_of_the_RFC(long seconds, string code)
    {
        Assert.Equal(code, totp.CodeAt(seconds / 30, 8));
        Assert.Equal(code[2..], totp.CodeAt(DateTimeOffset.FromUnixTimeSeconds(seconds)));
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    public void One_step_early_or_late_is_allowed(int secondsOff, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111110);
        Assert.Equal(accepted, totp.Check(totp.CodeAt(now.AddSeconds(secondsOff)), now, null) is not null);
    }

    [Fact]
    public void A_code_works_once()
    {
        var now = World.Now;
        var step = totp.Check(totp.CodeAt(now), now, null);
        Assert.NotNull(step);
        Assert.Null(totp.Check(totp.CodeAt(now), now, step));
        Assert.Null(totp.Check(totp.CodeAt(now.AddSeconds(-30)), now, step));
        Assert.Equal(step + 1, totp.Check(totp.CodeAt(now.AddSeconds(30)), now.AddSeconds(30), step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    public void Other_things_are_no_codes(string typed) => Assert.Null(totp.Check(typed, World.Now, null));

    [Fact]
    public void Spaces_as_apps_show_them_are_read()
    {
        var code = totp.CodeAt(World.Now);
        Assert.NotNull(totp.Check($"{code[..3]} {code[3..]} ", World.Now, null));
    }

    [Theory] // RFC 4648, 10
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_the_RFC(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_address_carries_secret_and_names()
    {
        Assert.Equal("otpauth://totp/%D0%A1%D0%B5%D0%BD%D1%96%D0%BC:a.b%40c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%D0%A1%D0%B5%D0%BD%D1%96%D0%BC&algorithm=SHA1&digits=6&period=30",
            totp.Address("Сенім", "a.b@c"));
        Assert.Throws<InvalidKeyException>(() => Totp.From(new byte[19]));
        Assert.Equal(totp.Show(), Totp.From(totp.Export()).Show());
    }
}

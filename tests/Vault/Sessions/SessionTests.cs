using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Sessions;

namespace TrustLine.Vault.Tests.Sessions;

public sealed class SessionTests : IDisposable
{
    private readonly World world = new();
    private readonly Guid session = Draw.Id();
    private readonly Guid user = Draw.Id();

    public void Dispose() => world.Dispose();

    [Fact]
    public void The_cookie_opens_the_row_and_nothing_else_does()
    {
        using var keys = StaffKeys.Fresh();
        using var cookie = SessionKey.Fresh();
        var row = cookie.Seal(keys, session, user, world.Server);
        Assert.True(SessionKey.TryParse(cookie.ToCookie(), out var read));
        Assert.Equal(cookie.LookUp(), read!.LookUp());
        using var opened = read.Open(row, session, user, world.Server);
        Assert.Equal(keys.PublicKeys(), opened.PublicKeys());

        Assert.Throws<WrongKeyException>(() => SessionKey.Fresh().Open(row, session, user, world.Server));
        Assert.Throws<WrongKeyException>(() => cookie.Open(row, Draw.Id(), user, world.Server));
        Assert.Throws<WrongKeyException>(() => cookie.Open(row, session, Draw.Id(), world.Server));
        using var elsewhere = new World();
        Assert.Throws<WrongKeyException>(() => cookie.Open(row, session, user, elsewhere.Server));
        for (var i = 0; i < row.Length; i++)
            Assert.Throws<WrongKeyException>(() => cookie.Open(Bytes.Flipped(row, i), session, user, world.Server));
    }

    [Fact]
    public void The_row_is_found_without_the_key_being_known()
    {
        using var cookie = SessionKey.Fresh();
        Assert.DoesNotContain(Bytes.Hex(cookie.LookUp()), cookie.ToCookie());
        Assert.NotEqual(cookie.LookUp(), SessionKey.Fresh().LookUp());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_no_cookie(string? cookie)
    {
        Assert.False(SessionKey.TryParse(cookie, out var session));
        Assert.Null(session);
    }
}

using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Tests.Protection;

public sealed class ProtectionTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_key_file_is_made_once_read_back_and_closed_to_others()
    {
        var path = scratch.Path("k.key");
        using var made = KeyFile.Create(path);
        using var read = KeyFile.Read(path);
        Assert.True(made.Derive("x").SameAs(read.Derive("x")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(KeyFileFault.CannotCreate, Assert.Throws<KeyFileException>(() => KeyFile.Create(path)).Fault);
        using var still = KeyFile.Read(path);
        Assert.True(made.Derive("x").SameAs(still.Derive("x")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_key_file_that_others_reach_is_refused(UnixFileMode more)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Modes are a matter of Unix.");
        var path = scratch.Path("k.key");
        KeyFile.Create(path).Dispose();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        Assert.Equal(KeyFileFault.ReadableByOthers, Assert.Throws<KeyFileException>(() => KeyFile.Read(path)).Fault);
    }

    [Fact]
    public void A_damaged_key_file_is_refused_wherever_the_damage_is()
    {
        var path = scratch.Path("k.key");
        KeyFile.Create(path).Dispose();
        var whole = File.ReadAllBytes(path);
        for (var i = 0; i < whole.Length - 1; i++)
        {
            var refusal = Assert.Throws<KeyFileException>(() => KeyFile.Parse(Bytes.Flipped(whole, i)));
            Assert.Equal(KeyFileFault.Damaged, refusal.Fault);
            Assert.DoesNotContain(System.Text.Encoding.ASCII.GetString(whole.AsSpan(30, 20)), refusal.ToString());
        }
        for (var length = 0; length < whole.Length - 1; length++)
            Assert.Throws<KeyFileException>(() => KeyFile.Parse(whole.AsSpan(0, length)));
        Assert.Throws<KeyFileException>(() => KeyFile.Parse([.. whole, .. whole]));
        Assert.Equal(KeyFileFault.Missing, Assert.Throws<KeyFileException>(() => KeyFile.Read(scratch.Path("none"))).Fault);
        Assert.Equal(KeyFileFault.Missing, Assert.Throws<KeyFileException>(() => KeyFile.Read(scratch.Path("none/none"))).Fault);
    }

    [Fact]
    public void What_the_server_seals_is_for_one_purpose_and_one_owner()
    {
        using var world = new World();
        var owner = Draw.Id();
        var sealedBytes = world.Server.Protect("p", owner, "secret"u8);
        Assert.Equal("secret"u8.ToArray(), world.Server.Unprotect("p", owner, sealedBytes, out var renew));
        Assert.False(renew);
        Assert.Throws<WrongKeyException>(() => world.Server.Unprotect("q", owner, sealedBytes));
        Assert.Throws<WrongKeyException>(() => world.Server.Unprotect("p", Draw.Id(), sealedBytes));
        for (var i = 0; i < sealedBytes.Length; i++)
            Assert.Throws<WrongKeyException>(() => world.Server.Unprotect("p", owner, Bytes.Flipped(sealedBytes, i)));
        for (var length = 0; length < sealedBytes.Length; length++)
            Assert.Throws<WrongKeyException>(() => world.Server.Unprotect("p", owner, sealedBytes[..length]));
    }

    [Fact]
    public void The_ring_opens_again_after_a_restart_and_with_no_other_key_file_or_name()
    {
        using var world = new World();
        var canary = Canary.Make(world.Server);
        using (var again = KeyRing.Open(world.Rows, world.KeyFile, "data"))
            Canary.Check(new ServerSeal(again.Provider), canary);

        var count = world.Rows.Elements.Count;
        using var otherFile = KeyFile.Create(scratch.Path("other.key"));
        Assert.Throws<KeyFileMismatchException>(() => KeyRing.Open(world.Rows, otherFile, "data"));
        Assert.Throws<KeyFileMismatchException>(() => KeyRing.Open(world.Rows, world.KeyFile, "cookies"));
        Assert.Equal(count, world.Rows.Elements.Count);

        // A database whose ring was emptied gets a new ring, and the canary says that it is not the old one.
        using var emptied = KeyRing.Open(new MemoryRows(), world.KeyFile, "data");
        Assert.Throws<KeyFileMismatchException>(() => Canary.Check(new ServerSeal(emptied.Provider), canary));
    }

    [Fact]
    public void No_key_of_the_ring_lies_in_clear()
    {
        using var world = new World();
        world.Server.Protect("p", Guid.Empty, []);
        Assert.NotEmpty(world.Rows.Elements);
        Assert.All(world.Rows.Elements, e =>
        {
            Assert.Contains("trustLineSealedKey", e.ToString());
            Assert.DoesNotContain("masterKey", e.ToString());
        });
    }

    [Fact]
    public void A_revoked_key_still_opens_and_asks_to_be_renewed()
    {
        using var world = new World();
        var sealedBytes = world.Server.Protect("p", Guid.Empty, "secret"u8);
        world.Ring.RevokeAll(TimeProvider.System.GetUtcNow());
        using var later = KeyRing.Open(world.Rows, world.KeyFile, "data");
        var server = new ServerSeal(later.Provider);
        Assert.Equal("secret"u8.ToArray(), server.Unprotect("p", Guid.Empty, sealedBytes, out var renew));
        Assert.True(renew);
        server.Unprotect("p", Guid.Empty, server.Protect("p", Guid.Empty, "secret"u8), out var again);
        Assert.False(again);
    }

    [Fact]
    public void A_damaged_row_of_the_ring_stops_the_start()
    {
        using var world = new World();
        world.Server.Protect("p", Guid.Empty, []);
        var element = world.Rows.Elements[0].Descendants("trustLineSealedKey").Single();
        element.Value = string.Concat("!", element.Value.AsSpan(1));
        Assert.Throws<EnvelopeDamagedException>(() => KeyRing.Open(world.Rows, world.KeyFile, "data"));
    }
}

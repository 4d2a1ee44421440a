using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Groups;

public class GroupPinsTests
{
    private readonly List<GroupPin> pins = [.. Enum.GetValues<Group>().Select(g => GroupActs.Found(g, Draw.Id(), StaffKeys.Fresh(), World.Now).State.ToPin())];

    [Fact]
    public void Pins_are_written_whole_and_read_back()
    {
        using var scratch = new Scratch();
        var path = scratch.Path("trustline.pins");
        Assert.Empty(GroupPins.Load(path));
        GroupPins.Save(path, pins[..1]);
        GroupPins.Save(path, pins);
        var read = GroupPins.Load(path);
        Assert.Equal(4, read.Count);
        Assert.All(pins, pin =>
        {
            Assert.Equal(pin.Fingerprint, read[pin.Group].Fingerprint);
            Assert.Equal(pin.Length, read[pin.Group].Length);
            Assert.Equal(pin.Head, read[pin.Group].Head);
        });
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], scratch.Files());
    }

    [Fact]
    public void Anything_else_is_damage()
    {
        var good = GroupPins.Format(pins);
        var lines = good.Split('\n');
        string[] bad =
        [
            "", "x", good.Replace("version 1", "version 2"), good + lines[1], good.Replace("officers", "Officers"), good.Replace("officers", "1"), good.Replace("directors", "officers"),
            good.Replace(" 1 ", " 0 "), good.Replace(" 1 ", " -1 "), good.Replace(" 1 ", " x "), lines[0] + "\n" + lines[1][..^2], lines[0] + "\n" + lines[1].ToUpperInvariant(), lines[0] + "\n" + lines[1] + " x",
        ];
        foreach (var text in bad)
            Assert.Throws<PinsDamagedException>(() => GroupPins.Parse(text));
    }
}

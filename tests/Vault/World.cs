using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Tests;

/// <summary>An installation in memory: its own key file, ring and four groups, in which nobody has a key of another.</summary>
public sealed class World : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private readonly Scratch scratch = new();
    private readonly Dictionary<Group, AgreementPair> pairs = [];

    public World()
    {
        KeyFile = KeyFile.Create(scratch.Path("trustline.key"));
        Ring = KeyRing.Open(Rows, KeyFile, "data");
        Server = new ServerSeal(Ring.Provider);
        foreach (var group in Enum.GetValues<Group>())
        {
            var (member, keys) = (Draw.Id(), StaffKeys.Fresh());
            var founding = GroupActs.Found(group, member, keys, Now);
            Members[group] = (member, keys, founding);
            pairs[group] = GroupActs.Open(founding.Seals[0], member, keys);
        }
        Keys = new SealingKeys(Members.Values.Select(m => m.Founding.State.Current));
    }

    public MemoryRows Rows { get; } = new();

    public KeyFile KeyFile { get; }

    public KeyRing Ring { get; }

    public ServerSeal Server { get; }

    public SealingKeys Keys { get; }

    public Dictionary<Group, (Guid Member, StaffKeys Keys, GroupFounding Founding)> Members { get; } = [];

    public AgreementPair this[Group group] => pairs[group];

    public void Dispose()
    {
        foreach (var pair in pairs.Values)
            pair.Dispose();
        Ring.Dispose();
        KeyFile.Dispose();
        scratch.Dispose();
    }
}

/// <summary>A ring's table, in memory.</summary>
public sealed class MemoryRows : IXmlRepository
{
    public List<XElement> Elements { get; } = [];

    public IReadOnlyCollection<XElement> GetAllElements() => [.. Elements.Select(e => new XElement(e))];

    public void StoreElement(XElement element, string friendlyName) => Elements.Add(new XElement(element));
}

/// <summary>A folder of its own beside the test's binaries, gone at the end.</summary>
public sealed class Scratch : IDisposable
{
    private readonly string folder = Directory.CreateDirectory(System.IO.Path.Combine(AppContext.BaseDirectory, "scratch", Draw.Id().ToString("N"))).FullName;

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public IEnumerable<string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

internal static class Bytes
{
    internal static byte[] Hex(string hex) => Convert.FromHexString(hex);

    internal static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    internal static byte[] Flipped(byte[] bytes, int at, byte mask = 0x01)
    {
        var copy = (byte[])bytes.Clone();
        copy[at] ^= mask;
        return copy;
    }

    internal static byte[] Some(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

using System.Globalization;
using System.Text;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Groups;

/// <summary>What was compared on paper about one group, and how far its chain had come when that was last written down.</summary>
public sealed record GroupPin(Group Group, GroupFingerprint Fingerprint, int Length, byte[] Head);

/// <summary>The pins of all groups: a small text beside the key file, outside database and data folder.</summary>
public static class GroupPins
{
    private const string FirstLine = "TrustLine pins, version 1";

    /// <summary>The text: one line per group with name, fingerprint, length and head of the chain.</summary>
    public static string Format(IEnumerable<GroupPin> pins) => string.Join('\n',
        [FirstLine, .. pins.OrderBy(p => p.Group).Select(p => string.Create(CultureInfo.InvariantCulture,
            $"{NameOf(p.Group)} {p.Fingerprint.ToHex()} {p.Length} {Convert.ToHexStringLower(p.Head)}")), string.Empty]);

    /// <summary>Reads the text; anything that <see cref="Format"/> would not write is a <see cref="PinsDamagedException"/>.</summary>
    public static IReadOnlyDictionary<Group, GroupPin> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != FirstLine)
            throw new PinsDamagedException();
        var pins = new Dictionary<Group, GroupPin>();
        foreach (var line in lines.Skip(1))
        {
            if (line.Split(' ') is not [var name, var fingerprint, var length, var head]
                || GroupOf(name) is not { } group
                || GroupFingerprint.FromHex(fingerprint) is not { } known
                || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1
                || GroupFingerprint.FromHex(head) is null
                || !pins.TryAdd(group, new(group, known, count, Convert.FromHexString(head))))
                throw new PinsDamagedException();
        }
        return pins;
    }

    /// <summary>Reads the file; no file means no pins.</summary>
    public static IReadOnlyDictionary<Group, GroupPin> Load(string path) =>
        File.Exists(path) ? Parse(File.ReadAllText(path)) : new Dictionary<Group, GroupPin>();

    /// <summary>Writes the file whole or not at all, readable by its owner only.</summary>
    public static void Save(string path, IEnumerable<GroupPin> pins) => Durable.Write(path, Encoding.ASCII.GetBytes(Format(pins)), replace: true);

#pragma warning disable CA1308 // The file is read by people; names in it are lower case.
    private static string NameOf(Group group) => group.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static Group? GroupOf(string name) => Enum.GetValues<Group>().Cast<Group?>().FirstOrDefault(g => NameOf(g!.Value) == name);
}

/// <summary>The pins beside the key file are not readable; intake stays closed.</summary>
public sealed class PinsDamagedException() : Exception("The file of pinned fingerprints is damaged.");

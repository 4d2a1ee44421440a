using TrustLine.Vault.Files;

namespace TrustLine.Api.Inbox;

/// <summary>Files as the page shows them; takes the entries over and closes their keys.</summary>
internal static class FilesFace
{
    /// <summary>The views of entries, which are disposed; the voices among them with what belongs to those.</summary>
    public static IReadOnlyList<FileOfCase> Of(IEnumerable<FileEntry> entries, IReadOnlyDictionary<Guid, VoiceView>? voices = null) =>
        [.. entries.Select(FileOfCase.Of).Select(f => f with { Voice = voices?.GetValueOrDefault(f.Id) })];
}

/// <summary>A file of the report or of a message, as its readers see it: the washed copy with what is known of its original, or the file itself. Prints nothing.</summary>
public sealed record FileOfCase(Guid Id, string Name, long Length, string Sha256, string WashingKey, IReadOnlyList<string> LeftOutKeys, OriginalOfCase? Original)
{
    /// <summary>Whether it may show who made it.</summary>
    public bool MayTell => WashingKey is not ("washing.Copy" or "washing.Plain");

    /// <summary>The voice that it is; null for any other file.</summary>
    public VoiceView? Voice { get; init; }

    /// <summary>The view of an entry, which is disposed.</summary>
    internal static FileOfCase Of(FileEntry entry)
    {
        using (entry)
        {
            return new(
                entry.File, entry.Name, entry.Sealed.Length, Convert.ToHexStringLower(entry.Sealed.Sha256), "washing." + entry.Washing,
                [.. Enum.GetValues<LeftOut>().Where(part => part != LeftOut.None && entry.LeftOut.HasFlag(part)).Select(part => "leftout." + part)],
                entry.Original is { } original ? new(original.Length, Convert.ToHexStringLower(original.Sha256)) : null);
        }
    }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FileOfCase);
}

/// <summary>The file as the reporter sent it, which opens only with the identity: its size and SHA-256.</summary>
public sealed record OriginalOfCase(long Length, string Sha256);

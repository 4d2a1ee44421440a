using TrustLine.Vault.Files;

namespace TrustLine.Api.Inbox;

/// <summary>Files as the page shows them; takes the entries over and closes their keys.</summary>
internal static class FilesFace
{
    public static IReadOnlyList<FileOfCase> Of(IEnumerable<FileEntry> entries) => [.. entries.Select(Of)];

    private static FileOfCase Of(FileEntry entry)
    {
        using (entry) return new(entry.File, entry.Name, entry.Sealed.Length, Convert.ToHexStringLower(entry.Sealed.Sha256));
    }
}

/// <summary>A file of the report or of a message. Prints nothing.</summary>
public sealed record FileOfCase(Guid Id, string Name, long Length, string Sha256)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FileOfCase);
}

using TrustLine.Api.Journal;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Copies;

/// <summary>Originals of washed files: part of the identity, so that they open only with both halves of its key, which an opening joins.</summary>
internal static class Originals
{
    /// <summary>
    /// The originals that came with a report, or with one message of its thread (the subject); the caller disposes each. <c>ReceivedFiles.CopyAsync</c> gives their
    /// content, and the copy's entry in the manifest of the readers has the same SHA-256 as its original.
    /// </summary>
    public static IReadOnlyList<FileEntry> Of(JournalDb db, Guid subject, SecretKey halfA, SecretKey halfB) =>
        db.Parts.SingleOrDefault(p => p.SubjectId == subject && p.Kind == (int)PartKind.Originals) is { } part
            ? FileManifest.Read(OwnKeyParts.OpenOriginals(halfA, halfB, subject, part.Sealed))
            : [];
}

using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Return;

/// <summary>The one address at which a reporter asked to be answered, in the hands of a member of the group that works the report. It is written to, and shown to nobody outside an opening.</summary>
internal static class ReturnPath
{
    /// <summary>Whether this person's group holds the key of the address, or of the nothing that stands in its place.</summary>
    public static bool Holds(JournalDb db, StaffVisit visit, Guid report)
    {
        using var key = Key(db, visit, report);
        return key is not null;
    }

    /// <summary>The address; null when there is none, or this person's group does not hold its key.</summary>
    public static ReturnAddress? Of(JournalDb db, StaffVisit visit, Guid report)
    {
        using var key = Key(db, visit, report);
        if (key is null) return null;
        var bytes = OwnKeyParts.OpenReturnPath(key, report, db.Parts.Single(p => p.SubjectId == report && p.Kind == (int)PartKind.ReturnPath).Sealed);
        return bytes.Length == 0 ? null : JsonSerializer.Deserialize(bytes, SheetJson.Sealed.ReturnAddress);
    }

    private static SecretKey? Key(JournalDb db, StaffVisit visit, Guid report) =>
        visit.Group is { } group && db.Seals.SingleOrDefault(s => s.SubjectId == report && s.Kind == (int)SealKind.ReturnPathKey && s.Group == (int)group) is { } seal ? visit.OpenSlot(seal) : null;
}

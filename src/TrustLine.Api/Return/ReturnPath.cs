using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Return;

/// <summary>The one address at which a reporter asked to be answered, in the hands of a member of the group that works the report. It is written to, and shown to nobody outside an opening.</summary>
internal static class ReturnPath
{
    /// <summary>The address; null when there is none, or this person's group does not hold its key.</summary>
    public static ReturnAddress? Of(JournalDb db, StaffVisit visit, Guid report)
    {
        if (visit.Group is not { } group
            || db.Seals.SingleOrDefault(s => s.SubjectId == report && s.Kind == (int)SealKind.ReturnPathKey && s.Group == (int)group) is not { } seal || visit.OpenSlot(seal) is not { } key) return null;
        using (key)
        {
            var bytes = OwnKeyParts.OpenReturnPath(key, report, db.Parts.Single(p => p.SubjectId == report && p.Kind == (int)PartKind.ReturnPath).Sealed);
            return bytes.Length == 0 ? null : JsonSerializer.Deserialize(bytes, SheetJson.Sealed.ReturnAddress);
        }
    }
}

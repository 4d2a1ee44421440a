using TrustLine.Api.Journal;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>The envelopes that say who reports: the report's own, and one of each message in which the reporter may have said more.</summary>
internal static class IdentityEnvelopes
{
    /// <summary>Those that a request covers: the report's and of its first so many messages.</summary>
    public static IReadOnlyList<Part> Of(JournalDb db, Guid report, int messages)
    {
        List<Guid> subjects = [report, .. db.Messages.Where(m => m.ReportId == report && m.Ordinal <= messages).Select(m => m.Id)];
        return [.. db.Parts.Where(p => p.ReportId == report && p.Kind == (int)PartKind.Identity && subjects.Contains(p.SubjectId)).OrderBy(p => p.SubjectId)];
    }

    /// <summary>How many messages the thread has.</summary>
    public static int Messages(JournalDb db, Guid report) => db.Messages.Where(m => m.ReportId == report).Max(m => (int?)m.Ordinal) ?? 0;

    /// <summary>What the signed request names them by.</summary>
    public static byte[] Hash(IEnumerable<Part> envelopes) => OpeningRequest.HashOf(envelopes.Select(p => (p.SubjectId, p.Hash)));
}

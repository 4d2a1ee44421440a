using TrustLine.Api.Journal;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>The envelopes that say who reports: the report's own, one of each message in which the reporter may have said more, and a supplement for each time that staff hid what the marking had missed.</summary>
internal static class IdentityEnvelopes
{
    /// <summary>Those that a request covers: the report's, of its first so many messages, and the supplements that there were.</summary>
    public static IReadOnlyList<Part> Of(JournalDb db, Guid report, OpeningCard card) => Of(db, report, card.Messages, card.Supplements);

    /// <summary>As the other overload, before there is a card.</summary>
    public static IReadOnlyList<Part> Of(JournalDb db, Guid report, int messages, IReadOnlyList<Guid> supplements)
    {
        List<Guid> subjects = [report, .. db.Messages.Where(m => m.ReportId == report && m.Ordinal <= messages).Select(m => m.Id), .. supplements];
        return [.. All(db, report).Where(p => subjects.Contains(p.SubjectId)).OrderBy(p => p.SubjectId)];
    }

    /// <summary>How many messages the thread has.</summary>
    public static int Messages(JournalDb db, Guid report) => db.Messages.Where(m => m.ReportId == report).Max(m => (int?)m.Ordinal) ?? 0;

    /// <summary>The supplements that there are.</summary>
    public static IReadOnlyList<Guid> Supplements(JournalDb db, Guid report)
    {
        var messages = db.Messages.Where(m => m.ReportId == report).Select(m => m.Id);
        return [.. All(db, report).Where(p => p.SubjectId != report && !messages.Contains(p.SubjectId)).Select(p => p.SubjectId)];
    }

    /// <summary>How many came after the request and are not in it.</summary>
    public static int Beyond(JournalDb db, Guid report, OpeningCard card) => All(db, report).Count() - Of(db, report, card).Count;

    /// <summary>What the signed request names them by.</summary>
    public static byte[] Hash(IEnumerable<Part> envelopes) => OpeningRequest.HashOf(envelopes.Select(p => (p.SubjectId, p.Hash)));

    private static IQueryable<Part> All(JournalDb db, Guid report) => db.Parts.Where(p => p.ReportId == report && p.Kind == (int)PartKind.Identity);
}

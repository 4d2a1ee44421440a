using TrustLine.Vault.Reports;

namespace TrustLine.Api.Journal;

/// <summary>What is asked or added more than once, by name.</summary>
internal static class Queries
{
    /// <summary>Adds a message to the end of a report's thread.</summary>
    public static void AddThread(this JournalDb db, Guid reportId, Guid messageId, SealedMessage message)
    {
        var last = db.Messages.Where(m => m.ReportId == reportId).Max(m => (int?)m.Ordinal) ?? 0;
        db.Add(new ThreadMessage(messageId, reportId, last + 1));
        db.AddRange(message.Parts.Select(p => new Part(reportId, messageId, p)));
        db.AddRange(message.Slots.Select(s => new SealRow(reportId, messageId, s)));
    }
}

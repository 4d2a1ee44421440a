using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Journal;

/// <summary>What is asked or added more than once, by name.</summary>
internal static class Queries
{
    /// <summary>The active staff with their cards. A row whose card does not open is nobody's: it holds back nothing and is told nothing.</summary>
    public static IReadOnlyList<StaffPerson> ActiveStaff(this JournalDb db, ServerCards cards) =>
        [.. db.Staff.AsNoTracking().Where(s => s.Active).ToList()
            .Select(row => (row, Card: cards.TryOpen(row.Card, CardJson.Default.StaffCard, row.Id)))
            .Where(p => p.Card is not null)
            .Select(p => new StaffPerson(p.row, p.Card!))];

    /// <summary>Adds what an act of a group gave: one statement and seals of the group's private half.</summary>
    public static void Add(this JournalDb db, Vault.Groups.GroupStatement statement, IReadOnlyList<GroupKeySeal> seals)
    {
        db.GroupStatements.Add(new GroupStatement((int)statement.Group, statement.Place, statement.ToBytes()));
        db.MemberSeals.AddRange(seals.Select(s => new MemberSeal((int)s.Group, s.Generation, s.Member ?? Guid.Empty, s.Bytes)));
    }

    /// <summary>Adds a message to the end of a report's thread.</summary>
    public static void AddThread(this JournalDb db, Guid reportId, Guid messageId, SealedMessage message)
    {
        var last = db.Messages.Where(m => m.ReportId == reportId).Max(m => (int?)m.Ordinal) ?? 0;
        db.Add(new ThreadMessage(messageId, reportId, last + 1));
        db.AddRange(message.Parts.Select(p => new Part(reportId, messageId, p)));
        db.AddRange(message.Slots.Select(s => new SealRow(reportId, messageId, s)));
    }
}

/// <summary>A member of the staff with what the card says. Prints nothing.</summary>
internal sealed record StaffPerson(StaffMember Row, StaffCard Card)
{
    public Guid Id => Row.Id;

    /// <inheritdoc/>
    public override string ToString() => nameof(StaffPerson);
}

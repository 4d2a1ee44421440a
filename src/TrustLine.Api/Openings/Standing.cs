using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>
/// Whether a request still stands: in time, the case open, the asker still there and still a reader who holds the other half, and signed as the rows say.
/// Public keys come from the verified groups, never from rows.
/// </summary>
internal sealed class Standing(LineState line, LineKeys keys, TimeProvider time)
{
    /// <summary>Why nothing can come of it any more; null while it stands.</summary>
    public LapseReason? WhyNot(JournalDb db, OpeningRow row, OpeningCard card)
    {
        if (time.GetUtcNow() > card.Until) return LapseReason.TimeOver;
        var report = db.Reports.Single(r => r.Id == row.ReportId);
        if (!report.Open) return LapseReason.CaseEnded;
        if (AskerKey(card) is not { } key || !db.Staff.Any(s => s.Id == card.Asker && s.Active)) return LapseReason.AskerLeft;
        if (!MayHold(keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id), card.AskerRole)) return LapseReason.AskerExcluded;
        var hash = IdentityEnvelopes.Hash(IdentityEnvelopes.Of(db, row.ReportId, card));
        return OpeningRequest.Parse(card.Request).Check(row.ReportId, hash, card.Asker, key, time.GetUtcNow()) is OpeningCheck.Good ? null : LapseReason.NotAsSigned;
    }

    /// <summary>The asker's signing key as the group's statements name it; null when the asker is no member. A group that is not believed throws.</summary>
    public SigningPublicKey? AskerKey(OpeningCard card) => MemberKey(card.AskerRole.Group()!.Value, card.Asker);

    /// <summary>The signing key of whoever answered; null when they are no custodian any more.</summary>
    public SigningPublicKey? CustodianKey(OpeningCard card) => card.Custodian is { } custodian ? MemberKey(Group.Custodians, custodian) : null;

    /// <summary>Whether a role may ask: a reader of the group that holds half b.</summary>
    public static bool MayAsk(ReportCard card, Role role) => role.Group() is { } group && card.Readers.Includes(group) && group == card.Holders;

    /// <summary>Whether what a role asked may go on: oversight, once awake, keeps its half also when it has handed it over.</summary>
    public static bool MayHold(ReportCard card, Role role) => role.Group() is { } group && card.Readers.Includes(group) && (group == card.Holders || group is Group.Oversight);

    private SigningPublicKey? MemberKey(Group group, Guid member) => (line.Group(group) ?? throw new IntakeClosedException()).Member(member)?.Keys.Signs;
}

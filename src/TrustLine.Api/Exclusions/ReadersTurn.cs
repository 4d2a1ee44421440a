using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Exclusions;

/// <summary>One change of who reads a case: seals made ready outside, put in place in one transaction, made ready anew when somebody wrote meanwhile.</summary>
internal sealed class ReadersTurn(Database database, JournalWriter writer, LineKeys keys, Handover handover, LineState line, Lapsing lapsing)
{
    private const int Tries = 5;

    /// <summary>Takes the turn; of an ended case too, since its content stays readable. The change says what the card is afterwards, or null when there is nothing to change.</summary>
    public async Task<ReadersAnswer> TakeAsync(StaffVisit visit, Guid id, string reason, Func<ReportCard, ReportCard?> change, Action<JournalAct, ReadersChange> turn)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            using var opened = OpenCase.Of(visit, database, keys, id);
            if (opened is null) return ReadersAnswer.NotHere;
            if (string.IsNullOrWhiteSpace(reason)) return ReadersAnswer.ReasonMissing;
            if (reason.Length > CaseBounds.LongestText) return ReadersAnswer.TooLong;
            if (change(opened.Card) is not { } wished) return ReadersAnswer.Nothing;
            // Half b lies with oversight alone: were it to sleep again now, nobody could ever ask for the identity.
            if (opened.Card.KeysOwed && visit.Group is not Group.Oversight && !wished.Readers.Includes(Group.Oversight)) return ReadersAnswer.OversightFirst;
            var plan = handover.Between(opened, opened.Card.Readers, wished.Readers);
            var words = CaseTurn.Words(opened, reason);
            try
            {
                if (await writer.WriteAsync(act => Turned(act, opened, plan))) return ReadersAnswer.Done;
            }
            catch (GenerationOverException)
            {
                line.Changed(); // Somebody left while the seals were made ready.
            }

            bool Turned(JournalAct act, OpenCase seen, HandoverPlan made)
            {
                var report = act.Db.Reports.Single(r => r.Id == id);
                Untouched.Insist(act.Db, Scope.Report, id);
                var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id);
                if (card.Readers != seen.Card.Readers || change(card) is not { } after || !made.Apply(act.Db, id)) return false;
                // What was owed stays owed, unless oversight alone is left, which has every key.
                after = after with { KeysOwed = after.Readers.WorkingGroup() is not Group.Oversight && (made.Owed || card.KeysOwed && visit.Group is not Group.Oversight) };
                turn(act, new(report, card, after, words));
                return true;
            }
        }

        return ReadersAnswer.Nothing;
    }

    /// <summary>The case's new state, and the end of requests whose askers may no longer ask.</summary>
    public void Set(JournalAct act, Report report, ReportCard card, DateTimeOffset now)
    {
        report.Turn(keys.Cards.Seal(card with { ReadersChanged = true }, CardJson.Default.ReportCard, report.Id), report.Open, card.NextDue);
        lapsing.WhoMayNoLonger(act, report.Id, card, now);
    }

    /// <summary>Whoever comes to read it now is told that it waits; nobody else is told anything.</summary>
    public void Tell(JournalAct act, ReadersChange change, Group group, DateTimeOffset now)
    {
        if (change.Before.Readers.Includes(group) || !change.After.Readers.Includes(group)) return;
        var others = act.Db.ActiveStaff(keys.Cards).Where(s => s.Card.Role.Group() != group).Select(s => s.Id);
        act.Send(new Errand(ErrandKind.ReportWaits) { Report = change.Report.Id, Done = [.. others] }, now);
    }
}

/// <summary>A change inside the pen's turn: the case, its card before and after, and the reason as it is sealed.</summary>
internal sealed record ReadersChange(Report Report, ReportCard Before, ReportCard After, byte[]? Words);

/// <summary>What came of a change of readers.</summary>
internal enum ReadersAnswer
{
    /// <summary>It is in the Journal.</summary>
    Done,

    /// <summary>There is no such report for this person.</summary>
    NotHere,

    /// <summary>A change of readers needs a reason.</summary>
    ReasonMissing,

    /// <summary>The reason is too long.</summary>
    TooLong,

    /// <summary>It is so already, or somebody changed it meanwhile.</summary>
    Nothing,

    /// <summary>Oversight has to hand half b over first, which it does when it next opens the case.</summary>
    OversightFirst,
}

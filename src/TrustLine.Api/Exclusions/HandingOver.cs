using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Exclusions;

/// <summary>
/// Whoever excluded the officers had no half b to give to the group that works the case now; oversight has it, and hands it over, with the return path,
/// when one of its members next opens the case.
/// </summary>
internal sealed class HandingOver(JournalWriter writer, LineKeys keys, Handover handover, TimeProvider time)
{
    /// <summary>Hands over what is owed; most visits have nothing to do.</summary>
    public async Task ForWorkingGroupAsync(OpenCase opened, StaffVisit visit)
    {
        if (!opened.Card.KeysOwed || visit.Group is not Group.Oversight) return;
        var plan = handover.Owed(opened);
        try
        {
            await HandAsync(opened, visit, plan);
        }
        catch (GenerationOverException)
        {
            // Somebody left meanwhile: the next visit hands over, to the generation that there is then.
        }
    }

    private Task HandAsync(OpenCase opened, StaffVisit visit, HandoverPlan plan) => writer.WriteAsync(act =>
    {
        var report = act.Db.Reports.Single(r => r.Id == opened.Report.Id);
        Untouched.Insist(act.Db, Scope.Report, report.Id);
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        // Somebody wrote or changed the readers meanwhile: the next visit hands over.
        if (!card.KeysOwed || card.Readers != opened.Card.Readers || !plan.Apply(act.Db, report.Id)) return;
        var paid = card with { KeysOwed = false };
        report.Turn(keys.Cards.Seal(paid, CardJson.Default.ReportCard, report.Id), report.Open, paid.NextDue);
        act.Record(Scope.Report, report.Id, new Fact(FactKind.KeysHandedOver, time.GetUtcNow(), visit.Member));
    });
}

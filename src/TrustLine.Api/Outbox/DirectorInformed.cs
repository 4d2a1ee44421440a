using TrustLine.Api.Journal;

namespace TrustLine.Api.Outbox;

/// <summary>The director was informed (10.6): by the officer's recorded act, or by a notice that the mail server accepted. Stops the clock once.</summary>
internal static class DirectorInformed
{
    public const string Clock = "director-informed";

    public static void Record(JournalAct act, LineKeys keys, Guid reportId, DateTimeOffset at, Guid? by)
    {
        var report = act.Db.Reports.Single(r => r.Id == reportId);
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, reportId);
        if (card.DirectorInformedAt is not null || card.DirectorExcluded) return;
        card = card with { DirectorInformedAt = at, DirectorInformedBy = by, Clocks = card.Stopped(Clock, at) };
        report.Turn(keys.Cards.Seal(card, CardJson.Default.ReportCard, reportId), report.Open, card.NextDue);
        act.Record(Scope.Report, reportId, new Fact(FactKind.DirectorInformed, at, by));
    }
}

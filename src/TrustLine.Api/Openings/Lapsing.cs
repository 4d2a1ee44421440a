using TrustLine.Api.Journal;

namespace TrustLine.Api.Openings;

/// <summary>The end of a request of which nothing came, inside the pen's turn: what could open anything is deleted, and a fact says so.</summary>
internal sealed class Lapsing(LineKeys keys)
{
    /// <summary>Ends one.</summary>
    public void End(JournalAct act, OpeningRow row, OpeningCard card, LapseReason why, DateTimeOffset now)
    {
        // A page that was open when this happened was shown all the same: it is closed, not lapsed.
        var shown = card.Stage is OpeningStage.Shown;
        var ended = card with { Stage = shown ? OpeningStage.Closed : OpeningStage.Lapsed, EndedAt = now, Session = null, Lapsed = shown ? null : why };
        row.End(keys.Cards.Seal(ended, CardJson.Default.OpeningCard, row.Id));
        OpeningStates.NoteSecondKey(act, keys.Cards, row.ReportId);
        act.Record(Scope.Report, row.ReportId, new Fact(shown ? FactKind.OpeningClosed : FactKind.OpeningLapsed, now) { About = row.Id });
    }

    /// <summary>The readers of a report changed: ends what was asked by those who may no longer ask.</summary>
    public void WhoMayNoLonger(JournalAct act, Guid report, ReportCard card, DateTimeOffset now)
    {
        foreach (var row in act.Db.Openings.Where(o => o.ReportId == report && o.Live).ToList())
        {
            var opening = keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id);
            if (!Standing.MayHold(card, opening.AskerRole)) End(act, row, opening, LapseReason.AskerExcluded, now);
        }
    }
}

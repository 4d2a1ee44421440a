using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Openings;

/// <summary>Closes what is shown too long and ends what no longer stands, so that no re-sealed half outlives its time.</summary>
internal sealed class OpeningSweeper(Database database, JournalWriter writer, LineKeys keys, Standing standing, Lapsing lapsing, TimeProvider time, ILogger<OpeningSweeper> log)
    : Rounds(TimeSpan.FromSeconds(5), time, log)
{
    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation) => SweepAsync(cancellation);

    /// <summary>One sweep.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        List<Guid> over;
        using (var db = database.Read())
        {
            var live = await db.Openings.Where(o => o.Live).ToListAsync(cancellation);
            over = [.. live.Where(row => Over(db, row, Card(row)) is not null).Select(row => row.Id)];
        }

        foreach (var id in over)
        {
            await writer.WriteAsync(act =>
            {
                if (act.Db.Openings.SingleOrDefault(o => o.Id == id && o.Live) is not { } row) return;
                var card = Card(row);
                if (Over(act.Db, row, card) is { } why) lapsing.End(act, row, card, why, Time.GetUtcNow());
            }, cancellation);
        }
    }

    private LapseReason? Over(JournalDb db, OpeningRow row, OpeningCard card)
    {
        if (card.Stage is OpeningStage.Shown && Time.GetUtcNow() >= card.ShownUntil) return LapseReason.TimeOver;
        try
        {
            return standing.WhyNot(db, row, card);
        }
        catch (IntakeClosedException)
        {
            return null; // A group is not believed just now: nothing opens meanwhile, and nothing is thrown away for it.
        }
    }

    private OpeningCard Card(OpeningRow row) => keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id);
}

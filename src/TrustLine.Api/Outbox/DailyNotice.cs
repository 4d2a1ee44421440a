using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Outbox;

/// <summary>Once each working day, from the opening of the line on: one notice to those who decide, if anything waits, and one digest of legal dates to each whose matter they are, if any is near or has passed. That it was made is a fact, so that no restart and no second node makes it twice.</summary>
internal sealed class DailyNotice(Database database, JournalWriter writer, LineKeys keys, LineCalendar days, TimeProvider time)
{
    /// <summary>Makes today's notice when it is time; true when it did.</summary>
    public async Task<bool> GoAsync()
    {
        var now = time.GetUtcNow();
        if (!days.Now.Hours.IsOpen(now.ToInstant())) return false;
        var today = AstanaTime.DayOf(now.ToInstant()).ToDateOnly();
        using (var db = database.Read())
            if (Made(db, today)) return false;
        return await writer.WriteAsync(act =>
        {
            if (Made(act.Db, today)) return false;
            act.Record(Scope.Line, Guid.Empty, new Fact(FactKind.DailyNoticeMade, now) { Day = today });
            act.Send(new Errand(ErrandKind.DailyNotice) { Day = today }, now);
            act.Send(new Errand(ErrandKind.DueDigest) { Day = today }, now);
            return true;
        });
    }

    // Whatever else happens to the installation, it does not happen fifty times in a day.
    private bool Made(JournalDb db, DateOnly today) =>
        db.Entries.AsNoTracking().Where(e => e.Subject == Guid.Empty && e.Scope == (int)Scope.Line).OrderByDescending(e => e.Position).Take(50).Select(e => e.Card).AsEnumerable()
            .Select(card => keys.Cards.Open(card, CardJson.Default.Fact, Guid.Empty)).Any(f => f.Kind == FactKind.DailyNoticeMade && f.Day == today);
}

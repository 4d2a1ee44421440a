using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;

namespace TrustLine.Api.Administration;

/// <summary>Enters what the administrator provides for: one row, one fact, one transaction. A page that is no longer true is refused.</summary>
internal sealed class ProvisionDesk(JournalWriter writer, LineKeys keys, Recount recount, TimeProvider time)
{
    /// <summary>Enters the next provision of a subject; false when another was entered since the page with <paramref name="seen"/> was made.</summary>
    public async Task<bool> EnterAsync(Matter matter, Guid subject, int seen, IReadOnlyDictionary<string, string> values, Guid by)
    {
        var now = time.GetUtcNow();
        var card = keys.Cards.Seal(new ProvisionCard(matter, now, by, values), CardJson.Default.ProvisionCard, Provision.OwnerOf(subject, seen + 1));
        var entered = await writer.WriteAsync(act =>
        {
            if ((act.Db.Provisions.Where(p => p.Subject == subject).Max(p => (int?)p.Ordinal) ?? 0) != seen) return false;
            act.Db.Provisions.Add(new Provision(subject, seen + 1, card));
            act.Record(Scope.Provision, subject, new Fact(FactKind.ProvisionMade, now, by) { Matter = matter });
            // Who is told of danger is where an alarm could be led astray: those who work the reports hear of every change.
            if (matter == Matter.Duty) act.Send(new Errand(ErrandKind.DutyChanged), now);
            return true;
        });
        if (entered && matter == Matter.Calendar) await recount.RunAsync();
        return entered;
    }
}

using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>The officer records that the director was informed (10.6); the clock stops.</summary>
internal sealed class Informing(CaseTurn turn, LineKeys keys, TimeProvider time)
{
    public async Task<ActAnswer> InformAsync(StaffVisit visit, Guid id)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !visit.Role.MayInform(opened.Card)) return ActAnswer.NotHere;
        return await turn.TakeAsync(visit, id, null, (act, _, _) => DirectorInformed.Record(act, keys, id, time.GetUtcNow(), visit.Member));
    }
}

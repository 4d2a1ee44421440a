using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Exclusions;

/// <summary>
/// A conflict found later: a reader says that somebody of the directors or of the officers is implicated. The whole group is excluded, its seals are gone,
/// the dormant slot of oversight wakes, and what comes after goes to the rest. The number keeps its series.
/// </summary>
internal sealed class Excluding(ReadersTurn turn, TimeProvider time)
{
    public Task<ReadersAnswer> ExcludeAsync(StaffVisit visit, Guid id, Group group, string reason) => turn.TakeAsync(visit, id, reason, card => With(card, group), (act, change) =>
    {
        var now = time.GetUtcNow();
        turn.Set(act, change.Report, WithoutClock(change.After), now);
        act.Record(Scope.Report, id, new Fact(group is Group.Directors ? FactKind.DirectorsExcluded : FactKind.OfficersExcluded, now, visit.Member), change.Words);
        turn.Tell(act, change, Group.Oversight, now);
    });

    private static ReportCard? With(ReportCard card, Group group) => group switch
    {
        Group.Directors when !card.DirectorExcluded => card with { DirectorExcluded = true },
        Group.Officers when !card.OfficerExcluded => card with { OfficerExcluded = true },
        _ => null,
    };

    // Nobody is to inform the director of what he is excluded from.
    private static ReportCard WithoutClock(ReportCard card) => !card.DirectorExcluded ? card
        : card with { Clocks = [.. card.Clocks.Where(c => c.Kind != DirectorInformed.Clock || c.StoppedAt is not null)] };
}

using System.Collections.Concurrent;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>
/// The indexes of those who are signed in, one a person. One goes when its person logs out, and soon after their last session has
/// ended by itself; nothing of it was ever anywhere but in memory.
/// </summary>
internal sealed class SearchRooms(CaseDirectory directory, Database database, LineKeys keys, StaffOptions options, Sessions sessions, TimeProvider time, ILogger<SearchRooms> log)
    : Rounds(TimeSpan.FromSeconds(15), time, log)
{
    private readonly ConcurrentDictionary<Guid, SearchRoom> rooms = [];
    private readonly SemaphoreSlim place = new(1);

    /// <summary>The visiting person's index, which goes on reading in whatever it does not know yet.</summary>
    public SearchRoom Of(StaffVisit visit)
    {
        if (rooms.TryGetValue(visit.Member, out var begun) && !begun.Serves(visit.Role)) Forget(visit.Member);
        var room = rooms.GetOrAdd(visit.Member, _ => new(visit.Role, directory, database, keys, options.SearchMegabytes * (1L << 20), Logger));
        room.Continue(visit, place, () => sessions.Lasts(visit.Member));
        return room;
    }

    /// <summary>The person's index goes at once; another session of theirs begins a new one.</summary>
    public void Forget(Guid member)
    {
        if (rooms.TryRemove(member, out var room)) room.Dispose();
    }

    /// <summary>Something was hidden in a report: its text goes out of every index at once, and each reads it in anew at its person's next visit.</summary>
    public void Drop(Guid report)
    {
        foreach (var room in rooms.Values) room.Drop(report);
    }

    /// <summary>Whether there is an index of this person.</summary>
    public bool Has(Guid member) => rooms.ContainsKey(member);

    /// <summary>Lets go of every index whose person has no session left.</summary>
    public void Sweep()
    {
        foreach (var member in rooms.Keys) if (!sessions.Lasts(member)) Forget(member);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var member in rooms.Keys) Forget(member);
        place.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation)
    {
        Sweep();
        return Task.CompletedTask;
    }
}

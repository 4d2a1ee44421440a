using System.Buffers.Binary;
using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Inbox;

/// <summary>
/// The list of reports, fifty a page, in the views and filters that cards can answer. Only what the person may read is found, counted
/// or waited for: who is excluded from a report meets it nowhere, nor a gap where it would stand.
/// </summary>
internal sealed class ReportList(Database database, CaseDirectory directory, ReportRows rows, OwnFilters own, TimeProvider time) : IDisposable
{
    private const int PageLength = 50;
    private readonly SecretKey stamps = SecretKey.Fresh();

    /// <summary>One page of a place.</summary>
    public ListView Page(StaffVisit visit, InboxPlace place)
    {
        var (page, more, counts, stamp) = Find(visit, place);
        using var db = database.Read();
        return new(rows.Of(db, visit, [.. page.Select(c => c.Id)]), place, more ? place.Order(page[^1]) : null, counts, own.Of(visit), stamp);
    }

    /// <summary>What <see cref="ListView.Stamp"/> would be now.</summary>
    public string Stamp(StaffVisit visit, InboxPlace place) => Find(visit, place).Stamp;

    /// <summary>The case that follows in the order of the place; null after the last.</summary>
    public Guid? After(StaffVisit visit, InboxPlace place, Guid id)
    {
        if (directory.Find(id) is not { } here) return null;
        var today = Today();
        var order = place.Order(here);
        return directory.All().Where(c => c.MayRead(visit.Role) && c.Id != id && place.Order(c) > order && place.Holds(c, today)).MinBy(place.Order)?.Id;
    }

    /// <inheritdoc/>
    public void Dispose() => stamps.Dispose();

    private (List<CardOfCase> Page, bool More, Dictionary<ListShows, int> Counts, string Stamp) Find(StaffVisit visit, InboxPlace place)
    {
        var today = Today();
        var counts = Enum.GetValues<ListShows>().ToDictionary(v => v, _ => 0);
        var found = new List<CardOfCase>();
        foreach (var card in directory.All())
        {
            if (!card.MayRead(visit.Role)) continue;
            foreach (var view in counts.Keys) if (InboxPlace.Holds(view, card, today)) counts[view]++;
            if (place.Holds(card, today) && (place.After is not { } after || place.Order(card) > after)) found.Add(card);
        }

        var page = found.OrderBy(place.Order).Take(PageLength).ToList();
        return (page, found.Count > PageLength, counts, Stamp(page, counts));
    }

    // Keyed: it tells whether something changed, and nothing else to anybody.
    private string Stamp(List<CardOfCase> page, Dictionary<ListShows, int> counts)
    {
        var bytes = new byte[(page.Count * 24) + (counts.Count * sizeof(int))];
        var at = 0;
        foreach (var card in page)
        {
            card.Id.TryWriteBytes(bytes.AsSpan(at));
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 16), card.Version);
            at += 24;
        }

        foreach (var count in counts.Values)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), count);
            at += sizeof(int);
        }

        return Convert.ToHexStringLower(Digest.Keyed(stamps, bytes).AsSpan(0, 8));
    }

    private DateOnly Today() => AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
}

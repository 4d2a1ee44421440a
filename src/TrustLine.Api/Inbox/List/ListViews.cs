namespace TrustLine.Api.Inbox;

/// <summary>A legal date in words, and how near it is: calm, soon, today, over.</summary>
public sealed record DueView(string Text, string Urgency);

/// <summary>One page of the list, with what stands beside it. Prints nothing.</summary>
/// <param name="Rows">The reports.</param>
/// <param name="Place">Which view and filter.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Counts">How many reports each view has for this person.</param>
/// <param name="Own">The person's own filters.</param>
/// <param name="Stamp">Another one whenever something on this page, or a count, has changed.</param>
public sealed record ListView(IReadOnlyList<RowView> Rows, InboxPlace Place, long? Next, IReadOnlyDictionary<ListShows, int> Counts, IReadOnlyList<OwnFilter> Own, string Stamp)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ListView);
}

/// <summary>One report in the list. Prints nothing.</summary>
public sealed record RowView(
    Guid Id, string Number, string ChannelKey, string Summary, string DispositionKey, bool Confirmed, bool Sure, bool Danger, bool Unread, string? ConflictKey,
    bool WaitsForReporter, bool WaitsForOffice, string StatusKey, DueView? Due, DateOnly Registered)
{
    /// <summary>An opening of the identity waits for the custodian.</summary>
    public bool WaitsForSecondKey { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RowView);
}

/// <summary>A filter that a person keeps under a name. Prints nothing.</summary>
public sealed record OwnFilter(string Name, string Query)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(OwnFilter);
}

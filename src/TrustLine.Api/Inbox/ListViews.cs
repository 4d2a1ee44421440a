namespace TrustLine.Api.Inbox;

/// <summary>A legal date in words, and how near it is: calm, soon, today, over.</summary>
public sealed record DueView(string Text, string Urgency);

/// <summary>What the list shows.</summary>
public enum ListShows
{
    /// <summary>Open cases, newest first.</summary>
    Open,

    /// <summary>Open cases with a legal date that runs, the nearest or longest overdue first.</summary>
    Due,

    /// <summary>Ended cases, newest first.</summary>
    Closed,
}

/// <summary>One page of the list.</summary>
public sealed record ListView(IReadOnlyList<RowView> Rows, ListShows Shows, string? Next, bool First)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ListView);
}

/// <summary>One report in the list. Prints nothing.</summary>
public sealed record RowView(
    Guid Id, string Number, string ChannelKey, string Summary, string DispositionKey, bool Confirmed, bool Sure, bool Danger, bool Unread, string? ConflictKey,
    bool WaitsForReporter, bool WaitsForOffice, string StatusKey, DueView? Due, DateOnly Registered)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RowView);
}

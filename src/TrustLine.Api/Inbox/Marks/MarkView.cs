namespace TrustLine.Api.Inbox;

/// <summary>What is about to be hidden. Prints nothing.</summary>
/// <param name="Id">The report.</param>
/// <param name="Words">The words as they were typed, each line by itself.</param>
/// <param name="Kind">What they give away.</param>
/// <param name="Place">Where in the inbox the person is.</param>
/// <param name="Texts">The texts that hold them.</param>
public sealed record MarkView(Guid Id, string Words, string Kind, InboxPlace Place, IReadOnlyList<MarkedTextView> Texts)
{
    /// <summary>What words may give away, as keys.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetNames<TrustLine.Triage.Reading.MarkKind>()];

    /// <summary>The address of the case.</summary>
    public string Address => $"/office/reports/{Id}";

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MarkView);
}

/// <summary>One text with the places in it. Prints nothing.</summary>
public sealed record MarkedTextView(string LabelKey, DateTimeOffset? At, IReadOnlyList<MarkedPlaceView> Places)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MarkedTextView);
}

/// <summary>One place with what stands around it. Prints nothing.</summary>
public sealed record MarkedPlaceView(string Id, string Before, string Words, string After)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MarkedPlaceView);
}

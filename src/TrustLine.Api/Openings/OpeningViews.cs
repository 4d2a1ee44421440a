using TrustLine.Api.Office;

namespace TrustLine.Api.Openings;

/// <summary>One request to open an identity, as readers of the case see it. Prints nothing.</summary>
public sealed record OpeningView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>A short name for it, the same at the asker's and at the custodian's: they can compare it aloud.</summary>
    public required string Reference { get; init; }

    /// <summary>Where it stands, as the end of a key.</summary>
    public required string Stage { get; init; }

    /// <summary>Whether anything can still come of it.</summary>
    public required bool Live { get; init; }

    /// <summary>Whether this person asked.</summary>
    public required bool Mine { get; init; }

    /// <summary>Who asked.</summary>
    public required string Asker { get; init; }

    /// <summary>Key of the asker's role.</summary>
    public required string RoleKey { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when it can be answered and shown.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why; null when it does not open to this person.</summary>
    public string? Reason { get; init; }

    /// <summary>Who answered.</summary>
    public string? Custodian { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What the custodian wrote.</summary>
    public string? Words { get; init; }

    /// <summary>When the identity was shown.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many envelopes came after it was asked: it does not show them.</summary>
    public int Beyond { get; init; }

    /// <summary>Key of the reason why nothing came of it.</summary>
    public string? LapsedKey { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(OpeningView);
}

/// <summary>The identity of one report: who may ask, what was asked. Prints nothing.</summary>
/// <param name="Report">The report.</param>
/// <param name="Number">Its number.</param>
/// <param name="Open">Whether the case is open.</param>
/// <param name="MayAsk">Whether this person's group holds the other half.</param>
/// <param name="HoldersKey">Key of the group that holds it.</param>
/// <param name="Custodians">Who may answer.</param>
/// <param name="Told">Whether mail is set up, so that they are told.</param>
/// <param name="Openings">All requests, newest first.</param>
public sealed record IdentityView(Guid Report, string Number, bool Open, bool MayAsk, string HoldersKey, IReadOnlyList<string> Custodians, bool Told, IReadOnlyList<OpeningView> Openings)
{
    /// <summary>This person's own request of which something can still come.</summary>
    public OpeningView? Own => Openings.FirstOrDefault(o => o is { Mine: true, Live: true });

    /// <summary>Where its forms post.</summary>
    public string Address => $"/office/reports/{Report}/identity";

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(IdentityView);
}

/// <summary>Who reports, for the length of one page. Prints nothing.</summary>
/// <param name="Number">The report's number.</param>
/// <param name="Back">Where it leads when it closes.</param>
/// <param name="Close">Where its form posts.</param>
/// <param name="Until">When it closes by itself.</param>
/// <param name="Given">What the reporter gave, by key of its name.</param>
/// <param name="Cut">What was cut out of texts: key of the text, and the words.</param>
public sealed record ShownView(string Number, string Back, string Close, DateTimeOffset Until, IReadOnlyList<(string Key, string Value)> Given, IReadOnlyList<(string FromKey, string Words)> Cut)
{
    /// <summary>Whether more was said or hidden after it was asked, which this page does not show.</summary>
    public bool Beyond { get; init; }

    /// <summary>Files as they were sent, of which readers have washed copies.</summary>
    public IReadOnlyList<OriginalView> Originals { get; init; } = [];

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ShownView);
}

/// <summary>A file as it was sent: where it is downloaded from while the identity is shown, its name, size and SHA-256. Prints nothing.</summary>
public sealed record OriginalView(string Address, string Name, long Length, string Sha256)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(OriginalView);
}

/// <summary>The custodian's list: what waits, and what this custodian answered. Prints nothing.</summary>
public sealed record RequestsView(IReadOnlyList<OpeningView> Waiting, IReadOnlyList<OpeningView> Answered)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RequestsView);
}

/// <summary>What every form of an opening gets: the frame, what is wrong, what was typed, and whether to ask for passphrase and code again. Prints nothing.</summary>
public sealed record OpeningSheet(OfficeFrame Frame, IReadOnlyList<WrongField> Wrong, string Typed, bool Asked, string? Done)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(OpeningSheet);
}

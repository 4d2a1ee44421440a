namespace TrustLine.Channels.Email.Mime;

/// <summary>What is known of a file before its bytes come; the sink gets it. Prints nothing.</summary>
public sealed record PartHead
{
    /// <summary>Its number in the mail, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its name without path, control or direction marks; made from number and type when none was told.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the sender named it.</summary>
    public required bool Named { get; init; }

    /// <summary>The media type that was told.</summary>
    public required string MediaType { get; init; }

    /// <summary>Shown within the text, as a picture in HTML.</summary>
    public bool Inline { get; init; }

    /// <summary>The id by which HTML names it (RFC 2392), without brackets.</summary>
    public string? ContentId { get; init; }

    /// <summary>The mail within this mail that it belongs to; 0 for the mail itself.</summary>
    public int Within { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(PartHead);
}

/// <summary>A file of a mail whose bytes went to the sink. Prints nothing.</summary>
public sealed record ReceivedPart(PartHead Head, long Length, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Its name.</summary>
    public string Name => Head.Name;

    /// <inheritdoc/>
    public override string ToString() => nameof(ReceivedPart);
}

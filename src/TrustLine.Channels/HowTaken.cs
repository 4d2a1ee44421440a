namespace TrustLine.Channels;

/// <summary>How an operator took a report that was told or brought: what was said of what 10.5 demands, what was offered, from where it came. Sealed with the report. Prints nothing.</summary>
public sealed record HowTaken
{
    /// <summary>Who typed it.</summary>
    public required Guid Operator { get; init; }

    /// <summary>Ids of the lines of the script that were said.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>Ids of the lines that 10.5 demands in every call and that were not said.</summary>
    public IReadOnlyList<string> Unsaid { get; init; } = [];

    /// <summary>Why they were not, in the operator's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Fields of the identity: <c>given</c> or <c>declined</c>; what is not here was not asked.</summary>
    public IReadOnlyDictionary<string, string> Identity { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it was brought to or found.</summary>
    public string? Place { get; init; }

    /// <summary>The day on which it is said to have come. By law the moment of entry counts (АППК 64(3)); this one is kept beside it.</summary>
    public DateOnly? Came { get; init; }

    /// <summary>The call broke off: this is what there was.</summary>
    public bool Incomplete { get; init; }

    /// <summary>What the operator wrote in own words, by the name of its field.</summary>
    public IEnumerable<(string Field, string Text)> Written()
    {
        if (Reason is not null) yield return ("reason", Reason);
        if (Place is not null) yield return ("place", Place);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(HowTaken);
}

using TrustLine.Api.Inbox;

namespace TrustLine.Api.Exclusions;

/// <summary>Who reads one report, and what this reader may change of it. Prints nothing.</summary>
/// <param name="Report">The report.</param>
/// <param name="Number">Its number.</param>
/// <param name="NowKey">Key of the sentence that says who reads.</param>
/// <param name="MayExclude">Groups that read and can be excluded.</param>
/// <param name="MayWiden">Groups that are excluded and can be let in.</param>
/// <param name="Changes">What was changed before.</param>
public sealed record ReadersView(Guid Report, string Number, string NowKey, IReadOnlyList<string> MayExclude, IReadOnlyList<string> MayWiden, IReadOnlyList<FactView> Changes)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ReadersView);
}

/// <summary>One change of readers on oversight's page; the reason only where oversight still reads the report. Prints nothing.</summary>
public sealed record ExclusionView(Guid Report, string Number, string Key, DateTimeOffset At, string? By, string? Words, bool Readable)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ExclusionView);
}

using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>What the text, the answers and the channel say, before any rule is applied: the seam between reading and deciding.</summary>
internal sealed record TextReading
{
    public required Finding Anonymous { get; init; }
    public required Finding ReplyAddress { get; init; }
    public required Finding CrimeOrThreat { get; init; }
    public required Finding Threat { get; init; }
    public required Finding CorruptionFacts { get; init; }
    public required Finding DirectorAccused { get; init; }
    public required Finding OfficerAccused { get; init; }

    /// <summary>The text speaks of corruption at all, with facts or without (10.9).</summary>
    public required bool AboutCorruption { get; init; }

    public required RiskArea RiskArea { get; init; }
    public required Language Language { get; init; }
    public required bool Mixed { get; init; }

    public override string ToString() => nameof(TextReading);
}

using NodaTime;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;

namespace TrustLine.Api.Inbox;

/// <summary>The engine's assessment in words: what it recommends, what that rests on, and the clauses in their own words of the day of registration.</summary>
internal static class AssessmentFace
{
    public static AssessmentView Of(Assessment a, bool danger, LocalDate day, Language language) => new(
        "disposition." + a.Disposition, a.Sure, a.RiskArea == RiskArea.None ? null : "risk." + a.RiskArea,
        [
            Of("anonymous", a.Anonymous, language), Of("address", a.ReplyAddress, language), Of("crime", a.CrimeOrThreat, language), Of("threat", a.Threat, language),
            Of("facts", a.CorruptionFacts, language), Of("director", a.DirectorAccused, language), Of("officer", a.OfficerAccused, language),
        ],
        [.. a.Grounds.Select(g => g.Key).Prepend(danger ? GroundKeys.Emergency : null).OfType<string>().Select(key => Ground.Of(key, day) ?? Ground.Of(key)).Select(g => new GroundView(g.Title.In(language), g.Clause, g.Words.Kk, g.Words.Ru, g.WordsCorrected.Kk, g.WordsCorrected.Ru, g.Consequence.In(language)))]);

    private static FindingView Of(string key, Finding finding, Language language) => new(
        "finding." + key, finding.Yes, (int)Math.Round((finding.Yes ? finding.Probability : 1 - finding.Probability) * 100), [.. finding.Evidence.Select(e => NamedReasons.Say(e, language)).Distinct()]);
}

/// <summary>What the engine recommends and why.</summary>
public sealed record AssessmentView(string RecommendedKey, bool Sure, string? RiskKey, IReadOnlyList<FindingView> Findings, IReadOnlyList<GroundView> Grounds)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AssessmentView);
}

/// <summary>One question of the rules, its answer, and what it rests on.</summary>
public sealed record FindingView(string Key, bool Yes, int Percent, IReadOnlyList<string> Reasons);

/// <summary>A ground with its clause in its own words.</summary>
public sealed record GroundView(string Title, string Clause, string WordsKk, string WordsRu, bool CorrectedKk, bool CorrectedRu, string Consequence);

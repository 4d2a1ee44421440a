using System.Text;
using TrustLine.Api.Administration;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Routing;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Where the report would go: the body of the day, and under 10.9 the structural unit, each with its reason. A proposal that every reader sees; people decide.</summary>
internal static class RouteFace
{
    private static readonly string[] ToUnit = [GroundKeys.Topic, GroundKeys.NoAddress, GroundKeys.Anonymous, GroundKeys.NoFacts];

    public static ProposedRoute Of(CaseReading of, Provided provided)
    {
        var (assessment, language) = (of.Sheet.Assessment, of.Visit.Language);
        var proposed = AuthorityRule.Of(assessment);
        var body = proposed is null ? null : provided.Addressees.On(of.Today).FirstOrDefault(a => a.Kind == proposed.Kind);
        var units = provided.Units(of.Today);
        var fits = UnitFit.Best([.. units.Select(u => u.Name)], Encoding.UTF8.GetString(of.Opened.Part(PartKind.Narrative)));
        return new(
            body is null ? null : string.Join(", ", new[] { body.Name.In(language), body.Address.ReplaceLineEndings(", ") }.Where(t => t.Length > 0)),
            body is null ? null : "route.why." + proposed!.Why,
            fits is null ? null : units[fits.Place].Name.In(language), fits?.Words ?? [],
            units.Count > 0 && assessment.Grounds.Any(g => ToUnit.Contains(g.Key)));
    }
}

/// <summary>Where a report would go. Prints nothing.</summary>
/// <param name="Authority">The body under its name and at its address of this day; null where nothing speaks for one.</param>
/// <param name="WhyKey">Key of the reason.</param>
/// <param name="Unit">The unit that it seems to belong to; null when none does more than the others.</param>
/// <param name="UnitWords">The words of the report that speak for it.</param>
/// <param name="ToUnit">Whether clause 10.9 speaks for a unit at all.</param>
public sealed record ProposedRoute(string? Authority, string? WhyKey, string? Unit, IReadOnlyList<string> UnitWords, bool ToUnit)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ProposedRoute);
}

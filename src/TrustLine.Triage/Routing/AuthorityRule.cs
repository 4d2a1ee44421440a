using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Routing;

/// <summary>To which body a report would go, by what it tells (6.3(1), 10.7; Law 410-V art. 22(2)). A proposal: who decides may turn to another.</summary>
public static class AuthorityRule
{
    /// <summary>The kind of body; null where nothing speaks for one.</summary>
    public static AuthorityKind? Of(Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        return assessment switch
        {
            { Threat.Yes: true } => AuthorityKind.Police,
            { CorruptionFacts.Yes: true } => AuthorityKind.Anticorruption,
            // A crime of whoever it may be, without corruption of ours: bribes elsewhere are the anti-corruption service's too, the rest the police's.
            { CrimeOrThreat.Yes: true } => assessment.Grounds.Any(g => g.Key == GroundKeys.Topic) ? AuthorityKind.Police : AuthorityKind.Anticorruption,
            _ => null,
        };
    }
}

using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Routing;

/// <summary>To which body a report would go, by what it tells (6.3(1), 10.7; Law 410-V art. 22(2)). A proposal: who decides may turn to another.</summary>
public static class AuthorityRule
{
    /// <summary>The kind of body and why; null where nothing speaks for one.</summary>
    public static ProposedAuthority? Of(Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        return assessment switch
        {
            { Threat.Yes: true } => new(AuthorityKind.Police, AuthorityReason.Threat),
            { CorruptionFacts.Yes: true } => new(AuthorityKind.Anticorruption, AuthorityReason.Corruption),
            // A crime of whoever it may be, without corruption of ours: bribes elsewhere are the anti-corruption service's too, the rest the police's.
            { CrimeOrThreat.Yes: true } => assessment.Grounds.Any(g => g.Key == GroundKeys.Topic) ? new(AuthorityKind.Police, AuthorityReason.Crime) : new(AuthorityKind.Anticorruption, AuthorityReason.CrimeOfOffice),
            _ => null,
        };
    }
}

/// <summary>A kind of body that is proposed, and why.</summary>
public sealed record ProposedAuthority(AuthorityKind Kind, AuthorityReason Why);

/// <summary>Why a kind of body is proposed.</summary>
public enum AuthorityReason
{
    /// <summary>Danger to life or to security.</summary>
    Threat,

    /// <summary>Facts of possible corruption of the organisation's people.</summary>
    Corruption,

    /// <summary>A criminal offence that may be of office, and not of the organisation's people.</summary>
    CrimeOfOffice,

    /// <summary>Another criminal offence.</summary>
    Crime,
}

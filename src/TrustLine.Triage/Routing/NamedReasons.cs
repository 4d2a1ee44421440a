using System.Resources;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Routing;

/// <summary>Why a place counts, in the three languages: what <see cref="Reasons"/> says, and what the names of the staff add.</summary>
public static class NamedReasons
{
    private static readonly ResourceManager Words = new("TrustLine.Triage.Routing.NamedReasons", typeof(NamedReasons).Assembly);

    /// <summary>The reason of a piece of evidence in words.</summary>
    public static string Say(Evidence evidence, Language language)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Words.GetString(evidence.Why, language.Culture()) ?? Reasons.Say(evidence, language);
    }
}

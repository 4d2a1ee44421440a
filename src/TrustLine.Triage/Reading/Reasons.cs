using System.Resources;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Why a place counts, in the three languages; the assessment itself keeps only the key.</summary>
public static class Reasons
{
    private static readonly ResourceManager Words = new("TrustLine.Triage.Reading.Reasons", typeof(Reasons).Assembly);

    /// <summary>The reason of a piece of evidence in words; the key itself for a reason of another engine.</summary>
    public static string Say(Evidence evidence, Language language)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Words.GetString(evidence.Why, language.Culture()) ?? evidence.Why;
    }
}

using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Routing;

/// <summary>Who of the usual readers must not read this report (design 4; АППК 67), and so which series its number is from.</summary>
public enum Conflict
{
    /// <summary>Nobody: officers and directors read.</summary>
    None,
    /// <summary>The director is accused: officers and oversight read.</summary>
    Director,
    /// <summary>The officer is accused: directors and oversight read.</summary>
    Officer,
    /// <summary>Both are accused: oversight alone reads.</summary>
    Both,
}

/// <summary>The conflict rule: the reporter's own answer and the reading, whichever is narrower. Any reader may widen it later, with a reason.</summary>
public static class ConflictRule
{
    // A report shown to the person it accuses cannot be taken back: far less than an even chance is enough to exclude.
    private const double DoubtExcludes = 0.25;

    /// <summary>Who is excluded from this report. A reporter's "no" does not outweigh what the text says.</summary>
    public static Conflict Of(Answers answers, Assessment assessment)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(assessment);
        var director = answers.AboutDirector == true || assessment.DirectorAccused.Yes || assessment.DirectorAccused.Probability >= DoubtExcludes;
        var officer = answers.AboutOfficer == true || assessment.OfficerAccused.Yes || assessment.OfficerAccused.Probability >= DoubtExcludes;
        return (director, officer) switch
        {
            (true, true) => Conflict.Both,
            (true, false) => Conflict.Director,
            (false, true) => Conflict.Officer,
            _ => Conflict.None,
        };
    }

    /// <summary>The series of the Journal for this conflict (design 5).</summary>
    public static Series Series(this Conflict conflict) => conflict switch
    {
        Conflict.None => Reports.Series.Ordinary,
        Conflict.Director => Reports.Series.DirectorExcluded,
        Conflict.Officer => Reports.Series.OfficerExcluded,
        Conflict.Both => Reports.Series.BothExcluded,
        _ => throw new ArgumentOutOfRangeException(nameof(conflict)),
    };
}

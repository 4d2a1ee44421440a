namespace TrustLine.Api.Journal;

/// <summary>Who may read a report (design.md 4): the usual two, or oversight in place of whoever is accused.</summary>
internal static class Reading
{
    /// <summary>The roles that may read this report now.</summary>
    public static int[] Roles(ReportCard card) => Roles(card.DirectorExcluded, card.OfficerExcluded);

    /// <summary>The series of numbers that a role ever sees (design.md 5).</summary>
    public static int[] Series(Role role) => role switch
    {
        Role.Officer => [0, 7],
        Role.Director or Role.Deputy => [0, 8],
        Role.Oversight => [7, 8, 9],
        _ => [],
    };

    private static int[] Roles(bool directorExcluded, bool officerExcluded) => (directorExcluded, officerExcluded) switch
    {
        (false, false) => [(int)Role.Officer, (int)Role.Director, (int)Role.Deputy],
        (true, false) => [(int)Role.Officer, (int)Role.Oversight],
        (false, true) => [(int)Role.Director, (int)Role.Deputy, (int)Role.Oversight],
        (true, true) => [(int)Role.Oversight],
    };
}

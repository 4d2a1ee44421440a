using TrustLine.Vault.Groups;

namespace TrustLine.Vault.Reports;

/// <summary>Which groups may read a report.</summary>
[Flags]
public enum Readers
{
    /// <summary>Nobody; never sealed to.</summary>
    None = 0,

    /// <summary>Compliance officers.</summary>
    Officers = 1,

    /// <summary>The director and deputies.</summary>
    Directors = 2,

    /// <summary>The superior body's person.</summary>
    Oversight = 4,
}

/// <summary>The conflict rule (design 4, report key): who reads when somebody is accused.</summary>
public static class ConflictRule
{
    /// <summary>The three groups that can read, in the order in which they become the working group.</summary>
    public static IReadOnlyList<Group> Slots { get; } = [Group.Officers, Group.Directors, Group.Oversight];

    /// <summary>Ordinary: officers and directors. Director accused: officers and oversight. Officer accused: directors and oversight. Both: oversight.</summary>
    public static Readers ReadersOf(bool directorExcluded, bool officerExcluded) => (directorExcluded, officerExcluded) switch
    {
        (false, false) => Readers.Officers | Readers.Directors,
        (true, false) => Readers.Officers | Readers.Oversight,
        (false, true) => Readers.Directors | Readers.Oversight,
        (true, true) => Readers.Oversight,
    };

    /// <summary>Whether the group is among the readers.</summary>
    public static bool Includes(this Readers readers, Group group) => group switch
    {
        Group.Officers => readers.HasFlag(Readers.Officers),
        Group.Directors => readers.HasFlag(Readers.Directors),
        Group.Oversight => readers.HasFlag(Readers.Oversight),
        _ => false,
    };

    /// <summary>
    /// Whether a seal of this kind holds its key for this group. Oversight holds every key, dormant in an ordinary report: a conflict found later must need
    /// no key that only the accused hold.
    /// </summary>
    public static bool Holds(this Readers readers, SealKind kind, Group group) => kind switch
    {
        SealKind.ReportKey or SealKind.MessageKey => group is Group.Oversight || readers.Includes(group),
        SealKind.IdentityHalfB or SealKind.ReturnPathKey => group is Group.Oversight || group == readers.WorkingGroup(),
        SealKind.IdentityHalfA => group is Group.Custodians,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The working group: the first of officers, directors, oversight that may read. It holds half b and the return path.</summary>
    public static Group WorkingGroup(this Readers readers) => Slots.First(group => readers.Includes(group));
}

using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Staff;

/// <summary>Which group a role belongs to, and what it may do with a report (design.md 3, 7). One person, one role.</summary>
internal static class Roles
{
    /// <summary>The group whose key the role shares; null for those who open nothing.</summary>
    public static Group? Group(this Role role) => role switch
    {
        Role.Officer => Vault.Groups.Group.Officers,
        Role.Director or Role.Deputy => Vault.Groups.Group.Directors,
        Role.Oversight => Vault.Groups.Group.Oversight,
        Role.Custodian => Vault.Groups.Group.Custodians,
        _ => null,
    };

    /// <summary>Whether the role reads reports at all.</summary>
    public static bool Reads(this Role role) => Reading.Series(role).Length > 0;

    /// <summary>Whether the role decides about reports: the director and deputies and, in their place, oversight.</summary>
    public static bool Decides(this Role role) => role is Role.Director or Role.Deputy or Role.Oversight;

    /// <summary>Deciding about a report and consenting to a longer term is the director's or a deputy's act (10.6, 10.10, АППК 76(3), 88(2)); where the director is accused, oversight's.</summary>
    public static bool MayDecide(this Role role, ReportCard card) => role switch
    {
        Role.Director or Role.Deputy => !card.DirectorExcluded,
        Role.Oversight => card.DirectorExcluded,
        _ => false,
    };

    /// <summary>Whether this role works the report: the officers or, where they are accused, the next group that reads it.</summary>
    public static bool Works(this Role role, ReportCard card) => role.Group() is { } group && group == card.Readers.WorkingGroup();

    /// <summary>Whether this person may end the case on this clause: only a repeat may be ended by the officer too (АППК 88(2)); what tells of an offence is never ended as anonymous (АППК 88(1)(2)).</summary>
    public static bool MayEnd(this Role role, ReportCard card, DecisionRule rule) =>
        rule.Kind == DecisionKind.End
        && (role.MayDecide(card) || (rule.Key == DecisionRule.Repeat && role == Role.Officer && !card.OfficerExcluded))
        && !(rule.Key == DecisionRule.Anonymous && card.Disposition == Disposition.Redirect);

    /// <summary>Whether this person records that the director was informed (10.6): who works the report, never the director himself.</summary>
    public static bool MayInform(this Role role, ReportCard card) =>
        !card.DirectorExcluded && card.DirectorInformedAt is null && (role is Role.Officer || (role is Role.Deputy or Role.Oversight && card.OfficerExcluded));
}

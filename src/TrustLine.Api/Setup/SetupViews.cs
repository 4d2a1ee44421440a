namespace TrustLine.Api.Setup;

/// <summary>The joining form: the role offered, what was typed, the drawn words and the second factor's secret. Prints nothing.</summary>
public sealed record JoinView(string Action, string Role, IReadOnlyDictionary<string, string> Typed, string Words, string Secret, string Picture, string Seat)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(JoinView);
}

/// <summary>A recovery sheet on its one page. Prints nothing.</summary>
public sealed record SheetView(string GroupKey, string Founder, IReadOnlyList<string> Lines, string Fingerprint)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SheetView);
}

/// <summary>How far this person and their group have come.</summary>
public enum GroupStage
{
    /// <summary>Nobody's sheet was typed back yet, and this person is not the founder.</summary>
    NotAlive,

    /// <summary>This person founded the group and must type the sheet back.</summary>
    TypesSheet,

    /// <summary>The group lives; a member must admit this person.</summary>
    WaitsForAdmission,

    /// <summary>This person is a member.</summary>
    Member,
}

/// <summary>The group's page.</summary>
public sealed record GroupView(
    string GroupKey, GroupStage Stage, string? Fingerprint, string OwnFingerprint, IReadOnlyList<MemberView> Members, IReadOnlyList<WaitingView> Waiting, IReadOnlyList<string> Lines,
    int ToReseal, IReadOnlyList<FactLine> History)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(GroupView);
}

/// <summary>A newcomer who waits for admission.</summary>
public sealed record WaitingView(Guid Id, string Name, string RoleKey, string Fingerprint, string? Replaces)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(WaitingView);
}

/// <summary>The administrator's page.</summary>
public sealed record PeopleView(
    IReadOnlyList<StaffView> People, IReadOnlyList<InvitedView> Invited, IReadOnlyList<GroupLine> Groups, bool Open, bool Mail, IReadOnlyList<string> Roles,
    string Name, string Email, string Role)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PeopleView);
}

/// <summary>One person: name, role and how their group stands to them.</summary>
public sealed record StaffView(Guid Id, string Name, string RoleKey, string? StateKey)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(StaffView);
}

/// <summary>One invitation that was not used: it waits or has expired; whether it leads somebody back who lost their keys.</summary>
public sealed record InvitedView(string Handle, string Name, string RoleKey, DateTimeOffset Until, bool Expired, bool Back)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(InvitedView);
}

/// <summary>One group: whether it lives, how many members, its fingerprint.</summary>
public sealed record GroupLine(string GroupKey, string StateKey, int Members, string? Fingerprint);

/// <summary>A one-time link, on the one page that shows it. Prints nothing.</summary>
public sealed record LinkView(string Address, string Name, string RoleKey, string? MailedTo)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(LinkView);
}


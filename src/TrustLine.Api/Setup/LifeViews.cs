namespace TrustLine.Api.Setup;

/// <summary>A person's own page: sessions, absences, what stands in the Journal about them.</summary>
public sealed record AccountView(
    IReadOnlyList<SessionView> Sessions, AbsencesView Absences, IReadOnlyList<AbsenceView> StandsIn, bool MayRekey, bool MayLeave, IReadOnlyList<FactLine> History)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AccountView);
}

/// <summary>One open session: when it began, and about when it was last used.</summary>
public sealed record SessionView(string Handle, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool Here);

/// <summary>Absences of one person, who could stand in, and what was typed.</summary>
public sealed record AbsencesView(string Address, IReadOnlyList<AbsenceView> Entered, IReadOnlyList<CandidateView> Candidates, string From, string Until, string Substitute)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AbsencesView);
}

/// <summary>One absence: whom it names (who stands in, or who is away) and its days.</summary>
public sealed record AbsenceView(string Name, DateOnly From, DateOnly Until)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AbsenceView);
}

/// <summary>Somebody who may stand in.</summary>
public sealed record CandidateView(Guid Id, string Name)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(CandidateView);
}

/// <summary>One fact of a person's or a group's life: what, when, about whom.</summary>
public sealed record FactLine(string Key, DateTimeOffset At, string? About)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FactLine);
}

/// <summary>A member as the others see them: whether they are away, whether the administrator asks to let them go.</summary>
public sealed record MemberView(Guid Id, string Name, bool Self, DateOnly? AwayUntil, string? Substitute, DateTimeOffset? LeavingAsked)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MemberView);
}

/// <summary>New words and a new second factor, drawn for one page. Prints nothing.</summary>
public sealed record KeysView(string Words, string Secret, string Picture, string Seat)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(KeysView);
}

/// <summary>How far re-sealing has come.</summary>
public sealed record ResealingView(string GroupKey, int Cases, int Left, int Stuck)
{
    /// <summary>How many are done.</summary>
    public int Done => Cases - Left;
}

/// <summary>One person on the administrator's page.</summary>
public sealed record PersonLifeView(Guid Id, string Name, string RoleKey, bool Member, bool Self, DateTimeOffset? LeavingAsked, AbsencesView Absences)
{
    /// <summary>What the position is called; empty words while nobody has entered it.</summary>
    public required TrustLine.Triage.Acceptance.Trilingual Position { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PersonLifeView);
}

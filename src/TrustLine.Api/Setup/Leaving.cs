using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Setup;

/// <summary>
/// How people go. A member leaves, or is removed by another member: with the same stroke a new generation begins from public keys alone, and the leaver's seals and
/// sessions are gone. The last member stays until a successor was admitted. The administrator can only ask a group; whoever holds no group's key the administrator lets go.
/// </summary>
internal sealed class Leaving(Database database, JournalWriter writer, LineKeys keys, LineState line, TimeProvider time)
{
    /// <summary>A member goes, or removes another of the same group.</summary>
    public async Task<LeaveAnswer> LeaveAsync(StaffVisit visit, Guid leaver)
    {
        if (visit.Group is not { } group) return LeaveAnswer.Changed;
        line.Changed();
        if (line.Group(group) is not { } state || state.Member(visit.Member) is null || state.Member(leaver) is null) return LeaveAnswer.Changed;
        if (state.Members.Count == 1) return LeaveAnswer.LastMember;
        var now = time.GetUtcNow();
        var leave = GroupActs.Leave(state, GroupAuthor.Of(visit.Member, visit.Keys), leaver, now);
        var left = await writer.WriteAsync(act =>
        {
            if (!act.MayFollow(group, leave.Statement)) return false;
            act.Db.Add(leave.Statement, leave.Seals);
            Farewell.Of(act, keys.Cards, leaver, new Fact(FactKind.StaffLeft, now, visit.Member));
            act.Record(Scope.Group, SubjectState.GroupSubject((int)group),
                new Fact(leaver == visit.Member ? FactKind.MemberLeft : FactKind.MemberRemoved, now, visit.Member) { Group = (int)group, Generation = leave.Statement.Generation, About = leaver });
            return true;
        });
        line.Changed();
        if (left && line.Group(group) is { } remaining) line.Pin(remaining);
        return left ? LeaveAnswer.Left : LeaveAnswer.Changed;
    }

    /// <summary>Somebody without a group's key goes, or the administrator lets them go: nothing was sealed to them.</summary>
    public async Task<LeaveAnswer> LetGoAsync(StaffVisit visit, Guid leaver)
    {
        if (visit.Role != Role.Administrator && visit.Member != leaver) return LeaveAnswer.Changed;
        line.Changed();
        if (IsMember(leaver)) return LeaveAnswer.Changed;
        return await writer.WriteAsync(act =>
        {
            var staff = act.Db.ActiveStaff(keys.Cards);
            if (staff.SingleOrDefault(s => s.Id == leaver) is not { } person) return LeaveAnswer.Changed;
            // Somebody must be able to invite.
            if (person.Card.Role == Role.Administrator && staff.Count(s => s.Card.Role == Role.Administrator) == 1) return LeaveAnswer.LastMember;
            // A founder whose sheet was not typed back yet is the group's only way to life.
            if (act.Db.MemberSeals.Any(s => s.Holder == leaver)) return LeaveAnswer.LastMember;
            Farewell.Of(act, keys.Cards, leaver, new Fact(FactKind.StaffLeft, time.GetUtcNow(), visit.Member));
            return LeaveAnswer.Left;
        });
    }

    /// <summary>The administrator asks a group to let a member go, or takes that back. It changes nothing but what the members' page says.</summary>
    public async Task<LeaveAnswer> AskAsync(StaffVisit administrator, Guid leaver, bool takesBack = false)
    {
        if (administrator.Role != Role.Administrator || !IsMember(leaver)) return LeaveAnswer.Changed;
        return await writer.WriteAsync(act =>
        {
            if (act.Db.Staff.SingleOrDefault(s => s.Id == leaver && s.Active) is not { } row) return LeaveAnswer.Changed;
            Untouched.Insist(act.Db, Scope.Staff, leaver);
            var card = keys.Cards.Open(row.Card, CardJson.Default.StaffCard, leaver);
            if (card.LeavingAsked is null == takesBack) return LeaveAnswer.Asked;
            row.Turn(keys.Cards.Seal(card with { LeavingAsked = takesBack ? null : time.GetUtcNow() }, CardJson.Default.StaffCard, leaver));
            act.Record(Scope.Staff, leaver, new Fact(takesBack ? FactKind.LeavingNoLongerAsked : FactKind.LeavingAsked, time.GetUtcNow(), administrator.Member));
            return LeaveAnswer.Asked;
        });
    }

    /// <summary>Whether this person is in a living group.</summary>
    public bool IsMember(Guid id)
    {
        using var db = database.Read();
        return db.ActiveStaff(keys.Cards).SingleOrDefault(s => s.Id == id)?.Card.Role.Group() is { } group && line.Group(group)?.Member(id) is not null;
    }
}

/// <summary>Whether an act of a group still fits when its turn has come.</summary>
internal static class GroupTurn
{
    /// <summary>Whether the group's rows are untouched and the statement is the next one; touched rows are an alarm.</summary>
    public static bool MayFollow(this JournalAct act, Group group, Vault.Groups.GroupStatement next)
    {
        Untouched.Insist(act.Db, Scope.Group, SubjectState.GroupSubject((int)group));
        return act.Db.GroupStatements.Count(s => s.Group == (int)group) == next.Place;
    }
}

/// <summary>What came of a leaving.</summary>
internal enum LeaveAnswer
{
    /// <summary>They are gone.</summary>
    Left,

    /// <summary>The group is asked, or no longer asked, as was wished.</summary>
    Asked,

    /// <summary>The last one cannot go before a successor has come.</summary>
    LastMember,

    /// <summary>Nobody of that id is there, it is not this person's to say, or something has changed meanwhile.</summary>
    Changed,
}

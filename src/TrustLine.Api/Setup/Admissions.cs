using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using GroupStatement = TrustLine.Vault.Groups.GroupStatement;

namespace TrustLine.Api.Setup;

/// <summary>
/// How a group grows: a member admits a newcomer whose fingerprint they have compared, or the newcomer types the recovery sheet when no member can; the group's
/// open keys are sealed to them. Whoever comes back with new keys replaces the lost ones, which leave with the same stroke. Nobody is admitted whose keys are not those they
/// joined with, or who is or was in another group: a custodian holds no other role.
/// </summary>
internal sealed class Admissions(Database database, JournalWriter writer, LineKeys keys, LineState line, TimeProvider time)
{
    /// <summary>Those who have joined for this group and wait for a member to admit them; keys in a row that are not its owner's are an <see cref="EnvelopeDamagedException"/>.</summary>
    public IReadOnlyList<WaitingMember> Waiting(Group group)
    {
        var admitted = line.Group(group)?.Members.Select(m => m.Id).ToHashSet() ?? [];
        using var db = database.Read();
        var staff = db.ActiveStaff(keys.Cards);
        return [.. staff.Where(s => s.Card.Role.Group() == group && !admitted.Contains(s.Id))
            .Select(s => new WaitingMember(s.Id, s.Card.Role, s.Card.Name, MemberFingerprint.Of(PublicKeysOf(s)), staff.SingleOrDefault(o => o.Id == s.Card.Replaces)?.Card.Name))];
    }

    /// <summary>A member admits the newcomer of that id and fingerprint.</summary>
    public async Task<AdmitAnswer> AdmitAsync(Group group, Guid member, StaffKeys own, IReadOnlyList<(int Generation, AgreementPair Pair)> open, Guid newcomer, string compared)
    {
        line.Changed();
        if (line.Group(group) is not { } state || state.Member(member) is null || Newcomer(group, newcomer) is not { } person) return AdmitAnswer.Changed;
        // What was read out and compared, not what the row says a moment later: rows can be written by others.
        return MemberFingerprint.Of(PublicKeysOf(person)) == compared ? await EnterAsync(state, GroupAuthor.Of(member, own), open, person, member) : AdmitAnswer.Changed;
    }

    /// <summary>A newcomer whom no member can admit types the group's recovery sheet, in their own session.</summary>
    public async Task<SheetAnswer> AdmitBySheetAsync(StaffVisit newcomer, string typed)
    {
        line.Changed();
        if (newcomer.Group is not { } group || line.Group(group) is not { } state || Newcomer(group, newcomer.Member) is not { } person) return new(SheetVerdict.NotWaiting);
        if (!RecoverySheet.TryParse(group, typed, out var sheet, out var wrongLine)) return new(wrongLine == 0 ? SheetVerdict.NotFourLines : SheetVerdict.WrongLine, wrongLine);
        using (sheet)
        {
            if (!sheet!.BelongsTo(state)) return new(SheetVerdict.AnotherSheet);
            var open = Recover(group, sheet);
            try
            {
                return new(await EnterAsync(state, GroupAuthor.Of(sheet), open, person, null) == AdmitAnswer.Admitted ? SheetVerdict.Alive : SheetVerdict.NotWaiting);
            }
            finally
            {
                foreach (var (_, pair) in open) pair.Dispose();
            }
        }
    }

    private async Task<AdmitAnswer> EnterAsync(GroupState state, GroupAuthor author, IReadOnlyList<(int Generation, AgreementPair Pair)> open, StaffPerson person, Guid? member)
    {
        if (state.Member(person.Id) is not null) return AdmitAnswer.Changed;
        var (group, publicKeys, now) = (state.Current.Group, PublicKeysOf(person), time.GetUtcNow());
        var lost = person.Card.Replaces is { } replaced && state.Member(replaced) is not null ? person.Card.Replaces : null;
        if (lost == member && lost is not null) return AdmitAnswer.Changed; // Keys that work are not lost.
        var acts = lost is { } old
            ? GroupActs.Replace(state, author, old, person.Id, publicKeys, open, now)
            : [GroupActs.Admit(state, author, person.Id, publicKeys, open, now)];
        var answer = await writer.WriteAsync(act =>
        {
            Untouched.Insist(act.Db, Scope.Staff, person.Id);
            if (!act.MayFollow(group, acts[0].Statement)) return AdmitAnswer.Changed;
            if (IsElsewhere(act.Db, group, person.Id, publicKeys)) return AdmitAnswer.Elsewhere;
            foreach (var step in acts) act.Db.Add(step.Statement, step.Seals);
            act.Record(Scope.Group, SubjectState.GroupSubject((int)group), Fact(FactKind.MemberAdmitted, person.Id, state.Current.Number));
            if (member is null) act.Record(Scope.Group, SubjectState.GroupSubject((int)group), Fact(FactKind.SheetUsed, person.Id, state.Current.Number));
            if (person.Card.Replaces is { } gone && act.Db.Staff.Any(s => s.Id == gone && s.Active))
                Farewell.Of(act, keys.Cards, gone, new Fact(FactKind.StaffReplaced, now, member ?? person.Id) { About = person.Id });
            if (lost is not null) act.Record(Scope.Group, SubjectState.GroupSubject((int)group), Fact(FactKind.MemberReplaced, lost.Value, acts[^1].Statement.Generation));
            return AdmitAnswer.Admitted;
        });
        line.Changed();
        if (answer == AdmitAnswer.Admitted && line.Group(group) is { } grown) line.Pin(grown);
        return answer;

        Fact Fact(FactKind kind, Guid about, int generation) => new(kind, now, member ?? person.Id) { Group = (int)group, Generation = generation, About = about };
    }

    private List<(int Generation, AgreementPair Pair)> Recover(Group group, RecoverySheet sheet)
    {
        using var db = database.Read();
        return [.. db.MemberSeals.Where(s => s.Group == (int)group && s.Holder == Guid.Empty).ToList()
            .Select(s => (s.Generation, GroupActs.Recover(new GroupKeySeal(group, s.Generation, null, s.Bytes), sheet)))];
    }

    private StaffPerson? Newcomer(Group group, Guid id)
    {
        using var db = database.Read();
        return db.ActiveStaff(keys.Cards).SingleOrDefault(s => s.Id == id && s.Card.Role.Group() == group);
    }

    // Whoever ever was in another group comes back with keys of their own for this one, made when they joined.
    private static bool IsElsewhere(JournalDb db, Group group, Guid id, StaffPublicKeys publicKeys) =>
        db.GroupStatements.Where(s => s.Group != (int)group).Select(s => s.Bytes).AsEnumerable().Select(b => GroupStatement.Parse(b))
            .Any(s => s.Subject == id || s.SubjectKeys?.SharesOneWith(publicKeys) == true || s.RecoveryKeys?.SharesOneWith(publicKeys) == true);

    private static StaffPublicKeys PublicKeysOf(StaffPerson person) =>
        person.Card.Owns(person.Row) ? StaffPublicKeys.From([.. person.Row.OpensWith, .. person.Row.SignsWith]) : throw new EnvelopeDamagedException();
}

/// <summary>What came of an admission.</summary>
internal enum AdmitAnswer
{
    /// <summary>They are a member.</summary>
    Admitted,

    /// <summary>Nobody of that id and fingerprint waits, or the group has changed meanwhile.</summary>
    Changed,

    /// <summary>This person, or one of these keys, stands in another group's statements.</summary>
    Elsewhere,
}

/// <summary>A newcomer who waits for admission, with the fingerprint that they read out, and whose lost keys theirs replace. Prints nothing.</summary>
internal sealed record WaitingMember(Guid Id, Role Role, string Name, string Fingerprint, string? Replaces)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(WaitingMember);
}

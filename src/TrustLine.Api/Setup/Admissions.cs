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
/// How a group grows: a member admits a newcomer whose fingerprint they have compared, and the group's open keys are sealed to them. Nobody is admitted whose
/// keys are not those they joined with, or who is or was in another group: a custodian holds no other role.
/// </summary>
internal sealed class Admissions(Database database, JournalWriter writer, LineKeys keys, LineState line, TimeProvider time)
{
    /// <summary>Those who have joined for this group and wait for a member to admit them; keys in a row that are not its owner's are an <see cref="EnvelopeDamagedException"/>.</summary>
    public IReadOnlyList<WaitingMember> Waiting(Group group)
    {
        var admitted = line.Group(group)?.Members.Select(m => m.Id).ToHashSet() ?? [];
        using var db = database.Read();
        return [.. db.ActiveStaff(keys.Cards).Where(s => s.Card.Role.Group() == group && !admitted.Contains(s.Id))
            .Select(s => new WaitingMember(s.Id, s.Card.Role, s.Card.Name, MemberFingerprint.Of(PublicKeysOf(s))))];
    }

    /// <summary>A member admits the newcomer of that id and fingerprint.</summary>
    public async Task<AdmitAnswer> AdmitAsync(Group group, Guid member, StaffKeys own, IReadOnlyList<(int Generation, AgreementPair Pair)> open, Guid newcomer, string compared)
    {
        line.Changed();
        if (line.Group(group) is not { } state || state.Member(member) is null) return AdmitAnswer.Changed;
        if (Newcomer(group, newcomer) is not { } person || state.Member(newcomer) is not null) return AdmitAnswer.Changed;
        // What was read out and compared, not what the row says a moment later: rows can be written by others.
        var publicKeys = PublicKeysOf(person);
        if (MemberFingerprint.Of(publicKeys) != compared) return AdmitAnswer.Changed;
        var admission = GroupActs.Admit(state, GroupAuthor.Of(member, own), newcomer, publicKeys, open, time.GetUtcNow());
        var answer = await writer.WriteAsync(act =>
        {
            Untouched.Insist(act.Db, Scope.Staff, newcomer);
            Untouched.Insist(act.Db, Scope.Group, SubjectState.GroupSubject((int)group));
            if (act.Db.GroupStatements.Count(s => s.Group == (int)group) != admission.Statement.Place) return AdmitAnswer.Changed;
            if (IsElsewhere(act.Db, group, newcomer, publicKeys)) return AdmitAnswer.Elsewhere;
            act.Db.Add(admission.Statement, admission.Seals);
            act.Record(Scope.Group, SubjectState.GroupSubject((int)group), new Fact(FactKind.MemberAdmitted, time.GetUtcNow(), member) { Group = (int)group, Generation = state.Current.Number, About = newcomer });
            return AdmitAnswer.Admitted;
        });
        line.Changed();
        if (answer == AdmitAnswer.Admitted && line.Group(group) is { } grown) line.Pin(grown);
        return answer;
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

/// <summary>A newcomer who waits for admission, with the fingerprint that they read out. Prints nothing.</summary>
internal sealed record WaitingMember(Guid Id, Role Role, string Name, string Fingerprint)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(WaitingMember);
}

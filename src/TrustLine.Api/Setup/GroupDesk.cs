using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using GroupStatement = TrustLine.Vault.Groups.GroupStatement;

namespace TrustLine.Api.Setup;

/// <summary>
/// How a group comes to life and grows: the first member founds it, prints the recovery sheet and types it back, with which the
/// fingerprint is pinned beside the key file; later members are admitted by a member. Until then the group does not count.
/// </summary>
internal sealed class GroupDesk(Database database, JournalWriter writer, LineKeys keys, LineState line, TimeProvider time)
{
    /// <summary>A founding ready to be entered; its sheet is shown once.</summary>
    public GroupFounding Prepare(Group group, Guid member, StaffKeys own) => GroupActs.Found(group, member, own, time.GetUtcNow());

    /// <summary>Enters a founding; false when the group has been founded already. Anew: in place of this member's own founding that never came to life.</summary>
    public bool Found(JournalAct act, GroupFounding founding, Guid member, bool anew)
    {
        var group = founding.Statement.Group;
        var before = act.Db.GroupStatements.Where(s => s.Group == (int)group).ToList();
        if (anew)
        {
            if (before.Count != 1 || GroupStatement.Parse(before[0].Bytes).Subject != member || line.Failure(group) != ChainFailure.NotPinned) return false;
            act.Db.RemoveRange(before);
            act.Db.RemoveRange(act.Db.MemberSeals.Where(s => s.Group == (int)group).ToList());
            act.Db.SaveChanges();
        }
        else if (before.Count > 0)
        {
            return false;
        }

        Add(act.Db, founding.Statement, founding.Seals);
        act.Record(Scope.Group, SubjectState.GroupSubject((int)group), new Fact(FactKind.GroupFounded, time.GetUtcNow(), member) { Group = (int)group, Generation = 1 });
        return true;
    }

    /// <summary>A new sheet for a founder who lost the first before typing it back; null when it is too late or not theirs.</summary>
    public async Task<IReadOnlyList<string>?> FoundAnewAsync(Group group, Guid member, StaffKeys own)
    {
        var founding = Prepare(group, member, own);
        using var sheet = founding.Sheet;
        var founded = await writer.WriteAsync(act => Found(act, founding, member, anew: true));
        Changed();
        return founded ? sheet.Show() : null;
    }

    /// <summary>
    /// The founder's own founding that waits for its sheet, checked against the founder's own keys, so that nobody else's is pinned by mistake;
    /// null when there is none.
    /// </summary>
    public GroupState? Founded(Group group, Guid member, StaffKeys own)
    {
        if (line.Failure(group) != ChainFailure.NotPinned) return null;
        using var db = database.Read();
        var rows = db.GroupStatements.Where(s => s.Group == (int)group).OrderBy(s => s.Ordinal).ToList();
        if (rows.Count == 0) return null;
        var first = GroupStatement.Parse(rows[0].Bytes);
        var mine = own.PublicKeys();
        if (first.Subject != member || first.SubjectKeys?.ToBytes().AsSpan().SequenceEqual(mine.ToBytes()) != true) return null;
        return GroupChain.Verify(group, [.. rows.Select(r => GroupStatement.Parse(r.Bytes))], new GroupPin(group, GroupFingerprint.Of(group, mine.Signs), 1, first.Hash())).State;
    }

    /// <summary>The sheet was typed back: from now on the group counts.</summary>
    public async Task<SheetAnswer> ConfirmSheetAsync(Group group, Guid member, StaffKeys own, string typed)
    {
        if (Founded(group, member, own) is not { } state) return new(SheetVerdict.NotWaiting);
        if (!RecoverySheet.TryParse(group, typed, out var sheet, out var wrongLine)) return new(wrongLine == 0 ? SheetVerdict.NotFourLines : SheetVerdict.WrongLine, wrongLine);
        using (sheet)
            if (!sheet!.BelongsTo(state)) return new(SheetVerdict.AnotherSheet);
        await writer.WriteAsync(act =>
        {
            act.Record(Scope.Group, SubjectState.GroupSubject((int)group), new Fact(FactKind.SheetConfirmed, time.GetUtcNow(), member) { Group = (int)group, Generation = state.Current.Number });
        });
        line.Pin(state);
        return new(SheetVerdict.Alive);
    }

    /// <summary>Those who have joined for this group and wait for a member to admit them.</summary>
    public IReadOnlyList<WaitingMember> Waiting(Group group)
    {
        var admitted = line.Group(group)?.Members.Select(m => m.Id).ToHashSet() ?? [];
        using var db = database.Read();
        return [.. db.Staff.Where(s => s.Active).ToList()
            .Where(s => ((Role)s.Role).Group() == group && !admitted.Contains(s.Id))
            .Select(s => new WaitingMember(s.Id, (Role)s.Role, keys.Cards.Open(s.Card, CardJson.Default.StaffCard, s.Id).Name, MemberFingerprint.Of(PublicKeysOf(s))))];
    }

    /// <summary>A member admits a newcomer whose fingerprint they have compared: the group's open keys are sealed to them. False when there is nobody of that id and fingerprint waiting, or the group has changed meanwhile.</summary>
    public async Task<bool> AdmitAsync(Group group, Guid member, StaffKeys own, IReadOnlyList<(int Generation, Vault.Primitives.AgreementPair Pair)> open, Guid newcomer, string compared)
    {
        line.Changed();
        if (line.Group(group) is not { } state || state.Member(member) is null) return false;
        StaffMember? row;
        using (var db = database.Read()) row = db.Staff.SingleOrDefault(s => s.Id == newcomer && s.Active);
        if (row is null || ((Role)row.Role).Group() != group || state.Member(newcomer) is not null) return false;
        // What was read out and compared, not what the row says a moment later: rows can be written by others.
        if (MemberFingerprint.Of(PublicKeysOf(row)) != compared) return false;
        var admission = GroupActs.Admit(state, GroupAuthor.Of(member, own), newcomer, PublicKeysOf(row), open, time.GetUtcNow());
        var entered = await writer.WriteAsync(act =>
        {
            if (act.Db.GroupStatements.Count(s => s.Group == (int)group) != admission.Statement.Place) return false;
            Add(act.Db, admission.Statement, admission.Seals);
            act.Record(Scope.Group, SubjectState.GroupSubject((int)group), new Fact(FactKind.MemberAdmitted, time.GetUtcNow(), member) { Group = (int)group, Generation = state.Current.Number, About = newcomer });
            return true;
        });
        line.Changed();
        if (entered && line.Group(group) is { } grown) line.Pin(grown);
        return entered;
    }

    /// <summary>Statements have changed.</summary>
    public void Changed() => line.Changed();

    private static StaffPublicKeys PublicKeysOf(StaffMember row) => StaffPublicKeys.From([.. row.OpensWith, .. row.SignsWith]);

    private static void Add(JournalDb db, GroupStatement statement, IReadOnlyList<GroupKeySeal> seals)
    {
        db.GroupStatements.Add(new Journal.GroupStatement((int)statement.Group, statement.Place, statement.ToBytes()));
        db.MemberSeals.AddRange(seals.Select(s => new MemberSeal((int)s.Group, s.Generation, s.Member ?? Guid.Empty, s.Bytes)));
    }
}

/// <summary>What came of a sheet that was typed back; the line, from 1, when one is wrong.</summary>
internal sealed record SheetAnswer(SheetVerdict Verdict, int Line = 0);

/// <summary>The closed set of answers to a typed sheet.</summary>
internal enum SheetVerdict
{
    /// <summary>It is the group's own: the group counts.</summary>
    Alive,

    /// <summary>Not four lines of sixteen characters.</summary>
    NotFourLines,

    /// <summary>A line does not fit its check.</summary>
    WrongLine,

    /// <summary>A sound sheet, but not this group's.</summary>
    AnotherSheet,

    /// <summary>No founding of this person waits for a sheet.</summary>
    NotWaiting,
}

/// <summary>A newcomer who waits for admission, with the fingerprint that they read out. Prints nothing.</summary>
internal sealed record WaitingMember(Guid Id, Role Role, string Name, string Fingerprint)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(WaitingMember);
}

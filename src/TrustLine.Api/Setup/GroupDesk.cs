using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using GroupStatement = TrustLine.Vault.Groups.GroupStatement;

namespace TrustLine.Api.Setup;

/// <summary>
/// How a group comes to life: the first member founds it, prints the recovery sheet and types it back, with which the
/// fingerprint is pinned beside the key file. Until then the group does not count. Later members come in by <see cref="Admissions"/>.
/// </summary>
internal sealed class GroupDesk(Database database, JournalWriter writer, LineState line, TimeProvider time)
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

        act.Db.Add(founding.Statement, founding.Seals);
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

    /// <summary>Statements have changed.</summary>
    public void Changed() => line.Changed();

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

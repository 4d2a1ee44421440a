using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Groups;

public class GroupTests
{
    private readonly Guid ann = Draw.Id();
    private readonly Guid ben = Draw.Id();
    private readonly StaffKeys annKeys = StaffKeys.Fresh();
    private readonly StaffKeys benKeys = StaffKeys.Fresh();
    private readonly GroupFounding founding;
    private readonly GroupPin pin;

    public GroupTests()
    {
        founding = GroupActs.Found(Group.Officers, ann, annKeys, World.Now);
        pin = founding.State.ToPin();
    }

    private GroupState StateOf(params GroupStatement[] more) => GroupChain.Verify(Group.Officers, [founding.Statement, .. more], pin).OrRefuse();

    private GroupAct Admit(GroupState state, StaffKeys by, Guid byId, Guid member, StaffKeys keys, AgreementPair pair) =>
        GroupActs.Admit(state, GroupAuthor.Of(byId, by), member, keys.PublicKeys(), [(state.Current.Number, pair)], World.Now);

    private AgreementPair AnnOpens() => GroupActs.Open(founding.Seals.Single(s => s.Member == ann), ann, annKeys);

    [Fact]
    public void The_life_of_a_group()
    {
        using var first = AnnOpens();
        var admitted = Admit(StateOf(), annKeys, ann, ben, benKeys, first);
        var two = StateOf(admitted.Statement);
        Assert.Equal([ann, ben], two.Members.Select(m => m.Id));
        Assert.Equal(1, two.Current.Number);
        using var bens = GroupActs.Open(Assert.Single(admitted.Seals), ben, benKeys);
        Assert.Equal(first.PublicKey, bens.PublicKey);

        var left = GroupActs.Leave(two, GroupAuthor.Of(ben, benKeys), ann, World.Now);
        var one = StateOf(admitted.Statement, left.Statement);
        Assert.Equal([ben], one.Members.Select(m => m.Id));
        Assert.Equal(2, one.Current.Number);
        Assert.NotEqual(first.PublicKey, one.Current.PublicKey);
        Assert.Equal(2, one.Generations.Count);
        using var second = GroupActs.Open(left.Seals.Single(s => s.Member == ben), ben, benKeys);
        Assert.Equal(one.Current.PublicKey, second.PublicKey);
        Assert.DoesNotContain(left.Seals, s => s.Member == ann);
        Assert.All(left.Seals, s => Assert.Throws<WrongKeyException>(() => GroupActs.Open(s, ann, annKeys)));

        var refusal = Assert.Throws<GroupNotTrustedException>(() => GroupActs.Leave(one, GroupAuthor.Of(ben, benKeys), ben, World.Now));
        Assert.Equal(ChainFailure.NobodyLeft, refusal.Failure);
        var renewed = GroupActs.Renew(one, GroupAuthor.Of(ben, benKeys), World.Now);
        Assert.Equal(3, StateOf(admitted.Statement, left.Statement, renewed.Statement).Current.Number);
    }

    [Fact]
    public void The_sheet_opens_the_group_and_admits_a_new_member_when_no_other_can()
    {
        Assert.True(RecoverySheet.TryParse(Group.Officers, string.Join('\n', founding.Sheet.Show()), out var sheet, out _));
        Assert.True(sheet!.BelongsTo(StateOf()));
        using var pair = GroupActs.Recover(founding.Seals.Single(s => s.Member is null), sheet);
        Assert.Equal(StateOf().Current.PublicKey, pair.PublicKey);

        var admitted = GroupActs.Admit(StateOf(), GroupAuthor.Of(sheet), ben, benKeys.PublicKeys(), [(1, pair)], World.Now);
        var left = GroupActs.Leave(StateOf(admitted.Statement), GroupAuthor.Of(sheet), ann, World.Now);
        Assert.Equal([ben], StateOf(admitted.Statement, left.Statement).Members.Select(m => m.Id));
        using var second = GroupActs.Recover(left.Seals.Single(s => s.Member is null), sheet);
        Assert.Equal(left.Statement.GenerationKey, second.PublicKey);

        var stranger = GroupActs.Found(Group.Officers, ben, benKeys, World.Now).Sheet;
        Assert.False(stranger.BelongsTo(StateOf()));
        Assert.Throws<WrongKeyException>(() => GroupActs.Recover(founding.Seals.Single(s => s.Member is null), stranger));
        Assert.Equal(ChainFailure.BadSignature, Assert.Throws<GroupNotTrustedException>(() =>
            GroupActs.Leave(StateOf(admitted.Statement), GroupAuthor.Of(stranger), ann, World.Now)).Failure);
    }

    [Fact]
    public void New_keys_take_the_place_of_stolen_ones_also_in_a_group_of_one()
    {
        using var first = AnnOpens();
        using var fresh = StaffKeys.Fresh();
        var act = GroupActs.Rekey(StateOf(), GroupAuthor.Of(ann, annKeys), ann, fresh.PublicKeys(), [(1, first)], World.Now);
        var state = StateOf(act.Statement);
        Assert.Equal(fresh.PublicKeys(), Assert.Single(state.Members).Keys);
        Assert.Equal(2, state.Current.Number);
        foreach (var seal in act.Seals.Where(s => s.Member == ann))
        {
            using var pair = GroupActs.Open(seal, ann, fresh);
            Assert.Equal(state.Generations[seal.Generation - 1].PublicKey, pair.PublicKey);
            Assert.Throws<WrongKeyException>(() => GroupActs.Open(seal, ann, annKeys));
        }

        // The old halves sign nothing any more, nor do they come back; nobody does it for somebody else.
        Assert.Equal(ChainFailure.BadSignature, Assert.Throws<GroupNotTrustedException>(() => GroupActs.Renew(state, GroupAuthor.Of(ann, annKeys), World.Now)).Failure);
        using var second = GroupActs.Open(act.Seals.Single(s => s.Member == ann && s.Generation == 2), ann, fresh);
        Assert.Equal(ChainFailure.Inconsistent, Assert.Throws<GroupNotTrustedException>(() =>
            GroupActs.Rekey(state, GroupAuthor.Of(ann, fresh), ann, fresh.PublicKeys(), [(2, second)], World.Now)).Failure);
        using var bens = AnnOpens();
        var two = StateOf(Admit(StateOf(), annKeys, ann, ben, benKeys, bens).Statement);
        Assert.Equal(ChainFailure.Inconsistent, Assert.Throws<GroupNotTrustedException>(() =>
            GroupActs.Rekey(two, GroupAuthor.Of(ann, annKeys), ben, fresh.PublicKeys(), [(1, bens)], World.Now)).Failure);
    }

    [Fact]
    public void Lost_keys_leave_as_the_new_ones_come_also_those_of_the_last_member()
    {
        Assert.True(RecoverySheet.TryParse(Group.Officers, string.Join('\n', founding.Sheet.Show()), out var sheet, out _));
        using var pair = GroupActs.Recover(founding.Seals.Single(s => s.Member is null), sheet!);
        var acts = GroupActs.Replace(StateOf(), GroupAuthor.Of(sheet!), ann, ben, benKeys.PublicKeys(), [(1, pair)], World.Now);
        var state = StateOf([.. acts.Select(a => a.Statement)]);
        Assert.Equal([ben], state.Members.Select(m => m.Id));
        Assert.Equal(2, state.Current.Number);
        var seals = acts.SelectMany(a => a.Seals).ToList();
        Assert.DoesNotContain(seals, s => s.Member == ann);
        foreach (var seal in seals.Where(s => s.Member == ben))
        {
            using var opened = GroupActs.Open(seal, ben, benKeys);
            Assert.Equal(state.Generations[seal.Generation - 1].PublicKey, opened.PublicKey);
        }
    }

    [Fact]
    public void Only_what_the_pinned_founder_leads_to_is_believed()
    {
        using var first = AnnOpens();
        var admit = Admit(StateOf(), annKeys, ann, ben, benKeys, first).Statement;
        var two = StateOf(admit);
        var leave = GroupActs.Leave(two, GroupAuthor.Of(ben, benKeys), ann, World.Now).Statement;
        GroupStatement[] chain = [founding.Statement, admit, leave];
        ChainFailure Of(IReadOnlyList<GroupStatement> statements, GroupPin? with) => GroupChain.Verify(Group.Officers, statements, with).Failure;

        Assert.Equal(ChainFailure.None, Of(chain, pin));
        Assert.Equal(ChainFailure.Empty, Of([], null));
        Assert.Equal(ChainFailure.CutOff, Of([], pin));
        Assert.Equal(ChainFailure.NotPinned, Of(chain, null));

        // Somebody with the database founds a group of his own under the same name.
        var forged = GroupActs.Found(Group.Officers, ann, StaffKeys.Fresh(), World.Now);
        Assert.Equal(ChainFailure.OtherFounder, Of([forged.Statement], pin));
        Assert.Equal(ChainFailure.OtherFounder, Of([GroupActs.Found(Group.Officers, ann, annKeys, World.Now).Statement], pin with { Fingerprint = forged.State.Fingerprint }));
        Assert.Equal(ChainFailure.OtherFounder, Of(chain, pin with { Group = Group.Directors }));
        // ... or founds it again with the founder's stolen key: the pinned head differs.
        Assert.Equal(ChainFailure.CutOff, Of([GroupActs.Found(Group.Officers, ann, annKeys, World.Now).Statement], pin));

        // ... or takes the leaving away, once the longer chain was pinned.
        var longer = StateOf(admit, leave).ToPin();
        Assert.Equal(ChainFailure.None, Of(chain, longer));
        Assert.Equal(ChainFailure.CutOff, Of([founding.Statement, admit], longer));

        Assert.Equal(ChainFailure.OutOfOrder, Of([founding.Statement, leave], pin));
        Assert.Equal(ChainFailure.OutOfOrder, Of([admit, founding.Statement], pin));
        Assert.Equal(ChainFailure.OutOfOrder, Of([founding.Statement, admit, admit], pin));
        Assert.Equal(ChainFailure.OutOfOrder, GroupChain.Verify(Group.Directors, chain, pin).Failure);

        GroupStatement Next(StatementKind kind, Guid subject, Guid? author, SigningPair signs, StaffPublicKeys? keys = null, int generation = 1, bool begins = false) => new GroupStatement
        {
            Kind = kind, Group = Group.Officers, Place = 1, Previous = founding.Statement.Hash(), Subject = subject, SubjectKeys = keys,
            Generation = generation, GenerationKey = begins ? AgreementPair.Fresh().PublicKey : null, Author = author, At = World.Now,
        }.SignedBy(signs);
        ChainFailure After(GroupStatement s) => Of([founding.Statement, s], pin);
        var (cat, catKeys) = (Draw.Id(), StaffKeys.Fresh());

        Assert.Equal(ChainFailure.None, After(Next(StatementKind.Admit, cat, ann, annKeys.Signs, catKeys.PublicKeys())));
        Assert.Equal(ChainFailure.UnknownAuthor, After(Next(StatementKind.Admit, cat, cat, catKeys.Signs, catKeys.PublicKeys())));
        Assert.Equal(ChainFailure.BadSignature, After(Next(StatementKind.Admit, cat, ann, catKeys.Signs, catKeys.PublicKeys())));
        Assert.Equal(ChainFailure.BadSignature, After(Next(StatementKind.Admit, cat, null, catKeys.Signs, catKeys.PublicKeys())));
        Assert.Equal(ChainFailure.BadSignature, After(Next(StatementKind.Admit, cat, ann, annKeys.Signs, catKeys.PublicKeys()) with { At = World.Now.AddSeconds(1) }));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Admit, ann, ann, annKeys.Signs, catKeys.PublicKeys())));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Admit, cat, ann, annKeys.Signs, annKeys.PublicKeys())));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Admit, cat, ann, annKeys.Signs, annKeys.PublicKeys() with { Signs = catKeys.PublicKeys().Signs })));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Admit, cat, ann, annKeys.Signs)));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Admit, cat, ann, annKeys.Signs, catKeys.PublicKeys(), 2, begins: true)));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Leave, cat, ann, annKeys.Signs, generation: 2, begins: true)));
        Assert.Equal(ChainFailure.NobodyLeft, After(Next(StatementKind.Leave, ann, ann, annKeys.Signs, generation: 2, begins: true)));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Leave, ann, ann, annKeys.Signs, generation: 1)));
        Assert.Equal(ChainFailure.None, After(Next(StatementKind.Renew, Guid.Empty, ann, annKeys.Signs, generation: 2, begins: true)));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Renew, Guid.Empty, ann, annKeys.Signs, generation: 3, begins: true)));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Renew, Guid.Empty, ann, annKeys.Signs, generation: 1, begins: true)));
        Assert.Equal(ChainFailure.Inconsistent, After(Next(StatementKind.Found, cat, cat, catKeys.Signs, catKeys.PublicKeys(), 2, begins: true)));
    }

    [Fact]
    public void Who_has_left_can_sign_nothing_more()
    {
        using var first = AnnOpens();
        var admit = Admit(StateOf(), annKeys, ann, ben, benKeys, first).Statement;
        var leave = GroupActs.Leave(StateOf(admit), GroupAuthor.Of(ben, benKeys), ann, World.Now);
        var state = StateOf(admit, leave.Statement);
        using var pair = GroupActs.Open(leave.Seals.Single(s => s.Member == ben), ben, benKeys);
        Assert.Equal(ChainFailure.UnknownAuthor, Assert.Throws<GroupNotTrustedException>(() =>
            GroupActs.Admit(state, GroupAuthor.Of(ann, annKeys), Draw.Id(), StaffKeys.Fresh().PublicKeys(), [(2, pair)], World.Now)).Failure);
    }

    [Fact]
    public void A_new_member_is_never_given_another_key_than_the_groups()
    {
        using var wrong = AgreementPair.Fresh();
        Assert.Throws<WrongKeyException>(() => Admit(StateOf(), annKeys, ann, ben, benKeys, wrong));
        Assert.Throws<ArgumentException>(() => GroupActs.Admit(StateOf(), GroupAuthor.Of(ann, annKeys), ben, benKeys.PublicKeys(), [], World.Now));
    }

    [Fact]
    public void Every_changed_byte_of_a_stored_statement_is_found()
    {
        var bytes = founding.Statement.ToBytes();
        Assert.Equal(founding.Statement.Hash(), GroupStatement.Parse(bytes).Hash());
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = Bytes.Flipped(bytes, i);
            GroupStatement? read = null;
            var refusal = Record.Exception(() => read = GroupStatement.Parse(changed));
            Assert.True(read is null ? refusal is EnvelopeDamagedException : GroupChain.Verify(Group.Officers, [read], pin).State is null, $"byte {i}: {refusal}");
        }
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<EnvelopeDamagedException>(() => GroupStatement.Parse(bytes.AsSpan(0, length)));
        Assert.Throws<EnvelopeDamagedException>(() => GroupStatement.Parse([.. bytes, 0]));
    }

    [Fact]
    public void A_seal_for_one_member_generation_or_group_is_for_no_other()
    {
        var seal = founding.Seals.Single(s => s.Member == ann);
        Assert.Throws<WrongKeyException>(() => GroupActs.Open(seal, ben, annKeys));
        Assert.Throws<WrongKeyException>(() => GroupActs.Open(seal, ann, benKeys));
        Assert.Throws<WrongKeyException>(() => GroupActs.Open(seal with { Generation = 2 }, ann, annKeys));
        Assert.Throws<WrongKeyException>(() => GroupActs.Open(seal with { Group = Group.Directors }, ann, annKeys));
    }

    [Fact]
    public void Fingerprints_tell_founders_and_groups_apart()
    {
        var one = GroupFingerprint.Of(Group.Officers, annKeys.PublicKeys().Signs);
        Assert.Equal(one, GroupFingerprint.Of(Group.Officers, annKeys.PublicKeys().Signs));
        Assert.NotEqual(one, GroupFingerprint.Of(Group.Directors, annKeys.PublicKeys().Signs));
        Assert.NotEqual(one, GroupFingerprint.Of(Group.Officers, benKeys.PublicKeys().Signs));
        Assert.Matches("^([0-9]{5} ){7}[0-9]{5}$", one.Show());
        Assert.True(one.Matches(one.Show().Replace(' ', '-') + "\n"));
        Assert.False(one.Matches(one.Show()[..^1]));
        Assert.False(one.Matches(""));
    }

    [Fact]
    public void All_four_groups_must_have_a_key()
    {
        GroupGeneration Of(Group group) => new(group, 1, AgreementPair.Fresh().PublicKey);
        Assert.Throws<ArgumentException>(() => new SealingKeys([Of(Group.Officers), Of(Group.Directors), Of(Group.Oversight)]));
        Assert.Throws<ArgumentException>(() => new SealingKeys([Of(Group.Officers), Of(Group.Officers), Of(Group.Oversight), Of(Group.Custodians)]));
        Assert.Equal(Group.Oversight, new SealingKeys(Enum.GetValues<Group>().Select(Of))[Group.Oversight].Group);
    }
}

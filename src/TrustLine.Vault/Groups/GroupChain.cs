using TrustLine.Vault.People;

namespace TrustLine.Vault.Groups;

/// <summary>A member of a group, with the keys that a statement named.</summary>
public sealed record GroupMember(Guid Id, StaffPublicKeys Keys);

/// <summary>A verified group: who is in it, which key is sealed to, and where its chain ends.</summary>
public sealed record GroupState(
    GroupGeneration Current, IReadOnlyList<GroupMember> Members, StaffPublicKeys RecoveryKeys, GroupFingerprint Fingerprint, int Length, byte[] Head)
{
    /// <summary>The public keys of all generations so far, for slots that were sealed to earlier ones.</summary>
    public required IReadOnlyList<GroupGeneration> Generations { get; init; }

    /// <summary>The member with this id, or null.</summary>
    public GroupMember? Member(Guid id) => Members.FirstOrDefault(m => m.Id == id);

    /// <summary>The state after an admission, for the act that follows it at once.</summary>
    internal GroupState After(GroupStatement admission) =>
        this with { Members = [.. Members, new(admission.Subject, admission.SubjectKeys!)], Length = Length + 1, Head = admission.Hash() };

    /// <summary>What is to be written beside the key file after this state was stored.</summary>
    public GroupPin ToPin() => new(Current.Group, Fingerprint, Length, Head);
}

/// <summary>Why a chain of statements is not believed. Intake closes on each of them.</summary>
public enum ChainFailure
{
    /// <summary>It is believed.</summary>
    None,

    /// <summary>There is no statement: the group does not exist yet.</summary>
    Empty,

    /// <summary>There are statements and no pin: nobody has compared the fingerprint.</summary>
    NotPinned,

    /// <summary>The first member's fingerprint is not the pinned one: another group was put in its place.</summary>
    OtherFounder,

    /// <summary>The chain is shorter than the pinned one, or differs inside it: statements were taken away or changed.</summary>
    CutOff,

    /// <summary>A statement about another group, out of its place, or not following the one before.</summary>
    OutOfOrder,

    /// <summary>Signed by nobody who was a member at that point.</summary>
    UnknownAuthor,

    /// <summary>A signature does not verify.</summary>
    BadSignature,

    /// <summary>A statement says what its kind may not say: a member twice, somebody leaving who is not there, a generation skipped, a second founding.</summary>
    Inconsistent,

    /// <summary>The last member leaves.</summary>
    NobodyLeft,
}

/// <summary>Either a verified group or the reason why not, and the place of the statement that was not believed.</summary>
public sealed record ChainVerdict(GroupState? State, ChainFailure Failure, int Place)
{
    /// <summary>The state, or <see cref="GroupNotTrustedException"/> with the failure.</summary>
    public GroupState OrRefuse() => State ?? throw new GroupNotTrustedException(Failure);
}

/// <summary>A group's chain is not believed; nothing is sealed to it.</summary>
public sealed class GroupNotTrustedException(ChainFailure failure) : Exception($"The statements about a group are not believed: {failure}.")
{
    /// <summary>Why not.</summary>
    public ChainFailure Failure { get; } = failure;
}

/// <summary>Reads a group's statements in order and believes only what the pinned first member's signatures lead to.</summary>
public static class GroupChain
{
    /// <summary>Verifies a group against its pin. Who can write to the database but not beside the key file cannot pass.</summary>
    public static ChainVerdict Verify(Group group, IReadOnlyList<GroupStatement> statements, GroupPin? pin)
    {
        ArgumentNullException.ThrowIfNull(statements);
        if (statements.Count == 0)
            return new(null, pin is null ? ChainFailure.Empty : ChainFailure.CutOff, 0);
        if (pin is null)
            return new(null, ChainFailure.NotPinned, 0);
        var verdict = Walk(group, statements);
        if (verdict.State is not { } state)
            return verdict;
        if (pin.Group != group || !state.Fingerprint.Equals(pin.Fingerprint))
            return new(null, ChainFailure.OtherFounder, 0);
        if (statements.Count < pin.Length || !statements[pin.Length - 1].Hash().AsSpan().SequenceEqual(pin.Head))
            return new(null, ChainFailure.CutOff, Math.Min(pin.Length, statements.Count) - 1);
        return verdict;
    }

    /// <summary>The state that the statements themselves lead to, for the moment of founding when nothing is pinned yet.</summary>
    internal static ChainVerdict Walk(Group group, IReadOnlyList<GroupStatement> statements)
    {
        var members = new List<GroupMember>();
        var generations = new List<GroupGeneration>();
        StaffPublicKeys? recovery = null;
        GroupFingerprint? fingerprint = null;
        var head = new byte[Primitives.Digest.Length];

        for (var place = 0; place < statements.Count; place++)
        {
            var s = statements[place];
            ChainVerdict Refuse(ChainFailure failure) => new(null, failure, place);

            if (s.Group != group || s.Place != place || !s.Previous.AsSpan().SequenceEqual(head))
                return Refuse(ChainFailure.OutOfOrder);
            if (!IsWellFormed(s, place, generations.Count))
                return Refuse(ChainFailure.Inconsistent);

            var author = s.Kind is StatementKind.Found ? s.SubjectKeys!.Signs
                : s.Author is { } id ? members.Find(m => m.Id == id)?.Keys.Signs
                : recovery!.Signs;
            if (author is null)
                return Refuse(ChainFailure.UnknownAuthor);
            if (!s.IsSignedBy(author))
                return Refuse(ChainFailure.BadSignature);

            switch (s.Kind)
            {
                case StatementKind.Found:
                    recovery = s.RecoveryKeys;
                    fingerprint = GroupFingerprint.Of(group, s.SubjectKeys!.Signs);
                    members.Add(new(s.Subject, s.SubjectKeys));
                    break;
                case StatementKind.Admit:
                    if (members.Exists(m => m.Id == s.Subject || m.Keys.SharesOneWith(s.SubjectKeys!)))
                        return Refuse(ChainFailure.Inconsistent);
                    members.Add(new(s.Subject, s.SubjectKeys!));
                    break;
                case StatementKind.Rekey:
                    // New keys are new: not one's own old ones, nor anybody else's.
                    if (members.Exists(m => m.Keys.SharesOneWith(s.SubjectKeys!)) || members.RemoveAll(m => m.Id == s.Subject) == 0)
                        return Refuse(ChainFailure.Inconsistent);
                    members.Add(new(s.Subject, s.SubjectKeys!));
                    break;
                case StatementKind.Leave:
                    if (members.RemoveAll(m => m.Id == s.Subject) == 0)
                        return Refuse(ChainFailure.Inconsistent);
                    if (members.Count == 0)
                        return Refuse(ChainFailure.NobodyLeft);
                    break;
            }
            if (s.GenerationKey is { } key)
                generations.Add(new(group, s.Generation, key));
            head = s.Hash();
        }
        return new(new(generations[^1], members, recovery!, fingerprint!, statements.Count, head) { Generations = generations }, ChainFailure.None, statements.Count - 1);
    }

    // Every kind says exactly its own things, and a generation begins exactly when somebody founds, leaves, renews or takes new keys.
    private static bool IsWellFormed(GroupStatement s, int place, int generations)
    {
        var begins = s.Kind is not StatementKind.Admit;
        return (s.Kind is StatementKind.Found) == (place == 0)
            && (s.Kind is StatementKind.Found) == (s.RecoveryKeys is not null)
            && (s.Kind is StatementKind.Found or StatementKind.Admit or StatementKind.Rekey) == (s.SubjectKeys is not null)
            && (s.Kind is StatementKind.Renew) == (s.Subject == Guid.Empty)
            && (s.Kind is not (StatementKind.Found or StatementKind.Rekey) || s.Author == s.Subject)
            && begins == (s.GenerationKey is not null)
            && s.Generation == (begins ? generations + 1 : generations);
    }
}

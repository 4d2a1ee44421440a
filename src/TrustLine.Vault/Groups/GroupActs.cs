using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Groups;

/// <summary>A founding: the statement, the sheet to print once, and the first generation sealed to the member and to the sheet.</summary>
public sealed record GroupFounding(GroupStatement Statement, RecoverySheet Sheet, IReadOnlyList<GroupKeySeal> Seals)
{
    /// <summary>The state that the founding leads to; its pin is written once the sheet was typed back and the fingerprint compared.</summary>
    public GroupState State => GroupChain.Walk(Statement.Group, [Statement]).OrRefuse();

    /// <summary>The type's name only: the sheet is a secret.</summary>
    public override string ToString() => nameof(GroupFounding);
}

/// <summary>What an act adds to the rows: one statement, and seals of the group's private half.</summary>
public sealed record GroupAct(GroupStatement Statement, IReadOnlyList<GroupKeySeal> Seals);

/// <summary>Who signs an act: a member with their keys, or the recovery sheet.</summary>
public sealed class GroupAuthor
{
    private GroupAuthor(Guid? member, SigningPair signs) => (Member, Signs) = (member, signs);

    internal Guid? Member { get; }

    internal SigningPair Signs { get; }

    /// <summary>A member acts in their own session.</summary>
    public static GroupAuthor Of(Guid member, StaffKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new(member, keys.Signs);
    }

    /// <summary>The sheet acts, when no member can.</summary>
    public static GroupAuthor Of(RecoverySheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return new(null, sheet.Signs);
    }
}

/// <summary>The acts by which a group lives: founding, admitting, replacing, leaving, renewing, new keys, recovering. Each gives rows; none stores them.</summary>
public static class GroupActs
{
    /// <summary>The first member founds the group.</summary>
    public static GroupFounding Found(Group group, Guid member, StaffKeys keys, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var generation = AgreementPair.Fresh();
        var sheet = RecoverySheet.Fresh(group);
        var statement = new GroupStatement
        {
            Kind = StatementKind.Found,
            Group = group,
            Place = 0,
            Previous = new byte[Digest.Length],
            Subject = member,
            SubjectKeys = keys.PublicKeys(),
            Generation = 1,
            GenerationKey = generation.PublicKey,
            RecoveryKeys = sheet.PublicKeys(),
            Author = member,
            At = at,
        }.SignedBy(keys.Signs);
        return new(statement, sheet,
        [
            SealTo(group, 1, member, keys.Opens.PublicKey, generation),
            SealTo(group, 1, null, sheet.Opens.PublicKey, generation),
        ]);
    }

    /// <summary>Admits a member: the open private half of the current generation (and of earlier ones still in use) is sealed to them.</summary>
    public static GroupAct Admit(GroupState state, GroupAuthor author, Guid member, StaffPublicKeys keys, IEnumerable<(int Generation, AgreementPair Pair)> open, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(open);
        var statement = Next(state, author, StatementKind.Admit, member, state.Current.Number, at) with { SubjectKeys = keys };
        return Checked(state, statement, author, SealOpen(state, member, keys, open));
    }

    /// <summary>
    /// A member leaves: from public keys alone a new generation is made for those who remain. The last member cannot leave:
    /// <see cref="GroupNotTrustedException"/> with <see cref="ChainFailure.NobodyLeft"/>. The caller deletes the leaver's seals.
    /// </summary>
    public static GroupAct Leave(GroupState state, GroupAuthor author, Guid leaver, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Begin(state, author, StatementKind.Leave, leaver, [.. state.Members.Where(m => m.Id != leaver)], at);
    }

    /// <summary>
    /// A member who lost their keys is replaced by themselves with new ones: admitted first, so that also the last member can be, then the old keys leave and a
    /// new generation begins. The caller deletes the old seals.
    /// </summary>
    public static IReadOnlyList<GroupAct> Replace(GroupState state, GroupAuthor author, Guid lost, Guid member, StaffPublicKeys keys, IEnumerable<(int Generation, AgreementPair Pair)> open, DateTimeOffset at)
    {
        var admission = Admit(state, author, member, keys, open, at);
        return [admission, Leave(state.After(admission.Statement), author, lost, at)];
    }

    /// <summary>
    /// A member takes new keys, and a new generation begins: what was sealed to them is sealed to the new keys. The caller deletes the member's old seals.
    /// </summary>
    public static GroupAct Rekey(GroupState state, GroupAuthor author, Guid member, StaffPublicKeys keys, IEnumerable<(int Generation, AgreementPair Pair)> open, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(open);
        var members = state.Members.Select(m => m.Id == member ? m with { Keys = keys } : m);
        var act = Begin(state, author, StatementKind.Rekey, member, [.. members], at, keys);
        return act with { Seals = [.. act.Seals, .. SealOpen(state, member, keys, open)] };
    }

    /// <summary>A new generation for the same members.</summary>
    public static GroupAct Renew(GroupState state, GroupAuthor author, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Begin(state, author, StatementKind.Renew, Guid.Empty, state.Members, at);
    }

    /// <summary>A member opens a generation's private half, for one request.</summary>
    public static AgreementPair Open(GroupKeySeal seal, Guid member, StaffKeys keys)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(keys);
        return Open(seal, member, keys.Opens);
    }

    /// <summary>The recovery sheet opens a generation's private half, when no member can.</summary>
    public static AgreementPair Recover(GroupKeySeal seal, RecoverySheet sheet)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(sheet);
        return Open(seal, null, sheet.Opens);
    }

    private static List<GroupKeySeal> SealOpen(GroupState state, Guid member, StaffPublicKeys keys, IEnumerable<(int Generation, AgreementPair Pair)> open)
    {
        List<GroupKeySeal> seals = [];
        foreach (var (generation, pair) in open)
        {
            // A pair that is not the generation it claims to be would lock the member out of it for ever.
            if (state.Generations.FirstOrDefault(g => g.Number == generation)?.PublicKey.Equals(pair.PublicKey) is not true)
                throw new WrongKeyException();
            seals.Add(SealTo(state.Current.Group, generation, member, keys.Opens, pair));
        }
        return seals.Exists(s => s.Generation == state.Current.Number) ? seals : throw new ArgumentException("The current generation must be among those given.", nameof(open));
    }

    private static GroupAct Begin(GroupState state, GroupAuthor author, StatementKind kind, Guid subject, IReadOnlyList<GroupMember> remaining, DateTimeOffset at, StaffPublicKeys? keys = null)
    {
        using var pair = AgreementPair.Fresh();
        var number = state.Current.Number + 1;
        var statement = Next(state, author, kind, subject, number, at) with { GenerationKey = pair.PublicKey, SubjectKeys = keys };
        return Checked(state, statement, author,
        [
            .. remaining.Select(m => SealTo(state.Current.Group, number, m.Id, m.Keys.Opens, pair)),
            SealTo(state.Current.Group, number, null, state.RecoveryKeys.Opens, pair),
        ]);
    }

    private static GroupStatement Next(GroupState state, GroupAuthor author, StatementKind kind, Guid subject, int generation, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(author);
        return new()
        {
            Kind = kind,
            Group = state.Current.Group,
            Place = state.Length,
            Previous = state.Head,
            Subject = subject,
            Generation = generation,
            Author = author.Member,
            At = at,
        };
    }

    // Refused here and now, rather than by the chain's verification when it has been stored.
    private static GroupAct Checked(GroupState state, GroupStatement unsigned, GroupAuthor author, IReadOnlyList<GroupKeySeal> seals)
    {
        var statement = unsigned.SignedBy(author.Signs);
        var signer = author.Member is { } id ? state.Member(id)?.Keys.Signs : state.RecoveryKeys.Signs;
        var failure = signer is null ? ChainFailure.UnknownAuthor
            : !statement.IsSignedBy(signer) ? ChainFailure.BadSignature
            : statement.Kind is StatementKind.Admit && state.Members.Any(m => m.Id == statement.Subject || m.Keys.SharesOneWith(statement.SubjectKeys!)) ? ChainFailure.Inconsistent
            : statement.Kind is StatementKind.Rekey && (statement.Author != statement.Subject || state.Members.Any(m => m.Keys.SharesOneWith(statement.SubjectKeys!))) ? ChainFailure.Inconsistent
            : statement.Kind is StatementKind.Leave && state.Member(statement.Subject) is null ? ChainFailure.Inconsistent
            : statement.Kind is StatementKind.Leave && state.Members.Count == 1 ? ChainFailure.NobodyLeft
            : ChainFailure.None;
        return failure is ChainFailure.None ? new(statement, seals) : throw new GroupNotTrustedException(failure);
    }

    private static GroupKeySeal SealTo(Group group, int generation, Guid? member, AgreementPublicKey to, AgreementPair pair)
    {
        using var half = pair.ExportPrivate();
        return new(group, generation, member, KeySeal.Seal(to, Of(group, generation, member), half));
    }

    private static AgreementPair Open(GroupKeySeal seal, Guid? member, AgreementPair opens)
    {
        using var half = KeySeal.Open(opens, Of(seal.Group, seal.Generation, member), seal.Bytes);
        return AgreementPair.From(half);
    }

    private static Binding Of(Group group, int generation, Guid? member) =>
        new(Labels.GroupKey, member ?? Guid.Empty, new CanonicalWriter().Byte((byte)group).Int32(generation).ToBytes());
}

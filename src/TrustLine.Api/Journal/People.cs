using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>A member of the staff. Role, name, mail, language and second factor are under the server's seal; private keys also under the passphrase.</summary>
internal sealed class StaffMember
{
    public Guid Id { get; private set; }

    /// <summary>Keyed hash of the login name.</summary>
    public byte[] LoginLookup { get; private set; } = [];

    /// <summary><c>StaffCard</c> under the server's seal.</summary>
    public byte[] Card { get; private set; } = [];

    /// <summary>Public key to which keys are sealed.</summary>
    public byte[] OpensWith { get; private set; } = [];

    /// <summary>Public key that checks this person's signatures.</summary>
    public byte[] SignsWith { get; private set; } = [];

    /// <summary>Both private halves under the passphrase (rounds and salt inside) and the server's seal.</summary>
    public byte[] Wrapped { get; private set; } = [];

    /// <summary>Last one-time code step that was accepted: none is taken twice (RFC 6238 5.2).</summary>
    public long LastTotpStep { get; private set; }

    public bool Active { get; private set; } = true;

    private StaffMember() { }

    public StaffMember(Guid id, byte[] loginLookup, byte[] card, byte[] opensWith, byte[] signsWith, byte[] wrapped) =>
        (Id, LoginLookup, Card, OpensWith, SignsWith, Wrapped) = (id, loginLookup, card, opensWith, signsWith, wrapped);

    public void TookStep(long step) => LastTotpStep = step;

    /// <summary>A new card; the fact that says why is an entry of the same transaction.</summary>
    public void Turn(byte[] card) => Card = card;

    /// <summary>New keys and a new second factor in place of stolen ones: no code of the old one counts any more.</summary>
    public void Rekey(byte[] card, byte[] opensWith, byte[] signsWith, byte[] wrapped, long step) =>
        (Card, OpensWith, SignsWith, Wrapped, LastTotpStep) = (card, opensWith, signsWith, wrapped, step);

    /// <summary>They have left: the row keeps who they were, and nothing that opens or lets in; the login name is free.</summary>
    public void Leave(byte[] card) => (Card, Wrapped, LoginLookup, Active) = (card, [], Draw.Bytes(32), false);

    internal static void Map(ModelBuilder model) => model.Entity<StaffMember>(e =>
    {
        e.ToTable("staff");
        e.HasKey(s => s.Id);
        e.Property(s => s.Id).ValueGeneratedNever();
        e.HasIndex(s => s.LoginLookup).IsUnique();
    });
}

/// <summary>A one-time link that makes a staff member; the token itself is stored nowhere.</summary>
internal sealed class Invitation
{
    public byte[] TokenHash { get; private set; } = [];

    /// <summary><c>InvitationCard</c> under the server's seal: role, name, mail, until when.</summary>
    public byte[] Card { get; private set; } = [];

    private Invitation() { }

    public Invitation(byte[] tokenHash, byte[] card) => (TokenHash, Card) = (tokenHash, card);

    internal static void Map(ModelBuilder model) => model.Entity<Invitation>(e =>
    {
        e.ToTable("invitations");
        e.HasKey(i => i.TokenHash);
    });
}

/// <summary>One signed statement of a group's life: founded, admitted, new generation, left. Append-only.</summary>
internal sealed class GroupStatement
{
    public int Group { get; private set; }

    /// <summary>0, 1, 2 … within the group.</summary>
    public int Ordinal { get; private set; }

    public byte[] Bytes { get; private set; } = [];

    private GroupStatement() { }

    public GroupStatement(int group, int ordinal, byte[] bytes) => (Group, Ordinal, Bytes) = (group, ordinal, bytes);

    internal static void Map(ModelBuilder model) => model.Entity<GroupStatement>(e =>
    {
        e.ToTable("group_statements");
        e.HasKey(s => new { s.Group, s.Ordinal });
    });
}

/// <summary>The private half of a group's generation sealed to one member, or to the recovery sheet (holder = empty id).</summary>
internal sealed class MemberSeal
{
    public int Group { get; private set; }
    public int Generation { get; private set; }
    public Guid Holder { get; private set; }
    public byte[] Bytes { get; private set; } = [];

    private MemberSeal() { }

    public MemberSeal(int group, int generation, Guid holder, byte[] bytes) => (Group, Generation, Holder, Bytes) = (group, generation, holder, bytes);

    internal static void Map(ModelBuilder model) => model.Entity<MemberSeal>(e =>
    {
        e.ToTable("member_seals");
        e.HasKey(s => new { s.Group, s.Generation, s.Holder });
        e.HasIndex(s => s.Holder);
    });
}

/// <summary>A staff session: the private halves under a key that lives in the browser's cookie, and under the server's seal.</summary>
internal sealed class SessionRow
{
    /// <summary>Hash of the session's id; the id itself is in the cookie.</summary>
    public byte[] IdHash { get; private set; } = [];

    public Guid StaffId { get; private set; }
    public byte[] Keys { get; private set; } = [];

    /// <summary><c>SessionCard</c> under the server's seal.</summary>
    public byte[] Card { get; private set; } = [];

    /// <summary>When the row may be deleted, up to the whole hour.</summary>
    public DateTimeOffset Until { get; private set; }

    private SessionRow() { }

    public SessionRow(byte[] idHash, Guid staffId, byte[] keys, byte[] card, DateTimeOffset until) =>
        (IdHash, StaffId, Keys, Card, Until) = (idHash, staffId, keys, card, until.UpToTheHour());

    public void Seen(byte[] card, DateTimeOffset until) => (Card, Until) = (card, until.UpToTheHour());

    public void Turn(byte[] card) => Card = card;

    internal static void Map(ModelBuilder model) => model.Entity<SessionRow>(e =>
    {
        e.ToTable("sessions");
        e.HasKey(s => s.IdHash);
        e.HasIndex(s => s.StaffId);
    });
}

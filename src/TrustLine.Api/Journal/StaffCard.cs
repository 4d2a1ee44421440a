using System.Text.Json.Serialization;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>What a person on the staff is for the line (design.md 3). One person, one role.</summary>
internal enum Role
{
    /// <summary>Users, settings, calendar, channels; no content; belongs to no group.</summary>
    Administrator = 1,

    /// <summary>Compliance officer: triages, registers, answers.</summary>
    Officer = 2,

    /// <summary>General director: is informed, decides.</summary>
    Director = 3,

    /// <summary>Deputy: the director's rights.</summary>
    Deputy = 4,

    /// <summary>Agrees or refuses to open an identity; reads nothing.</summary>
    Custodian = 5,

    /// <summary>The superior body's person, in place of whoever is accused.</summary>
    Oversight = 6,

    /// <summary>Takes calls at the call desk.</summary>
    Operator = 7,

    /// <summary>Journal numbers, clocks, statistics, proofs.</summary>
    Auditor = 8,
}

/// <summary>Who a member of the staff is; kept under the server's seal.</summary>
internal sealed record StaffCard
{
    public required Role Role { get; init; }

    /// <summary>SHA-256 of the two public keys in the row: other keys put there are not this person's.</summary>
    public required byte[] KeysHash { get; init; }

    public required string Name { get; init; }

    /// <summary>What the position is called, for the script of 10.5; null while nobody has entered it.</summary>
    public Trilingual? Position { get; init; }

    public required string Login { get; init; }
    public required string Email { get; init; }
    public required Language Language { get; init; }

    /// <summary>Secret of the second factor (RFC 6238).</summary>
    public required byte[] TotpSecret { get; init; }

    /// <summary>Whose lost keys these replace once a member, or the recovery sheet, has admitted them.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>When the administrator asked the group to let this person go; null when nobody did.</summary>
    public DateTimeOffset? LeavingAsked { get; init; }

    /// <summary>Holidays and other absences, with who stands in. They extend no deadline.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>Who stands in on this day; null when the person is here.</summary>
    public Guid? SubstituteOn(DateOnly day) => Absences.FirstOrDefault(a => a.From <= day && day <= a.Until)?.Substitute;

    /// <summary>What remains of somebody who has left: who they were, for the Journal's history.</summary>
    public StaffCard Farewell() => new() { Role = Role, KeysHash = KeysHash, Name = Name, Position = Position, Login = "", Email = "", Language = Language, TotpSecret = [] };

    /// <summary>What <see cref="KeysHash"/> is of.</summary>
    public static byte[] HashOf(byte[] opensWith, byte[] signsWith) => Digest.Sha256([.. opensWith, .. signsWith]);

    /// <summary>Whether the keys in the row are those that this person joined with.</summary>
    public bool Owns(StaffMember row) => Digest.Same(KeysHash, HashOf(row.OpensWith, row.SignsWith));

    /// <inheritdoc/>
    public override string ToString() => nameof(StaffCard);
}

/// <summary>One absence, both days included, and who stands in.</summary>
internal sealed record Absence(Guid Substitute, DateOnly From, DateOnly Until);

/// <summary>
/// When a session began and was last used, and what it knows about asking again; kept under the server's seal, so that nobody writes himself a
/// fresh answer, and no thief reads who worked when.
/// </summary>
internal sealed record SessionCard
{
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When passphrase and one-time code were last given in this session.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Tries in vain since then.</summary>
    public int Tries { get; init; }

    /// <summary>The day in Astana for which an operator went on duty in this session; null while off duty.</summary>
    public DateOnly? OnDuty { get; init; }

    /// <summary>Which of the configured phones is to ring meanwhile; null when calls come by another way.</summary>
    public string? Rings { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(SessionCard);
}

/// <summary>What an invitation promises; kept under the server's seal.</summary>
internal sealed record InvitationCard
{
    public required Role Role { get; init; }
    public required string Name { get; init; }
    public string Email { get; init; } = "";

    /// <summary>Who lost their keys and comes back with this invitation; null for somebody new.</summary>
    public Guid? Replaces { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(InvitationCard);
}

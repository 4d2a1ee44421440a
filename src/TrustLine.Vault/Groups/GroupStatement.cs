using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Groups;

/// <summary>What a statement about a group says.</summary>
public enum StatementKind
{
    /// <summary>The first member founds the group: names the first generation and the recovery keys, signs it themselves.</summary>
    Found = 1,

    /// <summary>A member, or the recovery sheet, admits a member.</summary>
    Admit = 2,

    /// <summary>A member leaves, and with the same stroke a new generation begins.</summary>
    Leave = 3,

    /// <summary>A new generation with the same members.</summary>
    Renew = 4,

    /// <summary>A member takes new keys in place of ones that may be stolen, and a new generation begins. Only they themselves may say so.</summary>
    Rekey = 5,
}

/// <summary>
/// One signed fact about a group. Each carries the hash of the one before, so none can be moved or left out. The author is a
/// member; null is the recovery sheet.
/// </summary>
public sealed record GroupStatement
{
    private const byte FormatVersion = 1;

    /// <summary>What it says.</summary>
    public required StatementKind Kind { get; init; }

    /// <summary>About which group.</summary>
    public required Group Group { get; init; }

    /// <summary>Its place in the chain, from 0.</summary>
    public required int Place { get; init; }

    /// <summary>SHA-256 of the statement before; zeros for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>The member founded with, admitted, leaving or with new keys; empty for a renewal.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The subject's public keys when they join or take new ones.</summary>
    public StaffPublicKeys? SubjectKeys { get; init; }

    /// <summary>The generation that holds after this statement.</summary>
    public required int Generation { get; init; }

    /// <summary>Its public key, when this statement begins it.</summary>
    public AgreementPublicKey? GenerationKey { get; init; }

    /// <summary>The recovery sheet's public keys; with the founding only.</summary>
    public StaffPublicKeys? RecoveryKeys { get; init; }

    /// <summary>Who signs: a member, or null for the recovery sheet.</summary>
    public required Guid? Author { get; init; }

    /// <summary>When, as the author's session knew it; whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>ECDSA over everything above.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>SHA-256 of the whole statement.</summary>
    public byte[] Hash() => Digest.Sha256(ToBytes());

    /// <summary>The canonical form, as it is stored.</summary>
    public byte[] ToBytes() => [.. Signed(), .. Signature];

    internal GroupStatement SignedBy(SigningPair author) => this with { Signature = author.Sign(Signed()) };

    internal bool IsSignedBy(SigningPublicKey author) => author.Verifies(Signed(), Signature);

    /// <summary>Reads the canonical form back; anything else is an <see cref="EnvelopeDamagedException"/>.</summary>
    public static GroupStatement Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Byte() != FormatVersion || reader.Text() != Labels.GroupStatement)
            throw new EnvelopeDamagedException();
        try
        {
            var statement = new GroupStatement
            {
                Kind = (StatementKind)reader.Byte(),
                Group = (Group)reader.Byte(),
                Place = reader.Int32(),
                Previous = reader.Fixed(Digest.Length).ToArray(),
                Subject = reader.Id(),
                SubjectKeys = reader.Sized() is { Length: > 0 } subject ? StaffPublicKeys.From(subject) : null,
                Generation = reader.Int32(),
                GenerationKey = reader.Sized() is { Length: > 0 } generation ? AgreementPublicKey.From(generation) : null,
                RecoveryKeys = reader.Sized() is { Length: > 0 } recovery ? StaffPublicKeys.From(recovery) : null,
                Author = reader.Byte() == 1 ? reader.Id() : null,
                At = DateTimeOffset.FromUnixTimeSeconds(reader.Int64()),
                Signature = reader.Fixed(SigningPair.SignatureLength).ToArray(),
            };
            reader.End();
            // One meaning, one form: what would be written differently was not written by us.
            return Enum.IsDefined(statement.Kind) && Enum.IsDefined(statement.Group) && statement.ToBytes().AsSpan().SequenceEqual(bytes)
                ? statement
                : throw new EnvelopeDamagedException();
        }
        catch (Exception e) when (e is InvalidKeyException or ArgumentOutOfRangeException)
        {
            throw new EnvelopeDamagedException();
        }
    }

    private byte[] Signed()
    {
        var writer = new CanonicalWriter()
            .Byte(FormatVersion).Text(Labels.GroupStatement)
            .Byte((byte)Kind).Byte((byte)Group).Int32(Place).Fixed(Previous)
            .Id(Subject).Sized(SubjectKeys?.ToBytes() ?? [])
            .Int32(Generation).Sized(GenerationKey?.ToBytes() ?? [])
            .Sized(RecoveryKeys?.ToBytes() ?? [])
            .Byte(Author is null ? (byte)0 : (byte)1);
        if (Author is { } author)
            writer.Id(author);
        return writer.Int64(At.ToUnixTimeSeconds()).ToBytes();
    }
}

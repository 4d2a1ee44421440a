using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.People;

/// <summary>A staff member's two pairs: one opens what is sealed to them, one signs. In memory only while they act; never printed.</summary>
public sealed class StaffKeys : IDisposable
{
    internal const int PrivateLength = 2 * SecretKey.Length;
    private const int SaltLength = 16;
    private const int RecordHeaderLength = 1 + sizeof(int) + SaltLength;
    private const byte RecordVersion = 1;

    private StaffKeys(AgreementPair opens, SigningPair signs) => (Opens, Signs) = (opens, signs);

    internal AgreementPair Opens { get; }

    internal SigningPair Signs { get; }

    /// <summary>Fresh pairs, for a new member or one whose keys were stolen.</summary>
    public static StaffKeys Fresh() => new(AgreementPair.Fresh(), SigningPair.Fresh());

    /// <summary>The halves that everybody may see.</summary>
    public StaffPublicKeys PublicKeys() => new(Opens.PublicKey, Signs.PublicKey);

    /// <summary>The row: rounds, salt and both private halves under the passphrase, the whole under the server's seal. Slow by design.</summary>
    public byte[] Wrap(Passphrase passphrase, PassphraseCost cost, Guid member, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(server);
        var salt = Draw.Bytes(SaltLength);
        var header = new CanonicalWriter().Byte(RecordVersion).Int32(cost.Rounds).Fixed(salt).ToBytes();
        using var key = KeyOf(passphrase, salt, cost.Rounds);
        var halves = ExportPrivate();
        byte[] record = [.. header, .. Envelope.SealExactly(key, new(Labels.StaffKeys, member, header), halves)];
        Digest.Wipe(halves);
        return server.Protect(Labels.StaffKeys, member, record);
    }

    /// <summary>Opens the row; null when the passphrase is another. Slow by design, the same for right and wrong.</summary>
    public static StaffKeys? Unwrap(Passphrase passphrase, Guid member, byte[] row, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var record = server.Unprotect(Labels.StaffKeys, member, row);
        var reader = new CanonicalReader(record);
        var version = reader.Byte();
        var rounds = reader.Int32();
        var salt = reader.Fixed(SaltLength);
        if (version != RecordVersion || rounds is < 1 or > PassphraseCost.Ceiling)
            throw new EnvelopeDamagedException();
        using var key = KeyOf(passphrase, salt, rounds);
        try
        {
            var halves = Envelope.OpenExactly(key, new(Labels.StaffKeys, member, record.AsSpan(0, RecordHeaderLength).ToArray()), reader.Fixed(reader.Remaining));
            return FromPrivate(halves);
        }
        catch (WrongKeyException)
        {
            return null;
        }
    }

    /// <summary>Does the work of <see cref="Unwrap"/> for a login name that does not exist, so that nobody learns it from the time.</summary>
    public static void UnwrapNothing(Passphrase passphrase, PassphraseCost cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        KeyOf(passphrase, Draw.Bytes(SaltLength), cost.Rounds).Dispose();
    }

    internal byte[] ExportPrivate()
    {
        using var opens = Opens.ExportPrivate();
        using var signs = Signs.ExportPrivate();
        return [.. opens.Bytes, .. signs.Bytes];
    }

    /// <summary>Takes the private halves and wipes the buffer they came in.</summary>
    internal static StaffKeys FromPrivate(byte[] halves)
    {
        if (halves.Length != PrivateLength)
            throw new EnvelopeDamagedException();
        using var opens = SecretKey.From(halves.AsSpan(0, SecretKey.Length));
        using var signs = SecretKey.From(halves.AsSpan(SecretKey.Length));
        Digest.Wipe(halves);
        return new(AgreementPair.From(opens), SigningPair.From(signs));
    }

    private static SecretKey KeyOf(Passphrase passphrase, ReadOnlySpan<byte> salt, int rounds)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        var stretched = Stretching.Stretch(passphrase.Utf8, salt, rounds, SecretKey.Length);
        using var root = SecretKey.From(stretched);
        Digest.Wipe(stretched);
        return root.Derive(Labels.StaffKeys, salt);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Opens.Dispose();
        Signs.Dispose();
    }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(StaffKeys);
}

/// <summary>A staff member's public halves, as they stand in rows and statements.</summary>
public sealed record StaffPublicKeys(AgreementPublicKey Opens, SigningPublicKey Signs)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 2 * Curve.PointLength;

    /// <summary>Whether one of the two keys is the same: two people never share one.</summary>
    public bool SharesOneWith(StaffPublicKeys other) => Opens.Equals(other.Opens) || Signs.Equals(other.Signs);

    /// <summary>Both points, one after the other.</summary>
    public byte[] ToBytes() => [.. Opens.Point, .. Signs.Point];

    /// <summary>Reads both points; anything else is an <see cref="InvalidKeyException"/>.</summary>
    public static StaffPublicKeys From(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(AgreementPublicKey.From(bytes[..Curve.PointLength]), SigningPublicKey.From(bytes[Curve.PointLength..]))
        : throw new InvalidKeyException();
}

/// <summary>How many rounds of PBKDF2-HMAC-SHA512 a passphrase costs; stored with each record, so that it can rise later.</summary>
public sealed record PassphraseCost
{
    /// <summary>Nobody in production may take fewer rounds.</summary>
    public const int Floor = 1_000_000;

    internal const int Ceiling = 100_000_000;

    private PassphraseCost(int rounds) => Rounds = rounds;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512.</summary>
    public int Rounds { get; }

    /// <summary>The floor itself: about half a second of one core today.</summary>
    public static PassphraseCost Standard { get; } = new(Floor);

    /// <summary>More rounds than the standard; fewer than the floor is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public static PassphraseCost Of(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, Floor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Ceiling);
        return new(rounds);
    }

    /// <summary>For tests, which wrap thousands of keys.</summary>
    internal static PassphraseCost Quick(int rounds) => new(rounds);
}

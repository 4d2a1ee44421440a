using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.People;

/// <summary>What a member of the staff keeps for themself alone: a padded envelope whose key is sealed to their own public key.</summary>
public static class OwnEnvelope
{
    /// <summary>Seals for the member.</summary>
    public static byte[] Seal(AgreementPublicKey to, Guid member, ReadOnlySpan<byte> content)
    {
        using var key = SecretKey.Fresh();
        return [.. KeySeal.Seal(to, Place(member), key), .. Envelope.Seal(key, Place(member), content, EnvelopeSize.Body).Bytes];
    }

    /// <summary>Opens with the member's own keys: of other keys or another member a <see cref="WrongKeyException"/>, of another form an <see cref="EnvelopeDamagedException"/>.</summary>
    public static byte[] Open(StaffKeys keys, Guid member, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (bytes.Length <= KeySeal.Length) throw new EnvelopeDamagedException();
        using var key = KeySeal.Open(keys.Opens, Place(member), bytes[..KeySeal.Length]);
        var body = bytes[KeySeal.Length..];
        return Envelope.Open(key, Place(member), body, Digest.Sha256(body));
    }

    private static Binding Place(Guid member) => new(Labels.OwnFilters, member);
}

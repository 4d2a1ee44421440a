using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Protection;

/// <summary>
/// The second lock on what lives long: DataProtection with the ring that the key file opens. A thief of the database alone
/// meets it first. Bound to a purpose and an owner; keys that expired or were revoked still open.
/// </summary>
public sealed class ServerSeal(IDataProtectionProvider ring)
{
    private const int OwnerLength = 16;
    private readonly ConcurrentDictionary<string, IPersistedDataProtector> protectors = new(StringComparer.Ordinal);

    /// <summary>Seals bytes for one purpose (a constant of <see cref="Labels"/>) and one owner.</summary>
    public byte[] Protect(string purpose, Guid owner, ReadOnlySpan<byte> bytes)
    {
        var bound = new byte[OwnerLength + bytes.Length];
        owner.TryWriteBytes(bound, bigEndian: true, out _);
        bytes.CopyTo(bound.AsSpan(OwnerLength));
        var sealedBytes = For(purpose).Protect(bound);
        Digest.Wipe(bound);
        return sealedBytes;
    }

    /// <summary>Opens what <see cref="Protect"/> sealed; another ring, purpose or owner is a <see cref="WrongKeyException"/>.</summary>
    public byte[] Unprotect(string purpose, Guid owner, byte[] sealedBytes) => Unprotect(purpose, owner, sealedBytes, out _);

    /// <summary>As above, and tells whether a newer key of the ring should now protect it.</summary>
    public byte[] Unprotect(string purpose, Guid owner, byte[] sealedBytes, out bool shouldRenew)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        byte[] bound;
        try
        {
            bound = For(purpose).DangerousUnprotect(sealedBytes, ignoreRevocationErrors: true, out var ageing, out var revoked);
            shouldRenew = ageing || revoked;
        }
        catch (Exception e) when (CryptoFailure.Is(e))
        {
            throw new WrongKeyException();
        }
        if (bound.Length < OwnerLength || new Guid(bound.AsSpan(0, OwnerLength), bigEndian: true) != owner)
            throw new WrongKeyException();
        var bytes = bound.AsSpan(OwnerLength).ToArray();
        Digest.Wipe(bound);
        return bytes;
    }

    // The framework's protector for a ring always keeps the persisted face; the cast says so where it is relied on.
    private IPersistedDataProtector For(string purpose) =>
        protectors.GetOrAdd(purpose, (name, from) => (IPersistedDataProtector)from.CreateProtector(name), ring);
}

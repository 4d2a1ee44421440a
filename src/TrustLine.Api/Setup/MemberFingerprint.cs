using System.Buffers.Binary;
using System.Globalization;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Setup;

/// <summary>The fingerprint of one person's two public keys, in eight groups of five digits: read out by the newcomer, compared by the member who admits.</summary>
internal static class MemberFingerprint
{
    private const int Groups = 8;
    private const uint Limit = 100_000;

    public static string Of(StaffPublicKeys keys)
    {
        var hash = Digest.Sha256([.. "trustline/member-fingerprint/v1"u8, .. keys.ToBytes()]);
        return string.Join(' ', Enumerable.Range(0, Groups).Select(i => (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(i * 4)) % Limit).ToString("D5", CultureInfo.InvariantCulture)));
    }
}

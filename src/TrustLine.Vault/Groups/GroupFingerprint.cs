using System.Buffers.Binary;
using System.Globalization;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Groups;

/// <summary>
/// The fingerprint of a group: SHA-256 over its first member's signing key and its name. Compared on paper in eight groups of five
/// digits (132 bits), pinned outside the database in full.
/// </summary>
public sealed class GroupFingerprint : IEquatable<GroupFingerprint>
{
    private const int ShownGroups = 8;
    private const int BytesPerGroup = 4;
    private const uint GroupLimit = 100_000;

    private readonly byte[] hash;

    private GroupFingerprint(byte[] hash) => this.hash = hash;

    /// <summary>The fingerprint of a group founded by this key.</summary>
    public static GroupFingerprint Of(Group group, SigningPublicKey founder)
    {
        ArgumentNullException.ThrowIfNull(founder);
        return new(Digest.Sha256(new CanonicalWriter().Text(Labels.GroupFingerprint).Byte((byte)group).Fixed(founder.Point).ToBytes()));
    }

    /// <summary>Eight groups of five digits, to read aloud and compare.</summary>
    public string Show() => string.Join(' ', Enumerable.Range(0, ShownGroups).Select(i =>
        (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(i * BytesPerGroup)) % GroupLimit).ToString("D5", CultureInfo.InvariantCulture)));

    /// <summary>Whether the typed digits are this fingerprint's; anything between the digits is ignored.</summary>
    public bool Matches(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return string.Concat(typed.Where(char.IsAsciiDigit)) == Show().Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The whole hash in hexadecimal, for the pins.</summary>
    public string ToHex() => Convert.ToHexStringLower(hash);

    internal static GroupFingerprint? FromHex(string hex) =>
        hex.Length == 2 * Digest.Length && hex.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? new(Convert.FromHexString(hex)) : null;

    /// <inheritdoc/>
    public bool Equals(GroupFingerprint? other) => other is not null && hash.AsSpan().SequenceEqual(other.hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GroupFingerprint);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(hash);

    /// <summary>As <see cref="Show"/>: a fingerprint is no secret.</summary>
    public override string ToString() => Show();
}

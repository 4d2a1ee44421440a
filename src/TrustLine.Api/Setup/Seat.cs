using System.Text;
using Microsoft.AspNetCore.DataProtection;
using TrustLine.Api.Staff;
using TrustLine.Vault.People;

namespace TrustLine.Api.Setup;

/// <summary>What the joining page drew for a newcomer: six words and the second factor's secret. It travels in the form under the cookie ring and is stored nowhere. Prints nothing.</summary>
internal sealed class Seat(string words, byte[] secret, DateTimeOffset until)
{
    private const string Purpose = "trustline/joining/v1";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    public string Words => words;
    public byte[] Secret => secret;

    public static Seat Fresh(DateTimeOffset now)
    {
        using var passphrase = Passphrase.DrawWords();
        using var factor = Totp.Fresh();
        return new(passphrase.Show(), factor.Export(), now + Lasts);
    }

    public string Seal(IDataProtectionProvider ring) =>
        Protected.Seal(ring, Purpose, [.. BitConverter.GetBytes(until.ToUnixTimeSeconds()), .. secret, .. Encoding.UTF8.GetBytes(words)]);

    /// <summary>Null for whatever was not sealed here, or too long ago.</summary>
    public static Seat? Open(IDataProtectionProvider ring, string? text, DateTimeOffset now)
    {
        if (Protected.Open(ring, Purpose, text) is not { } bytes || bytes.Length < sizeof(long) + Totp.SecretLength) return null;
        var until = DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(bytes));
        return until <= now ? null : new(Encoding.UTF8.GetString(bytes.AsSpan(sizeof(long) + Totp.SecretLength)), bytes[sizeof(long)..(sizeof(long) + Totp.SecretLength)], until);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(Seat);
}

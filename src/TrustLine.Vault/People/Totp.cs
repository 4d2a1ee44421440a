using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.People;

/// <summary>The second factor: TOTP of RFC 6238 with SHA-1, 30 seconds, six digits. Never printed.</summary>
public sealed class Totp : IDisposable
{
    /// <summary>Length of the secret in bytes (RFC 4226, 4, R6).</summary>
    public const int SecretLength = AuthenticatorMac.Length;

    private const int SecondsPerStep = 30;
    private const int Digits = 6;
    private const int Tolerance = 1;

    private readonly byte[] secret;

    private Totp(byte[] secret) => this.secret = secret;

    /// <summary>A fresh secret.</summary>
    public static Totp Fresh() => new(Draw.Bytes(SecretLength));

    /// <summary>The secret as it was stored; another length is an <see cref="InvalidKeyException"/>.</summary>
    public static Totp From(ReadOnlySpan<byte> secret) => secret.Length == SecretLength ? new(secret.ToArray()) : throw new InvalidKeyException();

    /// <summary>A copy of the secret, to be stored under the server's seal. The caller wipes it.</summary>
    public byte[] Export() => (byte[])secret.Clone();

    /// <summary>
    /// The step to which the typed code belongs, one step early or late allowed; null when it is wrong or not newer than the last step used.
    /// The caller stores the step, so that a code seen over a shoulder does not work again (RFC 6238, 5.2).
    /// </summary>
    public long? Check(string typed, DateTimeOffset now, long? lastStep)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var digits = new string([.. typed.Where(c => !char.IsWhiteSpace(c)).Take(Digits + 1)]);
        var given = Encoding.UTF8.GetBytes(digits);
        var current = now.ToUnixTimeSeconds() / SecondsPerStep;
        long? found = null;
        // All steps are tried: the time tells nothing about which one fitted.
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (Digest.Same(Encoding.UTF8.GetBytes(CodeAt(step, Digits)), given) && (lastStep is null || step > lastStep))
                found = step;
        }
        return found;
    }

    /// <summary>The code that an authenticator shows at this moment; for tests and for the demonstration.</summary>
    public string CodeAt(DateTimeOffset moment) => CodeAt(moment.ToUnixTimeSeconds() / SecondsPerStep, Digits);

    internal string CodeAt(long step, int digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var mac = AuthenticatorMac.Of(secret, counter);
        var offset = mac[^1] & 0x0f; // RFC 4226, 5.3
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(offset)) & 0x7fff_ffff;
        return (number % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The secret as it is typed into an authenticator by hand (base32).</summary>
    public string Show() => Base32.Encode(secret);

    /// <summary>The address that the QR code carries.</summary>
    public string Address(string issuer, string login) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(login)}?secret={Show()}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={SecondsPerStep}";

    /// <inheritdoc/>
    public void Dispose() => Digest.Wipe(secret);

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(Totp);
}

/// <summary>Base32 of RFC 4648 without padding, as authenticators want it.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = (buffer << 8 | b, bits + 8);
            while (bits >= 5)
                text.Append(Alphabet[buffer >> (bits -= 5) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0)
            text.Append(Alphabet[buffer << (5 - bits) & 31]);
        return text.ToString();
    }
}

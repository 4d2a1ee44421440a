using System.Globalization;
using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Log;

/// <summary>
/// A signed head of a log as a text of five lines: what it is, which log, size, root and moment, signature. The text is the
/// canonical form: two texts that differ are two heads.
/// </summary>
public sealed record SignedHead(string Origin, long Size, byte[] Root, DateTimeOffset At, byte[] Signature)
{
    private const string FirstLine = "TrustLine log head, version 1";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int LongestOrigin = 200;
    private const int LongestText = 1024;

    /// <summary>Signs a head. The origin names the log in one line without line breaks; the moment is cut to whole seconds.</summary>
    public static SignedHead Sign(string origin, long size, byte[] root, DateTimeOffset at, SigningPair log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (!IsOrigin(origin))
            throw new ArgumentException("An origin is one line of up to 200 visible characters.", nameof(origin));
        var unsigned = new SignedHead(origin, size, root, DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()), []);
        return unsigned with { Signature = log.Sign(unsigned.Signed()) };
    }

    /// <summary>Whether the log with this public key signed it.</summary>
    public bool Verify(SigningPublicKey log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.Verifies(Signed(), Signature);
    }

    /// <summary>The text that is stored, printed on talons and published.</summary>
    public string ToText() => $"{Body()}{Convert.ToBase64String(Signature)}\n";

    /// <summary>Reads the text back; false for anything that <see cref="ToText"/> would not write.</summary>
    public static bool TryParse(string? text, out SignedHead? head)
    {
        head = null;
        if (text is null || text.Length > LongestText || text.Split('\n') is not [FirstLine, var origin, var middle, var root, var signature, ""]
            || middle.Split(' ') is not [var size, var at]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !DateTimeOffset.TryParseExact(at, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            || Base64(root, Digest.Length) is not { } rootBytes
            || Base64(signature, SigningPair.SignatureLength) is not { } signatureBytes
            || !IsOrigin(origin))
            return false;
        var parsed = new SignedHead(origin, count, rootBytes, moment, signatureBytes);
        if (parsed.ToText() != text)
            return false;
        head = parsed;
        return true;
    }

    private byte[] Signed() => Encoding.UTF8.GetBytes(Body());

    private string Body() => string.Create(CultureInfo.InvariantCulture,
        $"{FirstLine}\n{Origin}\n{Size} {At.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root)}\n");

    private static bool IsOrigin(string origin) => origin is { Length: > 0 and <= LongestOrigin } && !origin.Any(c => char.IsControl(c) || char.IsSurrogate(c));

    private static byte[]? Base64(string text, int length)
    {
        var bytes = new byte[length];
        return text.Length <= 2 * length && Convert.TryFromBase64String(text, bytes, out var written) && written == length ? bytes : null;
    }
}

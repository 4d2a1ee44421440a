using System.Globalization;
using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Codes;

/// <summary>The receipt code: sixteen uniform decimal digits, all secret. It is shown once, never printed, never in an address.</summary>
public sealed class ReceiptCode : IDisposable
{
    /// <summary>How many digits.</summary>
    public const int Digits = 16;

    private const int GroupLength = 4;
    private const int LongestTyped = 64;

    private readonly byte[] ascii;

    private ReceiptCode(byte[] ascii) => this.ascii = ascii;

    internal ReadOnlySpan<byte> Ascii => ascii;

    /// <summary>A fresh code.</summary>
    public static ReceiptCode Fresh()
    {
        var ascii = new byte[Digits];
        for (var i = 0; i < Digits; i++)
            ascii[i] = (byte)('0' + Draw.Below(10));
        return new(ascii);
    }

    /// <summary>Reads what somebody typed or said: spaces, dashes, dots and invisible marks anywhere, digits of any script; nothing else.</summary>
    public static bool TryParse(string? typed, out ReceiptCode? code)
    {
        code = null;
        if (typed is null || typed.Length > LongestTyped)
            return false;
        var ascii = new byte[Digits];
        var count = 0;
        foreach (var rune in typed.EnumerateRunes())
        {
            if (IsSeparator(rune))
                continue;
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber || count == Digits)
                return false;
            ascii[count++] = (byte)('0' + (int)Rune.GetNumericValue(rune));
        }
        if (count != Digits)
            return false;
        code = new(ascii);
        return true;
    }

    /// <summary>The code in groups of four, for the one page or voice that gives it.</summary>
    public string Show() => string.Join(' ', Enumerable.Range(0, Digits / GroupLength).Select(i => Encoding.ASCII.GetString(ascii, i * GroupLength, GroupLength)));

    /// <summary>The last four digits, which the reporter types to confirm that the code was kept.</summary>
    public string LastFour() => Encoding.ASCII.GetString(ascii, Digits - GroupLength, GroupLength);

    private static bool IsSeparator(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is '.' or ',' or '_' or '/' or '+'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is 0x2212 or 0x00B7;

    /// <inheritdoc/>
    public void Dispose() => Digest.Wipe(ascii);

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ReceiptCode);
}

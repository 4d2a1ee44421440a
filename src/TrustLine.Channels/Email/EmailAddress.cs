using System.Globalization;
using System.Text;

namespace TrustLine.Channels.Email;

/// <summary>One mail address that can stand in an SMTP command and a header without changing either (RFC 5321 4.1.2, RFC 6531 3.3). Prints nothing.</summary>
public sealed class EmailAddress
{
    private const int LongestLocal = 64; // RFC 5321 4.5.3.1
    private const int Longest = 254;
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain, string asciiDomain) => (Local, Domain, AsciiDomain) = (local, domain, asciiDomain);

    /// <summary>What stands before the @.</summary>
    public string Local { get; }

    /// <summary>The domain as it was written.</summary>
    public string Domain { get; }

    /// <summary>The domain as every server knows it (RFC 5891).</summary>
    public string AsciiDomain { get; }

    /// <summary>Whether only a server with SMTPUTF8 can take it: a domain can be written in ASCII, a name before the @ cannot.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Local);

    /// <summary>As it stands in commands and headers.</summary>
    public string OnTheLine => NeedsUtf8 ? $"{Local}@{Domain}" : $"{Local}@{AsciiDomain}";

    /// <summary>The address, when it is one: letters, digits and the signs of RFC 5322's dot-atom, nothing that ends a line or a bracket. Quoted names are not taken.</summary>
    public static EmailAddress? TryParse(string? text)
    {
        text = text?.Trim();
        if (text is null || text.Length > Longest || text.LastIndexOf('@') is not (> 0 and var at) || at == text.Length - 1) return null;
        var (local, domain) = (text[..at], text[(at + 1)..]);
        if (Encoding.UTF8.GetByteCount(local) > LongestLocal || local.Split('.').Any(part => part.Length == 0) || !local.All(IsAtom)) return null;
        try
        {
            var ascii = Idn.GetAscii(domain);
            return ascii.Contains('_', StringComparison.Ordinal) ? null : new(local, domain, ascii.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(EmailAddress);

    private static bool IsAtom(char c) => c switch
    {
        <= '~' => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal),
        _ => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
    };
}

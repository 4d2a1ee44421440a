using System.Text;

namespace TrustLine.Channels.Email.Mime.Charsets;

/// <summary>A charset by the name that a mail gives it. UTF-7 is not among them.</summary>
internal static class CharsetNames
{
    /// <summary>The name as told, without quotes and blanks, in small letters; null for none.</summary>
    internal static string? Told(string? told)
    {
        var name = told?.Trim(' ', '\t', '"', '\'', ';', ',').ToLowerInvariant();
        if (name is { Length: > 0 } && name.IndexOfAny([' ', '\t', '(']) is > 0 and var blank) name = name[..blank];
        return name is { Length: > 0 and <= 40 } ? name : null;
    }

    /// <summary>Whether this is UTF-7 by any of its names.</summary>
    internal static bool Refused(string name) => name.Contains("utf-7", StringComparison.Ordinal) || name.Contains("utf7", StringComparison.Ordinal);

    /// <summary>The charset of a name that <see cref="Told"/> gave; null for an unknown one.</summary>
    internal static Encoding? Find(string name)
    {
        switch (name)
        {
            case "utf-8" or "utf8" or "utf_8" or "unicode-1-1-utf-8" or "utf-8n" or "utf8mb4" or "cp65001":
                return Encoding.UTF8;
            case "us-ascii" or "ascii" or "ansi_x3.4-1968" or "us" or "7bit" or "8bit" or "default" or "default_charset" or "unknown-8bit" or "x-unknown" or "_iso-2022-jp$esc":
                return null;
            case "kz-1048" or "kz1048" or "strk1048-2002" or "strk1048" or "rk1048" or "cskz1048" or "kz_1048":
                return TableCharset.Kz1048;
            case "pt154" or "ptcp154" or "cp154" or "cyrillic-asian" or "csptcp154" or "pt-154":
                return TableCharset.Pt154;
            case "windows-1251" or "cp1251" or "cp-1251" or "win-1251" or "windows1251" or "x-cp1251" or "win1251" or "1251" or "ansi-1251" or "x-windows-1251":
                return Page(1251);
            case "windows-1252" or "cp1252" or "ansi" or "iso-8859-1" or "iso8859-1" or "iso8859_1" or "latin1" or "latin-1" or "l1":
                return Page(1252); // What calls itself Latin-1 is windows-1252 (WHATWG Encoding, 4.2).
            case "koi8-r" or "koi8r" or "koi8" or "koi-8" or "koi8_r" or "cskoi8r" or "koi":
                return Page(20866);
            case "koi8-u" or "koi8u" or "koi8-ru":
                return Page(21866);
            case "iso-8859-5" or "iso8859-5" or "iso_8859-5" or "cyrillic" or "iso88595":
                return Page(28595);
            case "cp866" or "ibm866" or "dos-866" or "866" or "csibm866" or "x-cp866" or "cp-866":
                return Page(866);
            case "x-mac-cyrillic" or "mac-cyrillic" or "maccyrillic" or "x-mac-ukrainian":
                return Page(10007);
            case "utf-16" or "utf16" or "unicode" or "ucs-2" or "utf-16le" or "utf-16be" or "utf16le" or "utf16be":
                return name.EndsWith("be", StringComparison.Ordinal) ? Encoding.BigEndianUnicode : Encoding.Unicode;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? (name.StartsWith("utf-32", StringComparison.Ordinal) || name.StartsWith("iso-8859-", StringComparison.Ordinal) ? Encoding.GetEncoding(name) : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Names that say nothing: letters beyond ASCII are then guessed.</summary>
    internal static bool SaysNothing(string? name) => name is null or "us-ascii" or "ascii" or "ansi_x3.4-1968" or "us" or "7bit" or "8bit" or "default" or "default_charset" or "unknown-8bit" or "x-unknown";

    /// <summary>A code page of the framework.</summary>
    internal static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;
}

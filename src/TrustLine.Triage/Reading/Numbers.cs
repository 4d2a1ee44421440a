namespace TrustLine.Triage.Reading;

/// <summary>
/// Phones and IIN in a text. Short numbers (102, 112, 1424), sums and document numbers are neither, and nor is a run of digits that is part of a
/// code such as a contract's number or a hexadecimal id: those are the report. One pass; no regular expression.
/// </summary>
internal static class Numbers
{
    private const int LongestLetters = 24;

    // What people write before a phone or an IIN without a blank, in capitals too.
    private static readonly HashSet<string> Announcing = new(StringComparer.OrdinalIgnoreCase)
    {
        "т", "м", "тел", "моб", "сот", "ном", "факс", "ұялы", "иин", "жсн", "tel", "mob", "cell", "call", "fax", "wa", "iin",
    };

    /// <summary>Every group of digits is tried as the beginning of an IIN or a phone.</summary>
    public static IEnumerable<Mark> Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var groupEnd = i;
            while (groupEnd < text.Length && char.IsAsciiDigit(text[groupEnd])) groupEnd++;
            if (groupEnd - i == 12 && IsIin(text.AsSpan(i, 12)) && !InCode(text, i, groupEnd))
            {
                yield return new Mark(i, 12, MarkKind.Iin);
            }
            else if (PhoneEnd(text, i) is { } end)
            {
                var start = i;
                while (start > 0 && text[start - 1] is '+' or '(') start--;
                if (!InCode(text, start, end)) yield return new Mark(start, end - start, MarkKind.Phone);
                i = end - 1;
                continue;
            }

            i = groupEnd - 1;
        }
    }

    /// <summary>The published check of an IIN (law.md 6.1): two passes of weights modulo 11, and a birth date that can be.</summary>
    public static bool IsIin(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 12) return false;
        int first = 0, second = 0;
        for (var i = 0; i < 12; i++)
        {
            if (!char.IsAsciiDigit(digits[i])) return false;
            if (i == 11) break;
            first += (digits[i] - '0') * (i + 1);
            second += (digits[i] - '0') * (((i + 2) % 11) + 1);
        }

        var check = first % 11 == 10 ? second % 11 : first % 11;
        var month = ((digits[2] - '0') * 10) + digits[3] - '0';
        var day = ((digits[4] - '0') * 10) + digits[5] - '0';
        return check == digits[11] - '0' && month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    // Glued to letters, or joined to them by a dash: a name or a word beside a number is no code, so that "тел87051234567" is still a phone.
    private static bool InCode(string text, int start, int end)
    {
        var before = start;
        var joined = before > 0 && text[before - 1] is '-' or '_' or '/';
        if (joined) before--;
        var from = before;
        while (from > 0 && before - from < LongestLetters && char.IsLetterOrDigit(text[from - 1])) from--;
        if (text[start] != '+' && IsCode(text.AsSpan(from, before - from), joined)) return true;

        var after = end;
        joined = after < text.Length && text[after] is '-' or '_' or '/';
        if (joined) after++;
        var to = after;
        while (to < text.Length && to - after < LongestLetters && char.IsLetterOrDigit(text[to])) to++;
        return IsCode(text.AsSpan(after, to - after), joined);
    }

    // "AB", "АҚ", "r0n", "4abc", "deadbeef"; in doubt it is a word, and the number beside it is cut out.
    private static bool IsCode(ReadOnlySpan<char> sign, bool joined)
    {
        int letters = 0, digits = 0, capitals = 0, ascii = 0, hex = 0;
        foreach (var c in sign)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else letters++;
            if (char.IsUpper(c)) capitals++;
            if (char.IsAsciiLetter(c)) ascii++;
            if (char.IsAsciiHexDigit(c) && !char.IsAsciiDigit(c)) hex++;
        }

        if (letters == 0 || Announcing.Contains(sign.ToString())) return false;
        if (capitals == letters) return letters <= 4 || digits > 0;
        return ascii == letters && (digits > 0 || hex == letters || (!joined && letters <= 2));
    }

    // +CC with 10–13 digits; 7 or 8 with ten digits more; ten digits that begin with 7; "7172" and "727" lines written without the trunk digit.
    private static int? PhoneEnd(string text, int start)
    {
        var plus = start > 0 && text[start - 1] == '+';
        var digits = 0;
        var gap = 0;
        var end = start;
        for (var i = start; i < text.Length && digits < 14; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits++;
                gap = 0;
                end = i + 1;
                if (digits == 11 && text[start] is '7' or '8' && !(i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))) return Plausible(text, start) ? end : null;
            }
            else if (text[i] is ' ' or '-' or '(' or ')' or '\u00A0' or '‑' or '–' or '.' && gap < 2)
            {
                gap++;
            }
            else
            {
                break;
            }
        }

        if (plus) return digits is >= 10 and <= 13 ? end : null;
        return digits == 10 && text[start] == '7' && Plausible(text, start) ? end : null;
    }

    // A sum such as "7 000 000 000 тенге" or "80 000 000 000" is groups of zeros; a number to call is not.
    private static bool Plausible(string text, int start)
    {
        var zeros = 0;
        var digits = 0;
        for (var i = start; i < text.Length && digits < 11; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            digits++;
            if (text[i] == '0') zeros++;
        }

        return zeros <= 7;
    }
}

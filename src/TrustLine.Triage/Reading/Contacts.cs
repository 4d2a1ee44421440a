namespace TrustLine.Triage.Reading;

/// <summary>Phones, mailboxes, nicks, postal addresses and IIN in a text. One pass over characters and words each; no regular expression.</summary>
internal static class Contacts
{
    private static readonly HashSet<string> StreetBefore = new(StringComparer.Ordinal)
    {
        "ул", "улица", "улице", "улицы", "улицу", "пр", "просп", "проспект", "проспекте", "проспекта", "пер", "переулок", "переулке", "мкр", "микрорайон", "микрорайоне", "бульвар", "бульваре", "шоссе", "көш",
    };

    private static readonly HashSet<string> StreetAfter = new(StringComparer.Ordinal) { "кошеси", "кошесинде", "кошесиндеги", "дангылы", "дангылында", "тузиги", "street", "avenue", "ave" };

    private static readonly HashSet<string> House = new(StringComparer.Ordinal) { "д", "дом", "доме", "уй", "уйи", "house", "bldg", "корпус", "корп", "строение", "№" };

    private static readonly HashSet<string> Flat = new(StringComparer.Ordinal) { "кв", "квартира", "квартире", "патер", "оф", "офис", "apt", "flat" };

    public static IEnumerable<Mark> Find(Words words) =>
        Mail(words.Text).Concat(Numbers(words.Text)).Concat(Addresses(words)).Concat(Indexes(words));

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

    // Around every @: a mailbox when a dotted domain follows, a nick when nothing stands before.
    private static IEnumerable<Mark> Mail(string text)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = at;
            while (start > 0 && at - start < 64 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '-' or '+' or '%')) start--;
            var end = at + 1;
            while (end < text.Length && end - at < 160 && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '_' or '-')) end++;
            while (end > at + 1 && !char.IsLetterOrDigit(text[end - 1])) end--;
            while (start < at && !char.IsLetterOrDigit(text[start])) start++;
            var domain = text.AsSpan(at + 1, end - at - 1);
            if (start < at && domain.Contains('.')) yield return new Mark(start, end - start, MarkKind.Email);
            else if (start == at && domain.Length >= 4 && !domain.Contains('.')) yield return new Mark(at, end - at, MarkKind.Handle);
        }
    }

    // Every group of digits is tried as the beginning of an IIN or a phone; short numbers (102, 112, 1424), sums and document numbers are neither.
    private static IEnumerable<Mark> Numbers(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var groupEnd = i;
            while (groupEnd < text.Length && char.IsAsciiDigit(text[groupEnd])) groupEnd++;
            var glued = i > 0 && char.IsLetter(text[i - 1]);
            if (!glued && groupEnd - i == 12 && IsIin(text.AsSpan(i, 12)))
            {
                yield return new Mark(i, 12, MarkKind.Iin);
            }
            else if (!glued && PhoneEnd(text, i) is { } end)
            {
                var start = i;
                while (start > 0 && text[start - 1] is '+' or '(') start--;
                yield return new Mark(start, end - start, MarkKind.Phone);
                i = end - 1;
                continue;
            }

            i = groupEnd - 1;
        }
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

    private static IEnumerable<Mark> Addresses(Words words)
    {
        var all = words.All;
        for (var i = 0; i < all.Count; i++)
        {
            if (StreetBefore.Contains(all[i].Folded))
            {
                // A name of one to four words, then the house.
                for (var j = i + 1; j < all.Count && j <= i + 6 && !StreetBefore.Contains(all[j].Folded) && Near(words, j); j++)
                {
                    if (!IsHouse(words, j)) continue;
                    if (j > i + 1 || all[i].Folded is "мкр" or "микрорайон") yield return Span(all[i].Start, WithFlat(words, j));
                    break;
                }
            }
            else if (StreetAfter.Contains(all[i].Folded) && i > 0)
            {
                var first = i - 1;
                if (first > 0 && Near(words, first) && IsCapital(words.Text, all[first - 1])) first--;
                var english = char.IsAsciiLetter(all[i].Folded[0]);
                if (english && first > 0 && IsHouse(words, first - 1)) yield return Span(all[first - 1].Start, all[i].End);
                else if (english && IsHouse(words, first)) yield return Span(all[first].Start, all[i].End);
                for (var j = i + 1; j < all.Count && j <= i + 2 && Near(words, j); j++)
                {
                    if (!IsHouse(words, j)) continue;
                    yield return Span(all[first].Start, WithFlat(words, j));
                    break;
                }
            }
        }
    }

    // The old index after its word, and the new one of seven signs (A10D4E5).
    private static IEnumerable<Mark> Indexes(Words words)
    {
        var all = words.All;
        for (var i = 0; i < all.Count; i++)
        {
            var word = all[i];
            if (word.Length == 6 && word.Folded.All(char.IsAsciiDigit) && i > 0 && all[i - 1].Folded is "индекс" or "индекси" or "index" or "zip")
                yield return new Mark(word.Start, word.Length, MarkKind.Address);
            else if (word.Length == 7 && IsNewIndex(words.Text.AsSpan(word.Start, 7)))
                yield return new Mark(word.Start, word.Length, MarkKind.Address);
        }
    }

    private static bool IsNewIndex(ReadOnlySpan<char> sign) =>
        char.IsUpper(sign[0]) && char.IsAsciiDigit(sign[1]) && char.IsAsciiDigit(sign[2]) && char.IsUpper(sign[3]) && char.IsAsciiDigit(sign[4]) && char.IsUpper(sign[5]) && char.IsAsciiDigit(sign[6]);

    private static int WithFlat(Words words, int house)
    {
        var all = words.All;
        var last = house;
        while (last + 1 < all.Count && Near(words, last + 1) && (House.Contains(all[last + 1].Folded) || Flat.Contains(all[last + 1].Folded) || IsHouse(words, last + 1)) && last - house < 4) last++;
        return all[last].End;
    }

    // One to four digits with at most one letter: "12", "12а"; a year or a sum in words is no house.
    private static bool IsHouse(Words words, int i)
    {
        var word = words.All[i].Folded;
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        return digits is >= 1 and <= 3 && word.Length - digits <= 1;
    }

    // Only blanks, commas, dots, quotes and dashes stand between this word and the one before.
    private static bool Near(Words words, int i)
    {
        for (var at = words.All[i - 1].End; at < words.All[i].Start; at++)
            if (words.Text[at] is not (' ' or ',' or '.' or '-' or '«' or '»' or '"' or '№' or '\u00A0' or '/' or ':')) return false;
        return true;
    }

    private static bool IsCapital(string text, Word word) => char.IsUpper(text[word.Start]);

    private static Mark Span(int start, int end) => new(start, end - start, MarkKind.Address);
}

namespace TrustLine.Triage.Reading;

/// <summary>Mailboxes, nicks and postal addresses in a text; phones and IIN are found by <see cref="Numbers"/>. One pass over characters and words each; no regular expression.</summary>
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
        Mail(words.Text).Concat(Numbers.Find(words.Text)).Concat(Addresses(words)).Concat(Indexes(words));

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

    private static IEnumerable<Mark> Addresses(Words words)
    {
        var all = words.All;
        for (var i = 0; i < all.Length; i++)
        {
            if (StreetBefore.Contains(all[i].Folded))
            {
                // A name of one to four words, then the house.
                for (var j = i + 1; j < all.Length && j <= i + 6 && !StreetBefore.Contains(all[j].Folded) && Near(words, j); j++)
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
                for (var j = i + 1; j < all.Length && j <= i + 2 && Near(words, j); j++)
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
        for (var i = 0; i < all.Length; i++)
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
        while (last + 1 < all.Length && Near(words, last + 1) && (House.Contains(all[last + 1].Folded) || Flat.Contains(all[last + 1].Folded) || IsHouse(words, last + 1)) && last - house < 4) last++;
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

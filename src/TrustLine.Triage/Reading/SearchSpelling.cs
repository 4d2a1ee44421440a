using System.Text;

namespace TrustLine.Triage.Reading;

/// <summary>
/// One spelling for searching: letters of one sound are one letter, whether typed in Kazakh, in Russian without Kazakh letters, or in Latin, so
/// that «Кайрат» finds «Қайрат» and "Kairat". Wider than the engine's folding: who searches would rather see one too many.
/// </summary>
public static class SearchSpelling
{
    /// <summary>The words of the text in ASCII, a space before each; empty where there are none.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length + 8);
        foreach (var (start, end) in Words(text)) Word(text.AsSpan(start, end - start), folded);
        return folded.ToString();
    }

    /// <summary>Where the words of a text stand.</summary>
    public static IEnumerable<(int Start, int End)> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || (start >= 0 && text[i] is '\'' or '’' or '\u0301'));
            if (inWord && start < 0) start = i;
            if (inWord || start < 0) continue;
            yield return (start, i);
            start = -1;
        }
    }

    private static void Word(ReadOnlySpan<char> word, StringBuilder folded)
    {
        var cyrillic = word.ContainsAnyInRange('\u0400', '\u052F') || word.ContainsAny('ə', 'Ə');
        folded.Append(' ');
        var begin = folded.Length;
        for (var i = 0; i < word.Length; i++)
        {
            var (letters, taken) = cyrillic ? (Cyrillic(char.ToLowerInvariant(word[i])), 1) : Latin(word[i..]);
            i += taken - 1;
            foreach (var c in letters)
            {
                // Doubled letters are the first thing that two spellings of a name differ in; digits are not spelling.
                if (folded.Length == begin || char.IsAsciiDigit(c) || folded[^1] != c) folded.Append(c);
            }
        }

        if (folded.Length == begin) folded.Length--; // Nothing but signs.
    }

    // Latin letters inside a Cyrillic word are look-alikes, as on keyboards that lack a letter.
    private static string Cyrillic(char c) => c switch
    {
        'а' or 'ә' or 'ə' or 'a' => "a",
        'б' => "b",
        'в' or 'b' => "v",
        'г' or 'ғ' or 'ґ' => "g",
        'д' => "d",
        'е' or 'ё' or 'э' or 'є' or 'e' => "e",
        'ж' => "j",
        'з' => "z",
        'и' or 'й' or 'ы' or 'і' or 'ї' or 'i' => "i",
        'к' or 'қ' or 'k' => "k",
        'л' => "l",
        'м' or 'm' => "m",
        'н' or 'ң' or 'h' => "n",
        'о' or 'ө' or 'o' => "o",
        'п' => "p",
        'р' or 'p' => "r",
        'с' or 'c' => "s",
        'т' or 't' => "t",
        'у' or 'ұ' or 'ү' or 'y' => "u",
        'ф' => "f",
        'х' or 'һ' or 'x' => "h",
        'ц' => "c",
        'ч' => "C",
        'ш' or 'щ' => "S",
        'ю' => "iu",
        'я' => "ia",
        >= '0' and <= '9' => Digits[c - '0'],
        _ => "",
    };

    private static (string Letters, int Taken) Latin(ReadOnlySpan<char> rest)
    {
        var c = char.ToLowerInvariant(rest[0]);
        var next = rest.Length > 1 ? char.ToLowerInvariant(rest[1]) : '\0';
        switch (c, next)
        {
            case ('s', 'h'): return ("S", rest.Length > 3 && rest[2..].StartsWith("ch", StringComparison.OrdinalIgnoreCase) ? 4 : 2);
            case ('c', 'h'): return ("C", 2);
            case ('z', 'h'): return ("j", 2);
            case ('k', 'h'): return ("h", 2);
            case ('g', 'h'): return ("g", 2);
            case ('t', 's'): return ("c", 2);
            case ('y', 'u'): return ("iu", 2);
            case ('y', 'a'): return ("ia", 2);
            case ('y', 'e'): return ("e", 2);
            default: return (Latin(c), 1);
        }
    }

    private static string Latin(char c) => c switch
    {
        'ä' or 'á' or 'ā' => "a",
        'ç' or 'č' => "C",
        'ğ' or 'ǵ' => "g",
        'ı' or 'í' or 'y' or 'ý' or 'ï' => "i",
        'ñ' or 'ń' or 'ŋ' => "n",
        'ö' or 'ó' => "o",
        'ş' or 'š' => "S",
        'ü' or 'ú' or 'ū' or 'w' => "u",
        'é' => "e",
        'ž' => "j",
        'q' => "k",
        'x' => "ks",
        >= 'a' and <= 'z' => Letters[c - 'a'],
        >= '0' and <= '9' => Digits[c - '0'],
        _ => "",
    };

    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(n => ((char)('0' + n)).ToString())];
    private static readonly string[] Letters = [.. Enumerable.Range(0, 26).Select(n => ((char)('a' + n)).ToString())];
}

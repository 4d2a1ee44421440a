
namespace TrustLine.Triage.Reading;

/// <summary>Kazakh and Russian typed in Latin letters ("menin atym", "dengi beret"): told from English by the small words, read as Cyrillic.</summary>
internal static class Latin
{
    private const int Looked = 1500;
    private const int LongEnough = 8;
    private static readonly HashSet<string> English = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "and", "to", "of", "is", "in", "it", "my", "for", "not", "was", "on", "with", "that", "this", "you", "your", "are", "he", "she", "we", "they", "his", "her", "has", "have", "had", "from", "at", "by", "who", "what", "will", "if", "but", "me", "please", "there", "were", "been", "would", "an", "as", "be", "our", "him", "them", "no", "or", "do", "so", "all", "thanks", "hello",
    };

    // Small words that betray Kazakh or Russian in a text too short to miss English ones.
    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "men", "bir", "zhok", "joq", "jok", "dep", "ushin", "aldy", "berdi", "aldi", "akcha", "aqsha", "aksha", "dengi", "eto", "chto", "kak", "vzyal", "za", "ya", "ol", "bul", "siz", "sizder", "tenge", "myn", "ne", "na", "da", "de", "po", "ot", "ili", "net", "rahmet", "salem", "kashan", "bar",
    };

    /// <summary>Mostly Latin letters, and hardly a small English word among them.</summary>
    public static bool IsKazakhOrRussian(string text)
    {
        int latin = 0, other = 0, words = 0, english = 0, telling = 0, start = -1;
        var lookup = English.GetAlternateLookup<ReadOnlySpan<char>>();
        var tells = Telling.GetAlternateLookup<ReadOnlySpan<char>>();
        var length = Math.Min(text.Length, Looked);
        for (var i = 0; i <= length; i++)
        {
            var c = i < length ? text[i] : ' ';
            if (char.IsLetter(c))
            {
                if (c < 'ɐ') latin++;
                else other++;
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0)
            {
                words++;
                if (i - start <= 6 && char.IsAsciiLetter(text[start]))
                {
                    var word = text.AsSpan(start, i - start);
                    if (lookup.Contains(word)) english++;
                    if (tells.Contains(word)) telling++;
                }
            }

            start = -1;
        }

        return words >= 3 && latin > 2 * other && english * 10 < words && (words >= LongEnough || telling > 0);
    }

    /// <summary>The word in Cyrillic letters.</summary>
    public static string ToCyrillic(ReadOnlySpan<char> word)
    {
        Span<char> cyrillic = word.Length <= 64 ? stackalloc char[word.Length * 2] : new char[word.Length * 2];
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = char.ToLowerInvariant(word[i]);
            var next = i + 1 < word.Length ? char.ToLowerInvariant(word[i + 1]) : '\0';
            var (letter, taken) = (c, next) switch
            {
                ('s', 'h') => ('ш', 2),
                ('c', 'h') => ('ч', 2),
                ('z', 'h') => ('ж', 2),
                ('k', 'h') => ('х', 2),
                ('g', 'h') => ('г', 2),
                ('t', 's') => ('ц', 2),
                ('y' or 'j', 'a') => ('я', 2),
                ('y', 'u') => ('ю', 2),
                ('y', 'o') => ('е', 2),
                ('y' or 'j', 'e') => ('е', 2),
                ('i' or 'y', _) when length > 0 && cyrillic[length - 1] is 'а' or 'е' or 'о' or 'у' => ('й', 1),
                _ => (Letter(c), 1),
            };
            // At the beginning "ja" is "жа" in Kazakh; "ya" is "я" anywhere.
            if (i == 0 && c == 'j') (letter, taken) = ('ж', 1);
            if (letter != '\0') cyrillic[length++] = letter;
            i += taken - 1;
        }

        return new string(cyrillic[..length]);
    }

    private static char Letter(char c) => c switch
    {
        'a' or 'ä' or 'á' => 'а',
        'b' => 'б',
        'c' or 'k' or 'q' => 'к',
        'ç' => 'ч',
        'd' => 'д',
        'e' or 'é' => 'е',
        'f' => 'ф',
        'g' or 'ğ' or 'ǵ' => 'г',
        'h' or 'x' => 'х',
        'i' or 'ı' or 'í' => 'и',
        'y' or 'ý' => 'ы',
        'j' => 'ж',
        'l' => 'л',
        'm' => 'м',
        'n' or 'ñ' or 'ń' => 'н',
        'o' or 'ö' or 'ó' => 'о',
        'p' => 'п',
        'r' => 'р',
        's' => 'с',
        'ş' => 'ш',
        't' => 'т',
        'u' or 'ü' or 'ú' or 'ū' or 'w' => 'у',
        'v' => 'в',
        'z' => 'з',
        '\'' or '’' => '\0',
        _ => c,
    };
}

using System.Text;

namespace TrustLine.Channels.Email.Mime.Charsets;

/// <summary>Which charset of one byte makes Cyrillic words of these bytes: common small letters speak for it, capitals inside words and signs that nobody writes against.</summary>
internal static class CharsetGuess
{
    private const int Longest = 16 << 10;

    private static readonly Candidate[] All =
    [
        new(CharsetNames.Page(1251), "windows-1251"), new(TableCharset.Kz1048, "kz-1048"), new(CharsetNames.Page(20866), "koi8-r"),
        new(CharsetNames.Page(866), "cp866"), new(CharsetNames.Page(28595), "iso-8859-5"), new(TableCharset.Pt154, "pt154"),
    ];

    /// <summary>The likeliest charset and how much speaks for it per letter beyond ASCII; the first of equals.</summary>
    internal static (Encoding Charset, string Name, double Sure) Of(ReadOnlySpan<byte> bytes)
    {
        var best = All[0];
        var most = int.MinValue;
        foreach (var candidate in All)
        {
            var score = candidate.Score(bytes, out _);
            if (score <= most) continue;
            (best, most) = (candidate, score);
        }

        best.Score(bytes, out var letters);
        return (best.Charset, best.Name, letters == 0 ? 0 : (double)most / letters);
    }

    /// <summary>How much speaks for one charset, as <see cref="Of"/> counts; null when it is none of those weighed.</summary>
    internal static double? For(ReadOnlySpan<byte> bytes, Encoding charset)
    {
        foreach (var candidate in All)
        {
            if (candidate.Charset.WebName != charset.WebName) continue;
            var score = candidate.Score(bytes, out var letters);
            return letters == 0 ? 0 : (double)score / letters;
        }

        return null;
    }

    private sealed class Candidate
    {
        private readonly sbyte[] weights = new sbyte[256];
        private readonly bool[] capital = new bool[256];
        private readonly bool[] small = new bool[256];

        internal Candidate(Encoding charset, string name)
        {
            (Charset, Name) = (charset, name);
            for (var b = 128; b < 256; b++)
            {
                var sign = charset.GetString([(byte)b])[0];
                weights[b] = Weight(sign);
                capital[b] = weights[b] >= 0 && char.IsUpper(sign);
                small[b] = weights[b] > 0 && char.IsLower(sign);
            }
        }

        internal Encoding Charset { get; }

        internal string Name { get; }

        internal int Score(ReadOnlySpan<byte> bytes, out int letters)
        {
            if (bytes.Length > Longest) bytes = bytes[..Longest];
            letters = 0;
            var score = 0;
            var afterSmall = false;
            foreach (var b in bytes)
            {
                if (b < 128)
                {
                    afterSmall = false;
                    continue;
                }

                letters++;
                score += weights[b];
                if (capital[b] && afterSmall) score -= 4;
                afterSmall = small[b];
            }

            return score;
        }

        private static sbyte Weight(char sign) => sign switch
        {
            'о' or 'е' or 'а' or 'и' or 'н' or 'т' or 'с' or 'р' or 'в' or 'л' or 'к' or 'м' or 'д' => 3,
            >= 'а' and <= 'я' or 'ё' => 2,
            'ә' or 'ғ' or 'қ' or 'ң' or 'ө' or 'ұ' or 'ү' or 'һ' or 'і' or 'є' or 'ї' or 'ґ' or 'ў' => 2,
            >= 'А' and <= 'Я' or 'Ё' => 1,
            'Ә' or 'Ғ' or 'Қ' or 'Ң' or 'Ө' or 'Ұ' or 'Ү' or 'Һ' or 'І' or 'Є' or 'Ї' or 'Ґ' or 'Ў' => 1,
            '«' or '»' or '№' or '—' or '–' or '“' or '”' or '„' or '…' or '\u00A0' or '°' or '•' or '’' or '‘' => 0,
            _ => -4,
        };
    }
}

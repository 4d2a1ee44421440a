using System.Globalization;

namespace TrustLine.Channels.Email.Mime.Headers;

/// <summary>The date of a mail (RFC 5322, 3.3 and 4.3), and the near misses: no seconds, years of two digits, names of zones, words before and behind.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The moment; null when it cannot be read.</summary>
    internal static DateTimeOffset? Read(string? header)
    {
        if (string.IsNullOrWhiteSpace(header) || header.Length > 200) return null;
        var words = header.Split((char[])[' ', '\t', ',', '-'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 2 < words.Length; i++)
        {
            var month = Month(words[i + 1]);
            if (month == 0 || !Number(words[i], 31, out var day) || !Number(words[i + 2], 9999, out var year)) continue;
            if (words[i + 2].Length <= 3) year += year < 50 && words[i + 2].Length == 2 ? 2000 : 1900; // RFC 5322, 4.3
            var time = TimeSpan.Zero;
            var zone = TimeSpan.Zero;
            if (i + 3 < words.Length && !Clock(words[i + 3], out time)) return null;
            if (i + 4 < words.Length) zone = Zone(words[i + 4], header);
            return Moment(year, month, day, time, zone);
        }

        return DateTimeOffset.TryParseExact(header.Trim(), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso : null;
    }

    private static DateTimeOffset? Moment(int year, int month, int day, TimeSpan time, TimeSpan zone)
    {
        if (year is < 1900 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateTimeOffset(new DateTime(year, month, day) + time, zone);
    }

    private static int Month(string word) => word.Length < 3 ? 0 : Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1;

    private static bool Number(string word, int most, out int number) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;

    private static bool Clock(string word, out TimeSpan time)
    {
        time = default;
        var parts = word.Split(':', '.');
        var seconds = 0;
        if (parts.Length is < 2 or > 4 || !Number(parts[0], 23, out var hours) || !Number(parts[1], 59, out var minutes) || (parts.Length > 2 && !Number(parts[2], 60, out seconds))) return false;
        time = new(hours, minutes, Math.Min(seconds, 59));
        return true;
    }

    // The minus was taken for a blank: the header tells it back.
    private static TimeSpan Zone(string word, string header)
    {
        var digits = word.TrimStart('+').Replace(":", "", StringComparison.Ordinal);
        if (digits.Length == 4 && Number(digits, 1400, out var number) && number % 100 < 60)
        {
            var shift = new TimeSpan(number / 100, number % 100, 0);
            return header.Contains("-" + word, StringComparison.Ordinal) ? -shift : shift;
        }

        return word.ToUpperInvariant() switch
        {
            "EST" or "CDT" => TimeSpan.FromHours(-5),
            "EDT" => TimeSpan.FromHours(-4),
            "CST" or "MDT" => TimeSpan.FromHours(-6),
            "MST" or "PDT" => TimeSpan.FromHours(-7),
            "PST" => TimeSpan.FromHours(-8),
            "MSK" => TimeSpan.FromHours(3),
            "ALMT" => TimeSpan.FromHours(6),
            _ => TimeSpan.Zero, // UT, GMT, Z and what nobody knows (RFC 5322, 4.3: as -0000)
        };
    }
}

using System.Text;
using TrustLine.Triage.Reading;

namespace TrustLine.Triage.Routing;

/// <summary>How a name sounds, however it is spelt: Kazakh, Russian without Kazakh letters, Latin. Coarser than <see cref="SearchSpelling"/>, which it builds on: о and у, я and а fall together, as in Төлеген, Толеген, Тулеген.</summary>
internal static class Sound
{
    /// <summary>One word as ASCII letters; empty for what has no letters.</summary>
    public static string Of(string word)
    {
        var spelt = SearchSpelling.Of(word).Replace(" ", "", StringComparison.Ordinal)
            .Replace("dj", "j", StringComparison.Ordinal).Replace("io", "e", StringComparison.Ordinal)
            .Replace("ia", "a", StringComparison.Ordinal).Replace("iu", "u", StringComparison.Ordinal);
        var sound = new StringBuilder(spelt.Length);
        foreach (var letter in spelt)
        {
            var heard = letter switch { 'o' => 'u', 'C' => 'S', _ => letter };
            if (sound.Length == 0 || sound[^1] != heard) sound.Append(heard);
        }

        return sound.ToString();
    }

    /// <summary>Whether one letter may stand for the other where a name is cut to its first: Ж. and J. and Z., Ш. and S., Х. and K., Е. and Y.</summary>
    public static bool SameInitial(string one, string other) =>
        one.Length > 0 && other.Length > 0 && (one[0] == other[0] || Array.Exists(Alike, pair => pair.Contains(one[0]) && pair.Contains(other[0])));

    private static readonly string[] Alike = ["jzg", "Ssc", "hkg", "eia", "ui"];

    /// <summary>Whether the two differ by one letter put in, left out, changed or swapped with its neighbour; the first letter is the same.</summary>
    public static bool OneSlip(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (Math.Abs(one.Length - other.Length) > 1 || one.IsEmpty || other.IsEmpty || one[0] != other[0]) return false;
        var same = one.CommonPrefixLength(other);
        var a = one[same..];
        var b = other[same..];
        if (a.Length == b.Length) return a.Length == 0 || a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
        return a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }
}

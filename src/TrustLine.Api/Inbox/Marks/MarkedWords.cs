using System.Text.RegularExpressions;

namespace TrustLine.Api.Inbox;

/// <summary>The words that a person typed to be hidden, each line by itself, and where they stand: whatever the case of letters and the spaces between, and with the endings that a word takes.</summary>
internal sealed partial class MarkedWords
{
    /// <summary>The most lines, characters of a line and places: more would hide the story and not its teller.</summary>
    public const int MostLines = 10, LongestLine = 200, MostPlaces = 200;

    private readonly IReadOnlyList<Regex> sought;

    private MarkedWords(IReadOnlyList<Regex> sought) => this.sought = sought;

    /// <summary>Reads the field; null when it is empty, or asks for more than may be hidden at once.</summary>
    public static MarkedWords? Parse(string typed)
    {
        var lines = typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return lines.Count is 0 or > MostLines || lines.Exists(l => l.Length is < 2 or > LongestLine) ? null : new([.. lines.Select(Sought)]);
    }

    /// <summary>The places in a text, in order, none within another; what was cut out already is none.</summary>
    public IReadOnlyList<(int Start, int Length)> In(string text)
    {
        var cut = Placeholder().Matches(text).Select(m => (Start: m.Index, End: m.Index + m.Length)).ToList();
        var places = new List<(int Start, int Length)>();
        foreach (var (start, end) in sought.SelectMany(s => s.Matches(text)).Select(m => (Start: m.Index, End: m.Index + m.Length)).Where(m => !cut.Exists(c => m.Start < c.End && c.Start < m.End)).OrderBy(m => m.Start).ThenByDescending(m => m.End))
        {
            if (places.Count > 0 && start < places[^1].Start + places[^1].Length) places[^1] = (places[^1].Start, Math.Max(places[^1].Length, end - places[^1].Start));
            else places.Add((start, end - start));
        }

        return places;
    }

    // A name stands with Kazakh and Russian endings; what follows its last letter belongs to it when the word began with it.
    private static Regex Sought(string line)
    {
        var words = string.Join(@"\s+", line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));
        return new(char.IsLetter(line[^1]) ? $@"(?<![\p{{L}}\p{{Nd}}]){words}\p{{L}}*|{words}" : words, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex("⟦[^⟦⟧]{1,40}⟧")]
    private static partial Regex Placeholder();
}

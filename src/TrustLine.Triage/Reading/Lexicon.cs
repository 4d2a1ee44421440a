using System.Collections.Concurrent;

namespace TrustLine.Triage.Reading;

/// <summary>A concept met in a text: where, and in which scope.</summary>
internal readonly record struct Meeting(string Concept, int First, int Last);

/// <summary>The reviewed list of words and phrases in three languages and the concepts they speak of (lexicon.tsv).</summary>
internal sealed class Lexicon
{
    private const int LongestGap = 3;
    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    private static readonly ConcurrentDictionary<(string Concept, string Scope), string> ScopedNames = new();

    private readonly Dictionary<string, List<Entry>> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Entry>> prefix = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Entry>>.AlternateLookup<ReadOnlySpan<char>> prefixBySpan;
    private readonly int shortest = int.MaxValue;
    private readonly int longest;

    private Lexicon()
    {
        foreach (var row in LexiconFile.Rows("lexicon.tsv"))
        {
            var parts = Folding.Phrase(row[2]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => Part.Of(p)).ToArray();
            var entry = new Entry(row[0], parts);
            foreach (var (word, open) in parts[0].Words)
            {
                var index = open ? prefix : exact;
                if (!index.TryGetValue(word, out var entries)) index[word] = entries = [];
                entries.Add(entry);
                if (!open) continue;
                shortest = Math.Min(shortest, word.Length);
                longest = Math.Max(longest, word.Length);
            }
        }

        prefixBySpan = prefix.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static Lexicon Current => Loaded.Value;

    /// <summary>Every entry that matches, in the order of the text.</summary>
    public List<Meeting> Meet(Words words)
    {
        var met = new List<Meeting>();
        for (var i = 0; i < words.All.Count; i++)
        {
            var folded = words.All[i].Folded;
            if (exact.TryGetValue(folded, out var entries)) Try(entries, words, i, met);
            for (var length = Math.Min(longest, folded.Length); length >= shortest; length--)
                if (prefixBySpan.TryGetValue(folded.AsSpan(0, length), out entries)) Try(entries, words, i, met);
        }

        return met;
    }

    /// <summary>The concept in a scope, one string for each.</summary>
    public static string Scoped(string concept, string scope) => scope.Length == 0 ? concept : ScopedNames.GetOrAdd((concept, scope), c => c.Concept + c.Scope);

    private static void Try(List<Entry> entries, Words words, int at, List<Meeting> met)
    {
        foreach (var entry in entries)
            if (entry.EndAt(words, at) is { } last) met.Add(new Meeting(entry.Concept, at, last));
    }

    private sealed record Entry(string Concept, Part[] Parts)
    {
        public int? EndAt(Words words, int at)
        {
            var i = at;
            for (var p = 1; p < Parts.Length; p++)
            {
                i++;
                if (!Parts[p].IsGap)
                {
                    if (i >= words.All.Count || !Parts[p].Fits(words.All[i].Folded)) return null;
                    continue;
                }

                p++;
                var limit = Math.Min(i + LongestGap, words.All.Count - 1);
                while (i <= limit && !Parts[p].Fits(words.All[i].Folded)) i++;
                if (i > limit) return null;
            }

            return words.All[i].Sentence == words.All[at].Sentence ? i : null;
        }
    }

    // A word of a pattern: alternatives with |, open ended with *; ".." is a gap of up to three words.
    private sealed record Part(bool IsGap, (string Word, bool Open)[] Words)
    {
        public static Part Of(string pattern) => pattern == ".."
            ? new Part(true, [])
            : new Part(false, [.. pattern.Split('|').Select(w => (w.TrimEnd('*'), w.EndsWith('*')))]);

        public bool Fits(string folded)
        {
            foreach (var (word, open) in Words)
                if (open ? folded.StartsWith(word, StringComparison.Ordinal) : folded == word) return true;
            return false;
        }
    }
}

namespace TrustLine.Triage.Reading;

/// <summary>A concept met in a text, and the words that speak of it.</summary>
internal sealed record Meeting(Concept Concept, int First, int Last);

/// <summary>The reviewed list of words and phrases in three languages and the concepts they speak of (lexicon.tsv).</summary>
internal sealed class Lexicon
{
    private const int LongestGap = 3;
    private const char WholeWord = '\n';
    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    // By the key of the word, or of the beginning, that a pattern starts with.
    private readonly KeyTable index = new(8192);
    private readonly List<Entry[]> entries = [];
    private readonly int longest;

    private Lexicon()
    {
        foreach (var row in LexiconFile.Lines(LexiconFile.Text("lexicon.tsv")))
        {
            var line = row;
            var concept = Concept.Of(LexiconFile.Cell(ref line).ToString());
            LexiconFile.Cell(ref line);
            var entry = new Entry(concept, Part.All(Folding.Phrase(LexiconFile.Cell(ref line).ToString())));
            foreach (var (word, open) in entry.Parts[0].Words)
            {
                Add(open ? FeatureKey.Of(word) : FeatureKey.With(FeatureKey.Of(word), WholeWord), entry);
                if (open) longest = Math.Max(longest, word.Length);
            }
        }
    }

    public static Lexicon Current => Loaded.Value;

    /// <summary>Every entry that matches, in the order of the text; of one word the whole words first, then the longest beginnings.</summary>
    public List<Meeting> Meet(Words words)
    {
        var met = new List<Meeting>();
        Span<int> begun = stackalloc int[longest + 1];
        for (var i = 0; i < words.All.Length; i++)
        {
            var folded = words.All[i].Folded;
            var key = FeatureKey.Of("");
            for (var length = 1; length <= folded.Length; length++)
            {
                key = FeatureKey.With(key, folded[length - 1]);
                if (length <= longest) begun[length] = index[key];
            }

            if (index[FeatureKey.With(key, WholeWord)] is >= 0 and var whole) Try(entries[whole], words, i, met);
            for (var length = Math.Min(longest, folded.Length); length > 0; length--)
                if (begun[length] >= 0) Try(entries[begun[length]], words, i, met);
        }

        return met;
    }

    private void Add(ulong key, Entry entry)
    {
        if (index[key] is >= 0 and var known) entries[known] = [.. entries[known], entry];
        else if (index.TryAdd(key, entries.Count)) entries.Add([entry]);
    }

    private static void Try(Entry[] entries, Words words, int at, List<Meeting> met)
    {
        foreach (var entry in entries)
            if (entry.EndAt(words, at) is >= 0 and var last) met.Add(new Meeting(entry.Concept, at, last));
    }

    private sealed class Entry(Concept concept, Part[] parts)
    {
        public Concept Concept => concept;

        public Part[] Parts => parts;

        // The last word of the match; -1 when there is none.
        public int EndAt(Words words, int at)
        {
            var i = at;
            for (var p = 1; p < parts.Length; p++)
            {
                i++;
                if (!parts[p].IsGap)
                {
                    if (i >= words.All.Length || !parts[p].Fits(words.All[i].Folded)) return -1;
                    continue;
                }

                p++;
                var limit = Math.Min(i + LongestGap, words.All.Length - 1);
                while (i <= limit && !parts[p].Fits(words.All[i].Folded)) i++;
                if (i > limit) return -1;
            }

            return words.All[i].Sentence == words.All[at].Sentence ? i : -1;
        }
    }

    // A word of a pattern: alternatives with |, open ended with *; ".." is a gap of up to three words.
    private sealed class Part(string pattern)
    {
        public bool IsGap { get; } = pattern == "..";

        public (string Word, bool Open)[] Words { get; } = pattern == ".." ? [] : Alternatives(pattern);

        public static Part[] All(string phrase)
        {
            var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var parts = new Part[words.Length];
            for (var i = 0; i < words.Length; i++) parts[i] = new Part(words[i]);
            return parts;
        }

        public bool Fits(string folded)
        {
            foreach (var (word, open) in Words)
                if (open ? folded.StartsWith(word, StringComparison.Ordinal) : folded == word) return true;
            return false;
        }

        private static (string Word, bool Open)[] Alternatives(string pattern)
        {
            var words = pattern.Split('|');
            var alternatives = new (string, bool)[words.Length];
            for (var i = 0; i < words.Length; i++) alternatives[i] = (words[i].TrimEnd('*'), words[i].EndsWith('*'));
            return alternatives;
        }
    }
}

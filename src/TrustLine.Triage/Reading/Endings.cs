namespace TrustLine.Triage.Reading;

/// <summary>A list of endings or of beginnings as a tree of letters: one walk along the word finds the longest or any, whatever their number.</summary>
internal sealed class Endings
{
    private const int Cyrillic = 32, Letters = Cyrillic + 26;
    private readonly bool fromEnd;
    private short[] next = new short[64 * Letters];
    private bool[] ends = new bool[64];
    private short nodes = 1;

    private Endings(string words, bool fromEnd)
    {
        this.fromEnd = fromEnd;
        foreach (var word in words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)) Add(word);
    }

    /// <summary>Endings in folded letters, blanks between them.</summary>
    public static Endings Of(string words) => new(words, fromEnd: true);

    /// <summary>Beginnings in folded letters, blanks between them.</summary>
    public static Endings Beginnings(string words) => new(words, fromEnd: false);

    /// <summary>The length of the longest one that the word has, of at most so many letters; 0 when it has none.</summary>
    public int Longest(ReadOnlySpan<char> word, int most)
    {
        var (node, longest) = (0, 0);
        for (var length = 1; length <= most && length <= word.Length; length++)
        {
            if (Step(node, word, length) is not (> 0 and var to)) break;
            node = to;
            if (ends[node]) longest = length;
        }

        return longest;
    }

    /// <summary>The word has one of at least <paramref name="least"/> letters and of at most <paramref name="most"/>.</summary>
    public bool Any(ReadOnlySpan<char> word, int least = 1, int most = int.MaxValue)
    {
        var node = 0;
        for (var length = 1; length <= most && length <= word.Length; length++)
        {
            if (Step(node, word, length) is not (> 0 and var to)) break;
            node = to;
            if (ends[node] && length >= least) return true;
        }

        return false;
    }

    private int Step(int node, ReadOnlySpan<char> word, int length)
    {
        var letter = Letter(fromEnd ? word[^length] : word[length - 1]);
        return letter < 0 ? 0 : next[(node * Letters) + letter];
    }

    private void Add(string word)
    {
        var node = 0;
        for (var length = 1; length <= word.Length; length++)
        {
            var letter = Letter(fromEnd ? word[^length] : word[length - 1]);
            ref var to = ref next[(node * Letters) + letter];
            if (to == 0)
            {
                to = nodes++;
                node = to;
                if (nodes < ends.Length) continue;
                Array.Resize(ref ends, 2 * ends.Length);
                Array.Resize(ref next, 2 * next.Length);
                continue;
            }

            node = to;
        }

        ends[node] = true;
    }

    private static int Letter(char c) => c is >= 'а' and <= 'я' ? c - 'а' : c is >= 'a' and <= 'z' ? c - 'a' + Cyrillic : -1;
}

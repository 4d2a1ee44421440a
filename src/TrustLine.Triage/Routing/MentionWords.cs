using TrustLine.Triage.Reading;

namespace TrustLine.Triage.Routing;

/// <summary>The reviewed words of mentions.tsv: posts, greetings, the head of a letter, the most frequent surnames.</summary>
internal sealed class MentionWords
{
    private static readonly Lazy<MentionWords> Loaded = new(() => new MentionWords());
    private readonly Dictionary<string, (HashSet<string> Whole, string[] Begun)> kinds = [];
    private readonly List<NameForms> common = [];

    private MentionWords()
    {
        foreach (var row in LexiconFile.Rows("mentions.tsv"))
        {
            var words = row[1].Split(' ');
            if (row[0] == "common") common.AddRange(words.Select(w => new NameForms(w)));
            else kinds[row[0]] = ([.. words.Where(w => !w.EndsWith('*')).Select(w => Folding.Word(w))], [.. words.Where(w => w.EndsWith('*')).Select(w => Folding.Word(w.TrimEnd('*')))]);
        }
    }

    public static MentionWords Current => Loaded.Value;

    /// <summary>Whether the folded word is of this kind.</summary>
    public bool Is(string kind, string folded) =>
        kinds[kind] is var (whole, begun) && (whole.Contains(folded) || Array.Exists(begun, b => folded.StartsWith(b, StringComparison.Ordinal)));

    /// <summary>A word for a post of those who receive reports.</summary>
    public bool IsPost(string folded) => Is("director", folded) || Is("officer", folded);

    /// <summary>One of the most frequent surnames.</summary>
    public bool IsCommon(string surname) => common.Exists(c => c.Of(Sound.Of(surname), slips: false) == Likeness.Yes);
}

namespace TrustLine.Triage.Reading;

/// <summary>A feature by its parts: a mark and one or two words, or one or two concepts. Its name is made only for the trainer, the engine knows it by its key.</summary>
internal readonly ref struct Feature
{
    private readonly string mark;
    private readonly ReadOnlySpan<char> first;
    private readonly ReadOnlySpan<char> second;
    private readonly Concept? other;

    public Feature(string mark, ReadOnlySpan<char> first, ReadOnlySpan<char> second = default)
    {
        this.mark = mark;
        this.first = first;
        this.second = second;
    }

    public Feature(Concept concept, string times = "")
    {
        Concept = concept;
        mark = times;
    }

    public Feature(Concept concept, Concept other)
    {
        Concept = concept;
        this.other = other;
        mark = "&";
    }

    /// <summary>Null when it is a feature of words.</summary>
    public Concept? Concept { get; }

    /// <summary>See <see cref="FeatureKey.Written"/>.</summary>
    public ulong Key
    {
        get
        {
            if (other is not null) return FeatureKey.Two(Concept!.Key, other.Key);
            if (Concept is not null) return FeatureKey.With(Concept.Key, mark);
            var key = FeatureKey.With(FeatureKey.Of(mark), first);
            return second.Length == 0 ? key : FeatureKey.With(FeatureKey.With(key, ' '), second);
        }
    }

    /// <summary>As it stands in weights.tsv.</summary>
    public override string ToString() =>
        other is not null ? Concept!.Name + mark + other.Name
        : Concept is not null ? Concept.Name + mark
        : second.Length == 0 ? string.Concat(mark, first) : string.Concat(mark, first, " ", second);

    /// <summary>The name is one of words ("w:", "d&lt;"), not of concepts.</summary>
    public static bool IsOfWords(ReadOnlySpan<char> name) => name.Length > 1 && name[1] is ':' or '?' or '=' or '<' or '>';
}

/// <summary>A feature met: how much of it, where. The same feature may be met again; the first time counts.</summary>
internal delegate void Met(in Feature feature, float value, Place? place);

/// <summary>Turns what was noticed, and the words themselves, into the features that the weights know: concepts with their scope, two concepts of one sentence, words (and once more those under a no, of the last sentence and of a quotation), pairs of words, parts of words, and what is said beside a post.</summary>
internal static class Features
{
    /// <summary>Words and their parts are many: each counts for less the longer the text.</summary>
    private const int PartLength = 4;
    private const int Beside = 7;
    private const string Said = "w:";
    private const string Topic = "area.";
    private const int MostTogether = 24;
    private static readonly PostMarks Director = new("d=", "d<<", "d<", "d>", "d>>");
    private static readonly PostMarks Officer = new("o=", "o<<", "o<", "o>", "o>>");
    private static readonly Comparison<Concept> ByName = (a, b) => string.CompareOrdinal(a.Name, b.Name);

    public static void Each(Noticed noticed, Met met)
    {
        Concepts(noticed, met);
        Pairs(noticed, met);
        for (var passage = 0; passage < noticed.Passages.Count; passage++) Words(noticed, passage, met);
        foreach (var mention in noticed.All)
        {
            if (mention.Concept.Plain is "director.general" or "director.any") Around(noticed, mention, Director, met);
            if (mention.Concept.Plain is "officer.named") Around(noticed, mention, Officer, met);
        }
    }

    /// <summary>What tells the area of a report: the concepts of areas and the words that are said.</summary>
    public static void OfTopics(Noticed noticed, Met met)
    {
        Concepts(noticed, met, concept => concept.Plain.StartsWith(Topic, StringComparison.Ordinal));
        for (var passage = 0; passage < noticed.Passages.Count; passage++)
        {
            var words = noticed.Passages[passage].Words.All;
            var part = Part(words);
            for (var i = 0; i < words.Length; i++)
                if (!noticed.Supposed[passage][words[i].Sentence]) met(new Feature(Said, Stem(words[i])), part, null);
        }
    }

    /// <summary>The feature, as weights.tsv writes it, is one of <see cref="OfTopics"/>.</summary>
    public static bool IsOfTopics(string name) => name.StartsWith(Said, StringComparison.Ordinal) || (name.StartsWith(Topic, StringComparison.Ordinal) && !name.Contains('&', StringComparison.Ordinal));

    private static void Concepts(Noticed noticed, Met met, Predicate<Concept>? which = null)
    {
        foreach (var mention in noticed.All)
        {
            if (which is not null && !which(mention.Concept)) continue;
            met(new Feature(mention.Concept), 1, mention.Count > 0 ? mention[0] : null);
            if (mention.Count > 1) met(new Feature(mention.Concept), 0, mention[1]);
            // Said twice or four times speaks louder, with weights of its own.
            if (mention.Count >= 2) met(new Feature(mention.Concept, "+2"), 1, null);
            if (mention.Count >= 4) met(new Feature(mention.Concept, "+4"), 1, null);
        }
    }

    // Two things said in one sentence: "money" beside "certificate" is more than both apart.
    private static void Pairs(Noticed noticed, Met met)
    {
        var firstOf = new int[noticed.Passages.Count + 1];
        for (var passage = 0; passage < noticed.Passages.Count; passage++) firstOf[passage + 1] = firstOf[passage] + noticed.Passages[passage].Words.Questions.Length;
        var bySentence = new List<Concept>?[firstOf[^1]];
        foreach (var mention in noticed.All)
        {
            for (var at = 0; at < mention.Count; at++)
            {
                var place = mention[at];
                var together = bySentence[firstOf[place.Passage] + noticed.Passages[place.Passage].Words.All[place.First].Sentence] ??= [];
                if (together.Count < MostTogether && !together.Contains(mention.Concept)) together.Add(mention.Concept);
            }
        }

        foreach (var together in bySentence)
        {
            if (together is null) continue;
            together.Sort(ByName);
            for (var i = 0; i < together.Count; i++)
                for (var j = i + 1; j < together.Count; j++) met(new Feature(together[i], together[j]), 1, null);
        }
    }

    private static void Words(Noticed noticed, int passage, Met met)
    {
        var text = noticed.Passages[passage].Words.Text;
        var words = noticed.Passages[passage].Words.All;
        var supposed = noticed.Supposed[passage];
        var denied = noticed.Denied[passage];
        var lastSentence = words.Length > 0 ? words[^1].Sentence : 0;
        var quotes = new Quotes(text);
        var part = Part(words);
        var before = "";
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var stem = Stem(word);
            var starts = i == 0 || words[i - 1].Sentence != word.Sentence;
            met(new Feature(supposed[word.Sentence] ? "w?" : Said, stem), part, new Place(passage, i, i));
            if (!starts) met(new Feature("b:", before, stem), part, new Place(passage, i - 1, i));
            if (denied[i]) met(new Feature("x:", stem), part, null);
            if (word.Sentence == lastSentence && lastSentence > 0) met(new Feature("e:", stem), part, null);
            if (quotes.Holds(word.Start)) met(new Feature("q:", stem), part, null);
            before = stem;
            if (stem == "0") continue;
            Parts(word.Folded.Length > 40 ? word.Folded.AsSpan(0, 40) : word.Folded, part / 2, met);
        }
    }

    private static float Part(Word[] words) => (float)(1 / Math.Sqrt(Math.Max(words.Length, 8)));

    private static string Stem(Word word) => char.IsAsciiDigit(word.Folded[0]) ? "0" : word.Stem.Length > 40 ? word.Stem[..40] : word.Stem;

    private static void Parts(ReadOnlySpan<char> word, float value, Met met)
    {
        // The word between two marks of its ends.
        Span<char> edged = stackalloc char[word.Length + 2];
        edged[0] = edged[^1] = '_';
        word.CopyTo(edged[1..]);
        for (var i = 0; i + PartLength <= edged.Length; i++) met(new Feature("g:", edged.Slice(i, PartLength)), value, null);
    }

    // Who is accused shows in the words beside the post and in the ending of the post itself.
    private static void Around(Noticed noticed, Mention post, PostMarks marks, Met met)
    {
        for (var at = 0; at < post.Count; at++)
        {
            var place = post[at];
            var words = noticed.Passages[place.Passage].Words.All;
            var last = words[place.Last];
            met(new Feature(marks.Itself, last.Folded.Length > 30 ? last.Folded.AsSpan(0, 30) : last.Folded), 1, place);
            if (place.First == 0 || words[place.First - 1].Sentence != last.Sentence) met(new Feature(marks.Itself, "first"), 1, place);
            for (var i = Math.Max(0, place.First - Beside); i < Math.Min(words.Length, place.Last + Beside + 1); i++)
            {
                if (i >= place.First && i <= place.Last) continue;
                if (words[i].Stem.Length > 30) continue;
                var same = words[i].Sentence == last.Sentence;
                var mark = i < place.First ? same ? marks.Before : marks.Earlier : same ? marks.After : marks.Later;
                met(new Feature(mark, words[i].Stem), 0.5f, new Place(place.Passage, i, i));
            }
        }
    }

    /// <summary>Walks along a text and knows what stands between quotation marks, or in a line that begins with &gt;.</summary>
    private struct Quotes(string text)
    {
        private int at;
        private int depth;
        private bool straight;
        private bool line;

        public bool Holds(int place)
        {
            for (; at < place; at++)
            {
                switch (text[at])
                {
                    case '«' or '“' or '„':
                        depth++;
                        break;
                    case '»' or '”':
                        depth = Math.Max(0, depth - 1);
                        break;
                    case '"':
                        straight = !straight;
                        break;
                    case '\n':
                        (depth, straight, line) = (0, false, at + 1 < text.Length && text[at + 1] == '>');
                        break;
                }
            }

            return depth > 0 || straight || line;
        }
    }

    private sealed record PostMarks(string Itself, string Earlier, string Before, string After, string Later);
}

namespace TrustLine.Triage.Reading;

/// <summary>A feature met: its name, how much of it, where. The same feature may be met again; the first time counts.</summary>
internal delegate void Met(ReadOnlySpan<char> feature, float value, Place? place);

/// <summary>Turns what was noticed, and the words themselves, into the features that the weights know: concepts with their scope, two concepts of one sentence, words, pairs of words, parts of words, and what is said beside a post.</summary>
internal static class Features
{
    /// <summary>Words and their parts are many: each counts for less the longer the text.</summary>
    private const int PartLength = 4;
    private const int Beside = 7;
    private static readonly string[] Directors = ["director.general", "director.any"];
    private static readonly string[] Officers = ["officer.named"];

    public static void Each(Noticed noticed, Met met)
    {
        Concepts(noticed, met);
        Pairs(noticed, met);
        for (var passage = 0; passage < noticed.Passages.Count; passage++) Words(noticed, passage, met);
        Around(noticed, Directors, "d", met);
        Around(noticed, Officers, "o", met);
    }

    private static void Concepts(Noticed noticed, Met met)
    {
        Span<char> name = stackalloc char[64];
        foreach (var (concept, places) in noticed.All)
        {
            met(concept, 1, places.Count > 0 ? places[0] : null);
            if (places.Count > 1) met(concept, 0, places[1]);
            // Said twice or four times speaks louder, with weights of its own.
            concept.CopyTo(name);
            "+2".CopyTo(name[concept.Length..]);
            if (places.Count >= 2) met(name[..(concept.Length + 2)], 1, null);
            name[concept.Length + 1] = '4';
            if (places.Count >= 4) met(name[..(concept.Length + 2)], 1, null);
        }
    }

    // Two things said in one sentence: "money" beside "certificate" is more than both apart.
    private static void Pairs(Noticed noticed, Met met)
    {
        Span<char> name = stackalloc char[128];
        var bySentence = new Dictionary<(int Passage, int Sentence), List<string>>();
        foreach (var (concept, places) in noticed.All)
        {
            foreach (var place in places)
            {
                var key = (place.Passage, noticed.Passages[place.Passage].Words.All[place.First].Sentence);
                if (!bySentence.TryGetValue(key, out var together)) bySentence[key] = together = [];
                if (together.Count < 24 && !together.Contains(concept)) together.Add(concept);
            }
        }

        foreach (var together in bySentence.Values)
        {
            together.Sort(string.CompareOrdinal);
            for (var i = 0; i < together.Count; i++)
            {
                together[i].CopyTo(name);
                name[together[i].Length] = '&';
                for (var j = i + 1; j < together.Count; j++)
                {
                    together[j].CopyTo(name[(together[i].Length + 1)..]);
                    met(name[..(together[i].Length + 1 + together[j].Length)], 1, null);
                }
            }
        }
    }

    private static void Words(Noticed noticed, int passage, Met met)
    {
        var words = noticed.Passages[passage].Words.All;
        if (words.Count == 0) return;
        var supposed = noticed.Supposed[passage];
        Span<char> name = stackalloc char[160];
        var part = (float)(1 / Math.Sqrt(Math.Max(words.Count, 8)));
        var before = "";
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var stem = char.IsAsciiDigit(word.Folded[0]) ? "0" : word.Stem.Length > 40 ? word.Stem[..40] : word.Stem;
            var starts = i == 0 || words[i - 1].Sentence != word.Sentence;
            met(Named(name, supposed[word.Sentence] ? "w?" : "w:", stem), part, new Place(passage, i, i));
            if (!starts) met(Named(name, "b:", before, stem), part, new Place(passage, i - 1, i));
            before = stem;
            if (stem == "0") continue;
            Parts(word.Folded.Length > 40 ? word.Folded.AsSpan(0, 40) : word.Folded, name, part / 2, met);
        }
    }

    private static void Parts(ReadOnlySpan<char> word, Span<char> name, float value, Met met)
    {
        // The word between two marks of its ends.
        name[0] = 'g';
        name[1] = ':';
        Span<char> edged = stackalloc char[word.Length + 2];
        edged[0] = edged[^1] = '_';
        word.CopyTo(edged[1..]);
        for (var i = 0; i + PartLength <= edged.Length; i++)
        {
            edged.Slice(i, PartLength).CopyTo(name[2..]);
            met(name[..(PartLength + 2)], value, null);
        }
    }

    // Who is accused shows in the words beside the post and in the ending of the post itself.
    private static void Around(Noticed noticed, string[] posts, string mark, Met met)
    {
        Span<char> name = stackalloc char[160];
        foreach (var (concept, places) in noticed.All)
        {
            if (!Array.Exists(posts, post => concept.StartsWith(post, StringComparison.Ordinal))) continue;
            foreach (var place in places)
            {
                var words = noticed.Passages[place.Passage].Words.All;
                var post = words[place.Last];
                met(Named(name, mark + "=", post.Folded.Length > 30 ? post.Folded[..30] : post.Folded), 1, place);
                if (place.First == 0 || words[place.First - 1].Sentence != post.Sentence) met(Named(name, mark + "=", "first"), 1, place);
                for (var i = Math.Max(0, place.First - Beside); i < Math.Min(words.Count, place.Last + Beside + 1); i++)
                {
                    if (i >= place.First && i <= place.Last) continue;
                    if (words[i].Stem.Length > 30) continue;
                    var same = words[i].Sentence == post.Sentence;
                    met(Named(name, mark + (i < place.First ? same ? "<" : "<<" : same ? ">" : ">>"), words[i].Stem), 0.5f, new Place(place.Passage, i, i));
                }
            }
        }
    }

    private static ReadOnlySpan<char> Named(Span<char> name, string kind, string first, string second = "")
    {
        kind.CopyTo(name);
        var length = kind.Length;
        first.CopyTo(name[length..]);
        length += first.Length;
        if (second.Length == 0) return name[..length];
        name[length++] = ' ';
        second.CopyTo(name[length..]);
        return name[..(length + second.Length)];
    }
}

namespace TrustLine.Triage.Reading;

/// <summary>A full name in a text: its words First to Last, and how much what stands around it says that the reporter names himself.</summary>
internal sealed record NamedPerson(int First, int Last, double Sum);

/// <summary>Full names of people in a text with what stands around each: before, after, where in the message, how it ends. From this the weights tell the reporter from the accused.</summary>
internal static class NamedPeople
{
    private const int MostPeople = 24;
    private const int Around = 4;
    private static readonly string[] Cases = ["ға", "ге", "ка", "ке", "на", "не", "ды", "ди", "ты", "ти", "ны", "ни", "нын", "нин", "дын", "дин", "тын", "тин", "дан", "ден", "тан", "тен", "нан", "нен", "мен", "пен", "бен", "ом", "ой", "ым", "ему", "ого", "у", "ю", "е"];
    private static readonly string[] Predicative = ["мын", "мин", "пын", "пин", "бын", "бин", "мыз", "миз"];

    /// <summary>The full names, each scored by the weights; <paramref name="secret"/>: the text says that the reporter will not be named.</summary>
    public static List<NamedPerson> Find(Words words, IReadOnlyList<SelfName> byRule, bool secret, Weights weights)
    {
        var people = new List<NamedPerson>();
        Each(words, byRule, secret, (first, last, features) =>
        {
            var sum = 0.0;
            foreach (var feature in features) sum += weights.Of(feature, Weights.SelfName);
            people.Add(new NamedPerson(first, last, sum));
        });
        return people;
    }

    /// <summary>The full names that are the reporter's: what the page masks and the vault keeps. Without a rule beside them only sure ones, since the accused must stay readable.</summary>
    public static IEnumerable<NamedPerson> Reporters(Words words, IReadOnlyList<SelfName> byRule)
    {
        var secret = Lexicon.Current.Meet(words).Exists(m => m.Concept.Name == "speaker.unnamed");
        var question = Weights.Current[Weights.SelfName];
        return Find(words, byRule, secret, Weights.Current).Where(p => question.Probability(p.Sum) >= question.High);
    }

    /// <summary>Each full name with its features.</summary>
    public static void Each(Words words, IReadOnlyList<SelfName> byRule, bool secret, Action<int, int, IReadOnlyList<string>> person)
    {
        var all = words.All;
        var found = 0;
        for (var i = 0; i < all.Length && found < MostPeople; i++)
        {
            var (count, full, shape) = Run(words, i);
            if (!full) continue;
            person(i, i + count - 1, Describe(words, i, i + count - 1, shape, byRule, secret));
            found++;
            i += count - 1;
        }
    }

    private static List<string> Describe(Words words, int first, int last, string shape, IReadOnlyList<SelfName> byRule, bool secret)
    {
        var all = words.All;
        var sentence = all[first].Sentence;
        var features = new List<string>(40) { "n:", "n:shape " + shape };
        int start = all[first].Start, end = all[last].End;
        var rule = byRule.FirstOrDefault(n => n.Start < end && n.Start + n.Length > start);
        if (rule is not null) features.Add("n:" + rule.Why);
        else if (byRule.Any(n => n.Full)) features.Add("n:another");
        features.Add("n:at " + (sentence < 4 ? sentence.ToString(System.Globalization.CultureInfo.InvariantCulture) : "later"));
        var opens = first == 0 || all[first - 1].Sentence != sentence;
        var closes = last + 1 == all.Length || all[last + 1].Sentence != sentence;
        var lastSentence = all[^1].Sentence - sentence;
        if (lastSentence <= 1) features.Add("n:end " + (char)('0' + lastSentence));
        if (opens) features.Add("n:opens");
        if (closes) features.Add("n:closes");
        if (opens && closes) features.Add("n:alone");
        var near = (opens, closes, sentence <= 1 ? "early" : lastSentence <= 1 ? "late" : "middle");
        features.Add("n:place " + near.ToString());
        if (start == 0 || words.Text[start - 1] is '\n') features.Add("n:line");
        features.Add("n:before " + Sign(words.Text, first == 0 ? 0 : all[first - 1].End, start));
        features.Add("n:after " + Sign(words.Text, end, last + 1 == all.Length ? words.Text.Length : all[last + 1].Start));
        var lineStart = start == 0 ? 0 : words.Text.LastIndexOf('\n', start - 1) + 1;
        if (words.Text.AsSpan(lineStart, start - lineStart).TrimStart().StartsWith(">")) features.Add("n:quoted");
        for (var k = 1; k <= Around; k++)
        {
            if (first - k >= 0 && all[first - k].Sentence >= sentence - 1) features.Add((k == 1 ? "n:-1 " : "n:-") + all[first - k].Folded);
            if (last + k < all.Length && all[last + k].Sentence <= sentence + 1)
            {
                features.Add((k == 1 ? "n:+1 " : "n:+") + all[last + k].Folded);
                features.Add("n:+s " + all[last + k].Stem);
                if (all[last + k].Length >= 5 && Ends(all[last + k].Folded, Predicative)) features.Add("n:iam");
            }
        }

        if (first - 2 >= 0) features.Add("n:-2 " + all[first - 2].Folded + " " + all[first - 1].Folded);
        var ending = all[last].Folded;
        if (Ends(ending, Predicative) && NameLexicon.Current.IsPredicative(words, last)) features.Add("n:predicative");
        else if (Array.Find(Cases, e => e.Length >= 2 && ending.EndsWith(e, StringComparison.Ordinal)) is { } @case) features.Add("n:case " + @case);
        if (all.Length < 40) features.Add("n:short");
        if (secret) features.Add("n:secret");
        return features;
    }

    // Surname and given name at least; a comma may stand between surname and the rest.
    private static (int Count, bool Full, string Shape) Run(Words words, int from)
    {
        var all = words.All;
        var lexicon = NameLexicon.Current;
        int count = 0, full = 0, known = 0;
        Span<char> shape = stackalloc char[4];
        for (var i = from; i < all.Length && count < 4; i++)
        {
            var kind = lexicon.Classify(words, i);
            if (kind == NameWord.No) break;
            if (count > 0 && !Joined(words, i, shape[count - 1], kind)) break;
            shape[count++] = kind switch { NameWord.Given => 'G', NameWord.Surname => 'S', NameWord.Patronymic => 'P', NameWord.Initial => 'i', _ => 'u' };
            if (kind is not (NameWord.Patronymic or NameWord.Initial)) full++;
            if (kind is NameWord.Given or NameWord.Surname or NameWord.Patronymic) known++;
        }

        return (count, full >= 2 || (full == 1 && count >= 2 && known > 0 && shape[..count].Contains('i')), new string(shape[..count]));
    }

    private static bool Joined(Words words, int i, char before, NameWord kind)
    {
        var gap = words.Text.AsSpan(words.All[i - 1].End, words.All[i].Start - words.All[i - 1].End);
        if (gap.Length > 2) return false;
        foreach (var c in gap)
        {
            var fits = c is ' ' or '-' or '\u00A0' || (c == '.' && before == 'i') || (c == ',' && before == 'S' && kind is NameWord.Given);
            if (!fits) return false;
        }

        return true;
    }

    private static string Sign(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!char.IsWhiteSpace(text[i]) || text[i] == '\n') return text[i] == '\n' ? "line" : text[i].ToString();
        return from >= to && to == text.Length ? "end" : "none";
    }

    private static bool Ends(string word, string[] endings) => Array.Exists(endings, e => word.EndsWith(e, StringComparison.Ordinal));
}

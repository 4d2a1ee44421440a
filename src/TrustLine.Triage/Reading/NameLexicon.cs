namespace TrustLine.Triage.Reading;

/// <summary>What one word may be in a name.</summary>
internal enum NameWord { No, Unknown, Given, Surname, Patronymic, Initial }

/// <summary>How an introduction leads to a name.</summary>
internal enum IntroductionKind
{
    /// <summary>A name follows within the sentence, whatever stands between: "меня зовут".</summary>
    Strong,
    /// <summary>A name counts only right after it: "я", "мен".</summary>
    Near,
    /// <summary>Right after it and then an explanation: "это Иванова Анна, из Актобе".</summary>
    Greeting,
    /// <summary>The operator asks; the next name is the answer.</summary>
    Asked,
    /// <summary>A closing formula; the signature follows.</summary>
    Closing,
    /// <summary>The name stands before it: "... боламын".</summary>
    After,
}

/// <summary>An introduction as it stands in the data file.</summary>
internal sealed record Introduction(IntroductionKind Kind, string[] Words, bool CrossesLines)
{
    public bool Matches(Words words, int at)
    {
        if (at + Words.Length > words.All.Length) return false;
        for (var i = 1; i < Words.Length; i++)
            if (words.All[at + i].Folded != Words[i]) return false;
        return true;
    }
}

/// <summary>Names and introductions of the three languages, from the reviewed data files names.tsv and introductions.tsv.</summary>
internal sealed class NameLexicon
{
    private static readonly Lazy<NameLexicon> Loaded = new(() => new NameLexicon());
    private static readonly Endings SurnameEndings = Endings.Of("ов ова ев ева ин ина ын ына ский ская цкий цкая енко чук щук юк швили дзе баев баева улы кызы uly kyzy ova eva ov ev");
    // Kazakh given names are often built of two; the second half tells.
    private static readonly Endings KazakhEndings = Endings.Of("бай бек хан гул жан али гали мурат берген газы султан мухамед кожа назар");
    private static readonly Endings PatronymicEndings = Endings.Of("ович евич ич овна евна ична инична");
    private static readonly Endings SureEndings = Endings.Of("баев баева беков бекова ханов ханова галиев галиева кызы енко");
    private static readonly string[] Predicative = ["мын", "мин", "пын", "пин", "бын", "бин"];

    private readonly HashSet<string> given = new(2048, StringComparer.Ordinal);
    private readonly HashSet<string> never = new(512, StringComparer.Ordinal);
    private readonly HashSet<string> openers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Introduction[]> introductions = new(StringComparer.Ordinal);

    private NameLexicon()
    {
        foreach (var row in LexiconFile.Rows("names.tsv"))
        {
            var names = row[0] switch { "given" => given, "never" => never, _ => openers };
            foreach (var name in row[1].Split(' ')) names.Add(Folding.Word(name));
        }

        foreach (var row in LexiconFile.Rows("introductions.tsv"))
        {
            var introduction = new Introduction(Kind(row[0]), Folding.Phrase(row[1]).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries), row[2] == "lines");
            introductions[introduction.Words[0]] = [.. Introductions(introduction.Words[0]), introduction];
        }
    }

    public static NameLexicon Current => Loaded.Value;

    public Introduction[] Introductions(string folded) => introductions.TryGetValue(folded, out var known) ? known : [];

    /// <summary>A greeting or filler that may stand before the name in the first words of a call.</summary>
    public bool IsOpener(string folded) => openers.Contains(folded);

    public bool IsGiven(string folded) => given.Contains(folded);

    public bool IsSurname(string folded) => folded.Length >= 5 && !never.Contains(folded) && Ends(SurnameEndings, folded);

    private static bool Ends(Endings endings, string folded) => endings.Any(folded, least: 2, Math.Min(8, folded.Length - 1));

    private static IntroductionKind Kind(string word) => word switch
    {
        "strong" => IntroductionKind.Strong,
        "near" => IntroductionKind.Near,
        "greeting" => IntroductionKind.Greeting,
        "asked" => IntroductionKind.Asked,
        "closing" => IntroductionKind.Closing,
        "after" => IntroductionKind.After,
        _ => throw new InvalidDataException("introductions.tsv names an unknown kind."),
    };

    public NameWord Classify(Words words, int i)
    {
        ref var known = ref words.NameKinds[i];
        if (known is { } kind) return kind;
        var word = words.All[i];
        var raw = words.Text.AsSpan(word.Start, word.Length);
        known = Classify(raw, word.Folded, word.End < words.Text.Length && words.Text[word.End] == '.');
        return known.Value;
    }

    private NameWord Classify(ReadOnlySpan<char> raw, string folded, bool dotted)
    {
        var capital = char.IsUpper(raw[0]);
        if (raw.Length <= 2 && capital && dotted) return NameWord.Initial;
        if (folded.Length < 2 || never.Contains(folded)) return NameWord.No;
        foreach (var c in raw)
            if (!char.IsLetter(c) && c != '\'' && c != '’') return NameWord.No;
        var stem = Stem(folded);
        if (given.Contains(folded) || given.Contains(stem)) return NameWord.Given;
        // Without a capital only what is plainly a name counts: transcripts come in lower case.
        if (folded.Length >= 6 && Ends(PatronymicEndings, folded)) return capital || given.Contains(folded[..^4]) ? NameWord.Patronymic : NameWord.No;
        if (!capital) return (IsSurname(folded) || IsSurname(stem)) && folded.Length >= 7 && Ends(SureEndings, stem) ? NameWord.Surname : NameWord.No;
        if (IsSurname(folded) || IsSurname(stem)) return NameWord.Surname;
        if (stem.Length >= 6 && Ends(KazakhEndings, stem)) return NameWord.Given;
        // SHOUTED words are no names; Ли, Ан and Цой are.
        return raw.Length >= 2 && char.IsLower(raw[1]) ? NameWord.Unknown : NameWord.No;
    }

    /// <summary>"Мұратқызымын", "Айгүлмін": a name that says "I am".</summary>
    public bool IsPredicative(Words words, int i)
    {
        var word = words.All[i];
        return word.Length >= 6 && Stem(word.Folded).Length < word.Folded.Length && Classify(words, i) is NameWord.Given or NameWord.Surname or NameWord.Unknown && (char.IsUpper(words.Text[word.Start]) || given.Contains(Stem(word.Folded)));
    }

    private static string Stem(string folded)
    {
        foreach (var ending in Predicative)
            if (folded.Length >= 6 && folded.EndsWith(ending, StringComparison.Ordinal)) return folded[..^3];
        return folded;
    }

    /// <summary>Surname and given name of a person, as a channel gives them: two words or more, none of them a role, a nick or an initial.</summary>
    public bool IsFullName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 120 || name.Any(c => c is '/' or '@' or '_' || char.IsAsciiDigit(c))) return false;
        var words = Words.Of(name);
        if (words.All.Length is < 2 or > 6) return false;
        var full = 0;
        for (var i = 0; i < words.All.Length; i++)
        {
            var kind = Classify(words, i);
            if (kind == NameWord.No) return false;
            if (kind is not (NameWord.Patronymic or NameWord.Initial)) full++;
        }

        return full >= 2;
    }
}

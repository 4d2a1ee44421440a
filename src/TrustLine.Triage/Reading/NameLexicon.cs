using System.Collections.Frozen;
using TrustLine.Triage.Statutes;

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
        if (at + Words.Length > words.All.Count) return false;
        for (var i = 1; i < Words.Length; i++)
            if (words.All[at + i].Folded != Words[i]) return false;
        return true;
    }
}

/// <summary>Names and introductions of the three languages, from the reviewed data files names.tsv and introductions.tsv.</summary>
internal sealed class NameLexicon
{
    private static readonly Lazy<NameLexicon> Loaded = new(() => new NameLexicon());
    private static readonly FrozenSet<string> SurnameEndings = FrozenSet.ToFrozenSet(
        ["ов", "ова", "ев", "ева", "ин", "ина", "ын", "ына", "ский", "ская", "цкий", "цкая", "енко", "чук", "щук", "юк", "швили", "дзе", "баев", "баева", "улы", "кызы", "uly", "kyzy", "ova", "eva", "ov", "ev"], StringComparer.Ordinal);
    // Kazakh given names are often built of two; the second half tells.
    private static readonly FrozenSet<string> KazakhEndings = FrozenSet.ToFrozenSet(["бай", "бек", "хан", "гул", "жан", "али", "гали", "мурат", "берген", "газы", "султан", "мухамед", "кожа", "назар"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> PatronymicEndings = FrozenSet.ToFrozenSet(["ович", "евич", "ич", "овна", "евна", "ична", "инична"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> SureEndings = FrozenSet.ToFrozenSet(["баев", "баева", "беков", "бекова", "ханов", "ханова", "галиев", "галиева", "кызы", "енко"], StringComparer.Ordinal);
    private static readonly string[] Predicative = ["мын", "мин", "пын", "пин", "бын", "бин"];

    private readonly FrozenSet<string> given;
    private readonly FrozenSet<string> never;
    private readonly FrozenSet<string> openers;
    private readonly FrozenDictionary<string, Introduction[]> introductions;

    private NameLexicon()
    {
        var rows = LexiconFile.Rows("names.tsv").ToList();
        given = rows.Where(r => r[0] == "given").SelectMany(r => r[1].Split(' ')).Select(n => Folding.Word(n)).ToFrozenSet(StringComparer.Ordinal);
        never = rows.Where(r => r[0] == "never").SelectMany(r => r[1].Split(' ')).Select(n => Folding.Word(n)).ToFrozenSet(StringComparer.Ordinal);
        openers = rows.Where(r => r[0] == "opener").SelectMany(r => r[1].Split(' ')).Select(n => Folding.Word(n)).ToFrozenSet(StringComparer.Ordinal);
        introductions = LexiconFile.Rows("introductions.tsv")
            .Select(r => new Introduction(Enum.Parse<IntroductionKind>(r[0], ignoreCase: true), Folding.Phrase(r[1]).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries), r[2] == "lines"))
            .GroupBy(i => i.Words[0], StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    public static NameLexicon Current => Loaded.Value;

    public IReadOnlyList<Introduction> Introductions(string folded) => introductions.TryGetValue(folded, out var known) ? known : [];

    /// <summary>A greeting or filler that may stand before the name in the first words of a call.</summary>
    public bool IsOpener(string folded) => openers.Contains(folded);

    public bool IsGiven(string folded) => given.Contains(folded);

    public bool IsSurname(string folded) => folded.Length >= 5 && !never.Contains(folded) && Ends(SurnameEndings, folded);

    // One look-up for each length an ending can have, instead of a walk over all endings.
    private static bool Ends(FrozenSet<string> endings, string folded)
    {
        var lookup = endings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 2; length <= 8 && length < folded.Length; length++)
            if (lookup.Contains(folded.AsSpan(folded.Length - length))) return true;
        return false;
    }

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
        if (words.All.Count is < 2 or > 6) return false;
        var full = 0;
        for (var i = 0; i < words.All.Count; i++)
        {
            var kind = Classify(words, i);
            if (kind == NameWord.No) return false;
            if (kind is not (NameWord.Patronymic or NameWord.Initial)) full++;
        }

        return full >= 2;
    }
}

/// <summary>Reads the small tab-separated lexicons; lines that begin with # are their comments.</summary>
internal static class LexiconFile
{
    /// <summary>Where the trainer reads the files, so that a changed lexicon needs no build; null in the service, which has them inside.</summary>
    public static string? Folder { get; set; }

    public static IEnumerable<string[]> Rows(string name) =>
        (Folder is null ? StatuteFile.Text(name) : File.ReadAllText(Path.Combine(Folder, name))).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));
}

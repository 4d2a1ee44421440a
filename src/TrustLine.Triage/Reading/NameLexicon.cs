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
    private static readonly string[] SurnameEndings =
        ["ов", "ова", "ев", "ева", "ин", "ина", "ын", "ына", "ский", "ская", "цкий", "цкая", "енко", "чук", "щук", "юк", "швили", "дзе", "баев", "баева", "улы", "кызы", "uly", "kyzy", "ova", "eva", "ov", "ev"];
    private static readonly string[] PatronymicEndings = ["ович", "евич", "ич", "овна", "евна", "ична", "инична"];
    private static readonly string[] Predicative = ["мын", "мин", "пын", "пин", "бын", "бин"];

    private readonly FrozenSet<string> given;
    private readonly FrozenSet<string> never;
    private readonly ILookup<string, Introduction> introductions;

    private NameLexicon()
    {
        var rows = LexiconFile.Rows("names.tsv").ToList();
        given = rows.Where(r => r[0] == "given").SelectMany(r => r[1].Split(' ')).Select(n => Folding.Word(n)).ToFrozenSet(StringComparer.Ordinal);
        never = rows.Where(r => r[0] == "never").SelectMany(r => r[1].Split(' ')).Select(n => Folding.Word(n)).ToFrozenSet(StringComparer.Ordinal);
        introductions = LexiconFile.Rows("introductions.tsv")
            .Select(r => new Introduction(Enum.Parse<IntroductionKind>(r[0], ignoreCase: true), Folding.Phrase(r[1]).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries), r[2] == "lines"))
            .ToLookup(i => i.Words[0], StringComparer.Ordinal);
    }

    public static NameLexicon Current => Loaded.Value;

    public IEnumerable<Introduction> Introductions(string folded) => introductions[folded];

    public bool IsGiven(string folded) => given.Contains(folded);

    public bool IsSurname(string folded) => folded.Length >= 5 && !never.Contains(folded) && Array.Exists(SurnameEndings, e => folded.EndsWith(e, StringComparison.Ordinal));

    public NameWord Classify(Words words, int i)
    {
        var word = words.All[i];
        var raw = words.Text.AsSpan(word.Start, word.Length);
        return Classify(raw, word.Folded, word.End < words.Text.Length && words.Text[word.End] == '.');
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
        if (Array.Exists(PatronymicEndings, e => folded.Length >= 6 && folded.EndsWith(e, StringComparison.Ordinal))) return capital || given.Contains(folded[..^4]) ? NameWord.Patronymic : NameWord.No;
        if (!capital) return (IsSurname(folded) || IsSurname(stem)) && folded.Length >= 7 && SureSurname(stem) ? NameWord.Surname : NameWord.No;
        if (IsSurname(folded) || IsSurname(stem)) return NameWord.Surname;
        return raw.Length >= 3 ? NameWord.Unknown : NameWord.No;
    }

    private static bool SureSurname(string folded) =>
        folded.EndsWith("баева", StringComparison.Ordinal) || folded.EndsWith("баев", StringComparison.Ordinal) || folded.EndsWith("беков", StringComparison.Ordinal) || folded.EndsWith("бекова", StringComparison.Ordinal)
        || folded.EndsWith("кызы", StringComparison.Ordinal) || folded.EndsWith("ханова", StringComparison.Ordinal) || folded.EndsWith("ханов", StringComparison.Ordinal) || folded.EndsWith("галиева", StringComparison.Ordinal) || folded.EndsWith("галиев", StringComparison.Ordinal) || folded.EndsWith("енко", StringComparison.Ordinal);

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
        if (string.IsNullOrWhiteSpace(name) || name.Length > 120) return false;
        var words = Words.Of(name);
        if (words.All.Count is < 2 or > 6) return false;
        var full = 0;
        var patronymics = 0;
        for (var i = 0; i < words.All.Count; i++)
        {
            var kind = Classify(words, i);
            if (kind == NameWord.No) return false;
            if (kind == NameWord.Patronymic) patronymics++;
            else if (kind != NameWord.Initial) full++;
        }

        return full >= 2;
    }
}

/// <summary>Reads the small tab-separated lexicons; lines that begin with # are their comments.</summary>
internal static class LexiconFile
{
    public static IEnumerable<string[]> Rows(string name) =>
        StatuteFile.Text(name).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));
}

using System.Collections.Frozen;
using TrustLine.Triage.Reading;

namespace TrustLine.Triage.Routing;

/// <summary>A name as the staff's card has it, in its parts, whichever order it was entered in.</summary>
internal sealed class PersonName
{
    private static readonly string[] Patronymics = [.. new[] { "ович", "евич", "овна", "евна", "ична", "ович", "қызы", "ұлы", "кызы", "улы", "ұлымен", "тегі" }.Select(Sound.Of).Distinct()];
    private static readonly string[] SurnameEndings = [.. new[] { "ов", "ова", "ев", "ева", "ин", "ина", "ский", "ская", "цкий", "цкая", "енко", "чук" }.Select(Sound.Of)];

    /// <summary>How the given names of the country sound.</summary>
    public static FrozenSet<string> KnownGiven { get; } =
        LexiconFile.Rows("names.tsv").Where(r => r[0] == "given").SelectMany(r => r[1].Split(' ')).Select(Sound.Of).ToFrozenSet(StringComparer.Ordinal);

    private PersonName(IReadOnlyList<NameForms> surnames, NameForms? given, string patronymicRoot, bool surnameIsPlain)
    {
        Surnames = surnames;
        Given = given;
        PatronymicRoot = patronymicRoot;
        SurnameStandsAlone = surnameIsPlain;
    }

    /// <summary>The surname; both halves of a double one.</summary>
    public IReadOnlyList<NameForms> Surnames { get; }

    /// <summary>The given name.</summary>
    public NameForms? Given { get; }

    /// <summary>The father's name without its ending; empty where it is not known.</summary>
    public string PatronymicRoot { get; }

    /// <summary>The surname is certainly one, and not a frequent one: alone it says who is meant, though in doubt.</summary>
    public bool SurnameStandsAlone { get; }

    /// <summary>Reads a name; null for what is no name that could be searched for.</summary>
    public static PersonName? Of(string name)
    {
        var parts = NameToken.Of(name).Where(t => t.Heard.Length > 1 && !MentionWords.Current.IsPost(t.Folded)).Select(t => t.Text(name)).ToList();
        var patronymic = parts.Find(p => IsPatronymic(Sound.Of(p)));
        var rest = parts.Where(p => p != patronymic).ToList();
        if (rest.Count == 0 || (rest.Count == 1 && patronymic is null && KnownGiven.Contains(Sound.Of(rest[0])))) return null;

        // Surname by its ending; else the one that is no known given name; else the first of "surname given patronymic", the last of "given surname".
        var surnames = rest.Count == 1 && patronymic is not null ? [] : rest.Where(p => Array.Exists(SurnameEndings, e => Sound.Of(p).Length > e.Length + 1 && Sound.Of(p).EndsWith(e, StringComparison.Ordinal))).ToList();
        if (surnames.Count == 0 && rest.Count > 1) surnames = rest.Where(p => !KnownGiven.Contains(Sound.Of(p))).ToList();
        var guessed = surnames.Count != 1 && !(surnames.Count == 2 && name.Contains('-', StringComparison.Ordinal));
        if (guessed && rest.Count > 1) surnames = [patronymic is not null && parts.IndexOf(patronymic) == parts.Count - 1 ? rest[0] : rest[^1]];
        if (rest.Count == 1 && patronymic is null) surnames = rest;
        var given = rest.Find(p => !surnames.Contains(p));
        if (surnames.Count == 0 && patronymic is not null) surnames = [patronymic];
        var forms = surnames.Select(s => new NameForms(s)).ToList();
        return new(forms, given is null ? null : new NameForms(given), Root(patronymic),
            forms.TrueForAll(f => f.IsPlainSurname || (!guessed && f.StemLength >= 5 && !KnownGiven.Contains(f.Heard))) && !surnames.Exists(s => MentionWords.Current.IsCommon(s)));
    }

    /// <summary>A word that ends as a father's name does.</summary>
    public static bool IsPatronymic(string heard) => heard.Length >= 5 && Array.Exists(Patronymics, p => heard.Length > p.Length + 1 && heard.EndsWith(p, StringComparison.Ordinal));

    /// <summary>A word that is a father's name in any form.</summary>
    public static bool HoldsPatronymic(string heard) => heard.Length >= 6 && Array.Exists(Patronymics, p => p.Length > 2 && heard.IndexOf(p[..^1], 2, StringComparison.Ordinal) > 0);

    /// <summary>This person's father's name, in any form and language.</summary>
    public bool IsPatronymicOf(string heard) =>
        PatronymicRoot.Length >= 3 && heard.Length > PatronymicRoot.Length && heard.StartsWith(PatronymicRoot, StringComparison.Ordinal)
        && heard[PatronymicRoot.Length..] is var rest && (EndsAsPatronymic(rest) || EndsAsPatronymic(PatronymicRoot[^1] + rest) || (rest[0] == 'k' && EndsAsPatronymic(rest[1..])));

    // The root may have lost its last letter to the ending, or given it: Серікқызы is heard as "serikizi".
    private static bool EndsAsPatronymic(string rest) => Array.Exists(Patronymics, p => rest.StartsWith(p[..^1], StringComparison.Ordinal));

    /// <summary>A known given name, in any case.</summary>
    public static bool IsKnownGiven(string heard)
    {
        for (var cut = 0; cut <= 4 && heard.Length - cut >= 3; cut++)
            if (KnownGiven.TryGetValue(heard[..^cut], out var known) || KnownGiven.TryGetValue(heard[..^cut] + "a", out known))
                if (new NameForms(known).Of(heard, slips: false) == Likeness.Yes) return true;
        return false;
    }

    private static string Root(string? patronymic)
    {
        if (patronymic is null) return "";
        var heard = Sound.Of(patronymic);
        var ending = Patronymics.Where(p => heard.EndsWith(p, StringComparison.Ordinal)).MaxBy(p => p.Length);
        return ending is null ? heard : heard[..^ending.Length];
    }
}

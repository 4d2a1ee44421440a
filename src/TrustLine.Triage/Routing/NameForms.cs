using System.Collections.Frozen;

namespace TrustLine.Triage.Routing;

/// <summary>How surely a word is a form of a name.</summary>
internal enum Likeness { No, OneSlip, Yes }

/// <summary>One part of a name with all its forms: Russian cases of both genders, Kazakh suffix chains, English 's.</summary>
internal sealed class NameForms
{
    private const string Vowels = "aeiu";
    private const int LongEnoughToSlip = 7;

    // As they are written; read by the same ear as the text.
    private static readonly FrozenSet<string> Cases = Folded(
        "а я у ю ы и е о ой ей ом ем ым им ою ею ою ов ев ых их ам ям ами ями ыми ими ах ях ого ему ому ая ую ые ие ий ии ией ием s es");

    private static readonly string[] Chain = [.. Folded(
        "лар лер дар дер тар тер лары лері тары тері дары дері ның нің дың дің тың тің ға ге қа ке ды ді ты ті ны ні да де та те дан ден тан тен нан нен мен бен пен менен " +
        "дағы дегі тағы тегі нікі дікі тікі дай дей тай тей ша ше сыз сіз ғой ғана еді екен")];

    // After a possessive: Нұрланқызына, Нұрланқызында.
    private static readonly string[] AfterPossessive = [.. Folded("на не нан нен нда нде ндай ның н ны ндағы")];

    private readonly string name;
    private readonly string stem;
    private readonly string? shortened;
    private readonly bool russian;
    private readonly bool possessive;

    public NameForms(string name)
    {
        Written = name;
        this.name = Sound.Of(name);
        var trimmed = this.name.TrimEnd(Vowels.ToCharArray());
        stem = trimmed.Length >= 2 ? trimmed : this.name;
        russian = stem.Length >= 4 && (stem.EndsWith("uv", StringComparison.Ordinal) || stem.EndsWith("ev", StringComparison.Ordinal) || stem.EndsWith("in", StringComparison.Ordinal));
        possessive = this.name.EndsWith("kizi", StringComparison.Ordinal) || this.name.EndsWith("uli", StringComparison.Ordinal);
        // Павел, Павла; Кравец, Кравца.
        shortened = !russian && this.name.Length >= 4 && stem == this.name && Vowels.Contains(this.name[^2]) && !Vowels.Contains(this.name[^3]) ? this.name[..^2] + this.name[^1] : null;
    }

    /// <summary>As it was entered.</summary>
    public string Written { get; }

    /// <summary>How it sounds.</summary>
    public string Heard => name;

    /// <summary>A father's name used as a surname: Төлегенұлы.</summary>
    public bool IsFathersName => possessive;

    /// <summary>Ends as surnames do, so that it is no common word even without a capital.</summary>
    public bool IsPlainSurname => (russian && stem.Length >= 5) || possessive || stem.EndsWith("sk", StringComparison.Ordinal) || stem.EndsWith("ck", StringComparison.Ordinal) || stem.EndsWith("enk", StringComparison.Ordinal);

    /// <summary>The part without its endings: what the length of a name is judged by.</summary>
    public int StemLength => stem.Length;

    /// <summary>Whether the word (as it sounds) is this name in some form.</summary>
    public Likeness Of(string heard, bool slips = true)
    {
        if (heard.Length < Math.Min(stem.Length, 2) || heard[0] != stem[0]) return Likeness.No;
        if (heard == name || Follows(heard, stem, Inflected) || Follows(heard, name, Chained) || (russian && (Follows(heard, stem, AfterConsonant) || Follows(heard, stem + "a", Chained))))
            return Likeness.Yes;
        if (shortened is not null && heard.Length > shortened.Length && Follows(heard, shortened, rest => Cases.Contains(rest))) return Likeness.Yes;
        return slips && stem.Length >= LongEnoughToSlip && Slipped(heard) ? Likeness.OneSlip : Likeness.No;
    }

    /// <summary>For a given name beside its surname a slip is forgiven sooner.</summary>
    public bool IsNearly(string heard) => Of(heard) != Likeness.No || (stem.Length >= 4 && Slipped(heard));

    private bool Slipped(string heard) =>
        Slipped(heard, stem, rest => Inflected(rest) || (russian && (Chained(rest) || (rest.StartsWith('a') && Chained(rest[1..]))))) || (name != stem && Slipped(heard, name, Chained)) || (name == stem && Slipped(heard, stem, Chained));

    private static bool Slipped(string heard, string start, Func<string, bool> ends)
    {
        for (var length = start.Length - 1; length <= start.Length + 1 && length <= heard.Length; length++)
            if (Sound.OneSlip(heard.AsSpan(0, length), start) && (ends(heard[length..]) || ends(heard[length - 1] + heard[length..]))) return true;
        return false;
    }

    private static bool Follows(string heard, string start, Func<string, bool> ends)
    {
        if (!heard.StartsWith(start, StringComparison.Ordinal)) return false;
        var rest = heard[start.Length..];
        // Where stem and ending meet in one letter it is heard once: Төлеген + нің.
        return ends(rest) || ends(start[^1] + rest);
    }

    private static bool Inflected(string rest) => rest.Length == 0 || Cases.Contains(rest);

    private bool Chained(string rest) => Chained(rest, 4);

    // «Нурлановны» is of Нурлановна, a father's name; the Kazakh accusative after a consonant is «Нұрлановты».
    private bool AfterConsonant(string rest) => rest != "ni" && Chained(rest);

    private bool Chained(string rest, int most)
    {
        if (rest is "" or "s") return true;
        if (most == 0) return false;
        foreach (var piece in Chain)
            if (rest.StartsWith(piece, StringComparison.Ordinal) && Chained(rest[piece.Length..], most - 1)) return true;
        if (possessive)
            foreach (var piece in AfterPossessive)
                if (rest.StartsWith(piece, StringComparison.Ordinal) && Chained(rest[piece.Length..], most - 1)) return true;
        return false;
    }

    private static FrozenSet<string> Folded(string endings) => endings.Split(' ').Select(Sound.Of).Where(e => e.Length > 0).ToFrozenSet(StringComparer.Ordinal);
}

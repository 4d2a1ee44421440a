using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.People;

/// <summary>A staff member's passphrase, in its normal form: NFKC, lower case, single spaces. Never printed.</summary>
public sealed class Passphrase : IDisposable
{
    /// <summary>How many words the page proposes.</summary>
    public const int DrawnWords = 6;

    /// <summary>Fewest characters of an own choice.</summary>
    public const int ShortestChoice = 16;

    /// <summary>Most characters that are read at all.</summary>
    public const int LongestChoice = 256;

    private const int FewestDifferentWords = 4;
    private const int FewestDifferentCharacters = 8;

    private readonly byte[] utf8;

    private Passphrase(string normal) => utf8 = Encoding.UTF8.GetBytes(normal);

    internal ReadOnlySpan<byte> Utf8 => utf8;

    /// <summary>Entropy of a drawn passphrase, in bits: words × log2 of the list's length.</summary>
    public static double DrawnBits => DrawnWords * Math.Log2(WordList.Words.Count);

    /// <summary>Six words drawn from the list; <see cref="Show"/> gives them to the page, once.</summary>
    public static Passphrase DrawWords() =>
        new(string.Join(' ', Enumerable.Range(0, DrawnWords).Select(_ => WordList.Words[Draw.Below(WordList.Words.Count)])));

    /// <summary>What was typed at a login: normalised, not judged. Longer than <see cref="LongestChoice"/> is cut, and so cannot be right.</summary>
    public static Passphrase Typed(string text) => new(Normal(text));

    /// <summary>An own choice, or why it is refused.</summary>
    public static PassphraseWeakness Judge(string text, IEnumerable<string> ownNames, out Passphrase? passphrase)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(ownNames);
        passphrase = null;
        var normal = Normal(text);
        if (text.Length > LongestChoice)
            return PassphraseWeakness.TooLong;
        if (normal.Length < ShortestChoice)
            return PassphraseWeakness.TooShort;
        if (WordList.Common.Contains(Letters(normal)))
            return PassphraseWeakness.Common;
        if (normal.Distinct().Count() < FewestDifferentCharacters || IsRepeated(normal) || IsRow(normal))
            return PassphraseWeakness.Repeats;
        var words = normal.Split(' ');
        if (words.Distinct(StringComparer.Ordinal).Count() < FewestDifferentWords)
            return PassphraseWeakness.TooFewDifferentWords;
        if (ownNames.Select(Normal).Any(name => name.Length > 2 && words.Count(w => !w.Contains(name, StringComparison.Ordinal)) < FewestDifferentWords))
            return PassphraseWeakness.OwnName;
        passphrase = new(normal);
        return PassphraseWeakness.None;
    }

    /// <summary>The words, for the one page that shows a drawn passphrase.</summary>
    public string Show() => Encoding.UTF8.GetString(utf8);

    private static string Normal(string text)
    {
        var cut = text.Length > LongestChoice ? text[..LongestChoice] : text;
        // A cut or forged half of a surrogate pair has no normal form, and .NET refuses U+FFFE.
        var whole = string.Concat(cut.EnumerateRunes()).Replace('\uFFFE', '\uFFFD');
        // Twice: some capitals have an accent of their own only as small letters.
        var normal = whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        return string.Join(' ', normal.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Letters(string normal) => new([.. normal.Where(char.IsLetterOrDigit)]);

    // "abcabcabc…": the text is one short piece again and again.
    private static bool IsRepeated(string normal)
    {
        var letters = Letters(normal);
        return Enumerable.Range(1, letters.Length / 2).Any(period => Enumerable.Range(period, letters.Length - period).All(i => letters[i] == letters[i - period]));
    }

    // "abcdefgh…", "9876543210…": most neighbours differ by one.
    private static bool IsRow(string normal)
    {
        var letters = Letters(normal);
        var steps = letters.Zip(letters.Skip(1), (a, b) => b - a).Count(step => step is 1 or -1);
        return letters.Length == 0 || steps * 2 > letters.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => Digest.Wipe(utf8);

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(Passphrase);
}

/// <summary>Why an own passphrase is refused.</summary>
public enum PassphraseWeakness
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>Fewer than <see cref="Passphrase.ShortestChoice"/> characters.</summary>
    TooShort,

    /// <summary>More than <see cref="Passphrase.LongestChoice"/> characters.</summary>
    TooLong,

    /// <summary>Fewer than four different words.</summary>
    TooFewDifferentWords,

    /// <summary>One piece again and again, a row of the alphabet or the keyboard, or few different characters.</summary>
    Repeats,

    /// <summary>It stands in the list of well-known ones.</summary>
    Common,

    /// <summary>Without the person's or the organisation's own name too little is left.</summary>
    OwnName,
}

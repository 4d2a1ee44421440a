using System.Text;

namespace TrustLine.Triage.Reading;

/// <summary>One spelling for what people type: lower case, Kazakh letters as their nearest Russian ones (many keyboards lack them), look-alike Latin letters inside Cyrillic words. Never changes the text itself.</summary>
internal static class Folding
{
    // Latin and Cyrillic with all their additions; what lies beyond is folded one by one.
    private const int Lettered = 0x530;
    private static readonly char[] Plain = Table(cyrillic: false);
    private static readonly char[] InCyrillic = Table(cyrillic: true);

    /// <summary>The folded word; empty for blank input.</summary>
    public static string Word(ReadOnlySpan<char> word)
    {
        var letters = Plain;
        foreach (var c in word)
            if (c is >= '\u0400' and <= '\u052F' or 'ə' or 'Ə') { letters = InCyrillic; break; }
        Span<char> folded = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            var f = c < Lettered ? letters[c] : Letter(char.ToLowerInvariant(c), ReferenceEquals(letters, InCyrillic));
            if (f == '\0') continue;
            // Sounds drawn out for feeling: "дааааай" is "дай" for a reader; two in a row are spelling and stay.
            if (length >= 2 && folded[length - 1] == f && folded[length - 2] == f && !char.IsAsciiDigit(f)) continue;
            folded[length++] = f;
        }

        return new string(folded[..length]);
    }

    /// <summary>A whole phrase, folded word by word; other characters stay.</summary>
    public static string Phrase(string phrase)
    {
        var folded = new StringBuilder(phrase.Length);
        var start = -1;
        for (var i = 0; i <= phrase.Length; i++)
        {
            var inWord = i < phrase.Length && char.IsLetterOrDigit(phrase[i]);
            if (inWord && start < 0) start = i;
            if (inWord) continue;
            if (start >= 0) folded.Append(Word(phrase.AsSpan(start, i - start)));
            start = -1;
            if (i < phrase.Length) folded.Append(phrase[i]);
        }

        return folded.ToString();
    }

    private static char[] Table(bool cyrillic)
    {
        var table = new char[Lettered];
        for (var c = 0; c < Lettered; c++) table[c] = Letter(char.ToLowerInvariant((char)c), cyrillic);
        return table;
    }

    private static char Letter(char c, bool cyrillic) => c switch
    {
        'қ' => 'к',
        'ғ' => 'г',
        'ә' => 'а',
        'ə' => 'а',
        'ө' => 'о',
        'ұ' or 'ү' => 'у',
        'һ' => 'х',
        'ң' => 'н',
        'і' or 'ї' => 'и',
        'ё' => 'е',
        'ъ' or '\'' or '’' or '\u0301' => '\0',
        'a' when cyrillic => 'а',
        'b' when cyrillic => 'в',
        'c' when cyrillic => 'с',
        'e' when cyrillic => 'е',
        'h' when cyrillic => 'н',
        'i' when cyrillic => 'и',
        'k' when cyrillic => 'к',
        'm' when cyrillic => 'м',
        'o' when cyrillic => 'о',
        'p' when cyrillic => 'р',
        't' when cyrillic => 'т',
        'x' when cyrillic => 'х',
        'y' when cyrillic => 'у',
        _ => c,
    };
}

/// <summary>A word of a text: where it stands, how it reads folded, and in which sentence it is.</summary>
internal readonly record struct Word(int Start, int Length, string Folded, string Stem, int Sentence)
{
    public int End => Start + Length;
}

/// <summary>A text as words and sentences. One pass, no regular expression, any input.</summary>
internal sealed class Words
{
    private Words(string text, Word[] all, bool[] questions)
    {
        Text = text;
        All = all;
        Questions = questions;
        NameKinds = new NameWord?[all.Length];
    }

    public string Text { get; }

    public Word[] All { get; }

    /// <summary>What each word may be in a name, once somebody asked.</summary>
    public NameWord?[] NameKinds { get; }

    /// <summary>For each sentence: it ends in a question mark.</summary>
    public bool[] Questions { get; }

    public static Words Of(string text)
    {
        var latin = Latin.IsKazakhOrRussian(text);
        var all = new Word[(text.Length / 6) + 8];
        var questions = new bool[8];
        var (words, sentences) = (0, 0);
        var start = -1;
        var seen = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            var inWord = i < text.Length && (char.IsLetterOrDigit(c)
                || (start >= 0 && c is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1])));
            if (inWord)
            {
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0)
            {
                // A hard sign alone folds to nothing and is no word.
                if (Fold(text.AsSpan(start, i - start), latin) is { Length: > 0 } folded)
                {
                    if (words == all.Length) all = Longer(all);
                    all[words++] = new Word(start, i - start, folded, Stems.Of(folded), sentences);
                    seen = true;
                }

                start = -1;
            }

            // A full stop inside "12.5" or "ул. Абая" does not matter much here; a line break and ?! always end a sentence.
            if (seen && (c is '?' or '!' or '\n' || (c == '.' && (i + 1 >= text.Length || char.IsWhiteSpace(text[i + 1])))))
            {
                Close(c == '?');
                seen = false;
            }
        }

        if (seen) Close(asks: false);
        var found = new Word[words];
        Array.Copy(all, found, words);
        return new Words(text, found, questions.AsSpan(0, sentences).ToArray());

        void Close(bool asks)
        {
            if (sentences == questions.Length) Array.Resize(ref questions, 2 * sentences);
            questions[sentences++] = asks;
        }
    }

    private static Word[] Longer(Word[] all)
    {
        var longer = new Word[2 * all.Length];
        Array.Copy(all, longer, all.Length);
        return longer;
    }

    private static string Fold(ReadOnlySpan<char> word, bool latin) =>
        latin && char.IsAsciiLetter(word[0]) ? Folding.Word(Latin.ToCyrillic(word)) : Folding.Word(word);
}

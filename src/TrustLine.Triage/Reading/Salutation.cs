using System.Buffers;
using System.Collections.Frozen;

namespace TrustLine.Triage.Reading;

/// <summary>
/// Where a letter only speaks to whoever reads it: «Құрметті комплаенс-офицер!», «Уважаемый генеральный директор!». To be addressed is not to be accused. Nothing but a greeting, posts, titles and
/// names may stand there, and whoever is spoken to as "you" further on stays in doubt.
/// </summary>
internal static class Salutation
{
    private const int Longest = 100;
    private static readonly SearchValues<char> Ends = SearchValues.Create("!,\n");

    private static readonly FrozenSet<string> Greetings = FrozenSet.ToFrozenSet(
        ["құрметті", "аса", "уважаемый", "уважаемая", "уважаемые", "многоуважаемый", "многоуважаемая", "глубокоуважаемый", "dear"], StringComparer.OrdinalIgnoreCase);

    // As somebody is called, not as somebody is spoken of: «директоры», «директора» are not here.
    private static readonly FrozenSet<string> Posts = FrozenSet.ToFrozenSet(
        [
            "бас", "генеральный", "директор", "комплаенс", "compliance", "офицер", "офицері", "менеджер", "руководство", "руководитель", "начальник", "басшы", "басшылық", "мырза", "ханым", "господин", "госпожа", "товарищ", "и", "мен", "және",
            "general", "chief", "director", "officer", "manager", "sir", "madam", "mr", "mrs", "ms", "or", "and",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Yourself = FrozenSet.ToFrozenSet(["вы", "ваш", "ваша", "ваше", "ваши", "вашей", "вашего", "сіз", "сіздің", "сендер", "сен", "сенің", "you", "your"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The text with blanks in the place of its salutation; null when it has none, or speaks on to whoever is addressed.</summary>
    public static string? Without(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        var length = text.AsSpan(start, Math.Min(Longest, text.Length - start)).IndexOfAny(Ends);
        if (length <= 0 || !Addresses(text.AsSpan(start, length))) return null;
        var rest = text.AsSpan(start + length);
        foreach (var word in Words(rest))
            if (Yourself.Contains(word)) return null;
        return string.Concat(text.AsSpan(0, start), new string(' ', length), rest);
    }

    private static bool Addresses(ReadOnlySpan<char> head)
    {
        var words = Words(head);
        return words.Count > 1 && Greetings.Contains(words[0]) && words.Skip(1).All(word => Greetings.Contains(word) || Posts.Contains(word) || IsName(word));
    }

    private static bool IsName(string word) => word.Length > 1 && char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower);

    private static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            var first = at;
            while (at < text.Length && char.IsLetter(text[at])) at++;
            if (at > first) words.Add(text[first..at].ToString());
        }

        return words;
    }
}

using System.Buffers;

namespace TrustLine.Triage.Routing;

/// <summary>Where a letter only speaks to somebody: "Құрметті Айгерім Серікқызы!", and the head that says to whom it goes. To be addressed is not to be accused.</summary>
internal sealed class PoliteAddress(string text, List<NameToken> tokens)
{
    // Greeting and head stand at the beginning.
    private const int FirstWords = 40;
    private const int FirstLines = 8;

    private static readonly SearchValues<char> Pauses = SearchValues.Create(",!.:;–—");

    /// <summary>Whether this name stands in such a place.</summary>
    public bool Holds(int first, int last) => first < FirstWords && (IsGreeted(first, last) || IsHeading(first, last));

    // A greeting, then nothing but titles and posts, then the name, then the end of the address: «Уважаемая Айгерим Нурлановна!», not «Здравствуйте, Нурланова берёт взятки».
    private bool IsGreeted(int first, int last)
    {
        var words = MentionWords.Current;
        var greeted = false;
        for (var i = first - 1; i >= 0 && i >= first - 7 && tokens[i].Line == tokens[first].Line; i--)
        {
            if (EndsSentence(i)) break;
            if (words.Is("greeting", tokens[i].Folded)) { greeted = true; break; }
            if (!words.Is("title", tokens[i].Folded) && !words.Is("heading", tokens[i].Folded) && !tokens[i].Capital) break;
        }

        if (!greeted) return false;
        for (var next = last + 1; next < tokens.Count && tokens[next].Line == tokens[last].Line; next++)
        {
            if (Between(next).AsSpan().ContainsAny(Pauses)) return true;
            // «ханым», «мырза», the father's name, a post.
            if (!words.Is("title", tokens[next].Folded) && !words.Is("heading", tokens[next].Folded) && !PersonName.HoldsPatronymic(tokens[next].Heard)) return false;
        }

        return true;
    }

    // A line of the head: names, posts and bodies only, in the dative (or after "to"), and a letter follows.
    private bool IsHeading(int first, int last)
    {
        if (tokens[first].Line >= FirstLines || tokens[^1].Line == tokens[last].Line) return false;
        var words = MentionWords.Current;
        var (told, given) = (false, false);
        for (var i = 0; i < tokens.Count && tokens[i].Line <= tokens[last].Line; i++)
        {
            var (token, named) = (tokens[i], i >= first && i <= last);
            if (words.Is("about", token.Folded)) return false;
            var heading = words.Is("heading", token.Folded) || words.Is("title", token.Folded);
            if (words.Is("to", token.Folded)) given = true;
            else if (!named && !heading && !token.IsInitials && !IsProper(token)) return false;
            told |= heading || words.Is("to", token.Folded);
            given |= (named || heading) && IsDative(token.Folded);
        }

        return told && given;
    }

    private bool IsProper(NameToken token)
    {
        var word = token.Text(text);
        return (word.Length <= 6 && word.All(c => char.IsUpper(c) || char.IsDigit(c))) || (token.Start > 0 && text[token.Start - 1] is '«' or '"' or '“') || (token.End < text.Length && text[token.End] is '»' or '"' or '”')
            || (token.Capital && PersonName.HoldsPatronymic(token.Heard)) || (token.Capital && PersonName.IsKnownGiven(token.Heard));
    }

    private static bool IsDative(string folded) =>
        folded.Length >= 4 && (folded.EndsWith('у') || folded.EndsWith('ю') || folded.EndsWith("ой", StringComparison.Ordinal) || folded.EndsWith("му", StringComparison.Ordinal)
            || folded.EndsWith("га", StringComparison.Ordinal) || folded.EndsWith("ге", StringComparison.Ordinal) || folded.EndsWith("ка", StringComparison.Ordinal) || folded.EndsWith("ке", StringComparison.Ordinal) || folded.EndsWith("на", StringComparison.Ordinal) || folded.EndsWith("не", StringComparison.Ordinal));

    private bool EndsSentence(int i) => Between(i + 1).AsSpan().ContainsAny("!?") || (tokens[i].Dotted && !tokens[i].IsInitials);

    // What stands between a word and the one before it.
    private string Between(int i) => text[tokens[i - 1].End..tokens[i].Start];
}

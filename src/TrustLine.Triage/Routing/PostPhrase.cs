namespace TrustLine.Triage.Routing;

/// <summary>
/// The post of a receiver as words of a text. "The general director" and "the compliance officer" are the reading's to judge, which weighs
/// who acts; a deputy, and a post that has words of its own, are looked for here.
/// </summary>
internal sealed class PostPhrase
{
    // A deputy of the first head, not of a branch's.
    private static readonly string[][] OfDeputies =
    [
        .. new[]
        {
            "заместитель генерального директора", "замдиректора генерального", "зам генерального директора", "зам гендиректора", "зам ген директора", "заместитель гендиректора", "замгендиректора", "заместитель первого руководителя",
            "бас директордың орынбасары", "бас директордың бірінші орынбасары", "бірінші басшының орынбасары", "deputy general director", "deputy director general", "deputy ceo", "deputy chief executive",
        }.Select(p => p.Split(' ').Select(Sound.Of).ToArray()),
    ];

    private readonly IReadOnlyList<string[]> phrases;

    public PostPhrase(Receiver receiver)
    {
        var own = NameToken.Of(receiver.Post).Select(t => (t.Heard, t.Folded)).Where(w => w.Heard.Length > 0).ToArray();
        // Words that nobody else's post has: "управляющий директор по развитию", not "бас директор".
        var telling = own.Length >= 2 && Array.Exists(own, w => w.Heard.Length >= 5 && !MentionWords.Current.Is("heading", w.Folded));
        phrases = [.. receiver.Kind == ReceiverKind.Deputy ? OfDeputies : [], .. telling ? new[] { own.Select(w => w.Heard).ToArray() } : []];
    }

    /// <summary>The last word of the post that begins here; null where none does.</summary>
    public int? EndAt(List<NameToken> tokens, int at)
    {
        foreach (var phrase in phrases)
        {
            if (at + phrase.Length > tokens.Count) continue;
            var fits = true;
            for (var i = 0; fits && i < phrase.Length; i++) fits = Fits(tokens[at + i].Heard, phrase[i]) && tokens[at + i].Line == tokens[at].Line;
            if (fits) return at + phrase.Length - 1;
        }

        return null;
    }

    // The same word whatever its ending, as far as its beginning tells.
    private static bool Fits(string heard, string word)
    {
        var telling = word.Length <= 4 ? word.Length : Math.Max(4, word.Length - 3);
        return heard.Length >= telling && heard.Length <= word.Length + 8 && heard.AsSpan(0, telling).SequenceEqual(word.AsSpan(0, telling));
    }
}

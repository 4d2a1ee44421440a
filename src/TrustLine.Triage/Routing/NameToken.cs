using TrustLine.Triage.Reading;

namespace TrustLine.Triage.Routing;

/// <summary>A word of a text as names are looked for: where it stands, how it sounds, whether it is an initial, and its line.</summary>
internal sealed record NameToken(int Start, int End, string Heard, string Folded, bool Capital, bool BothCapital, bool Dotted, int Line)
{
    private static readonly NameForms[] Kin = [new("қызы"), new("ұлы")];

    /// <summary>One letter, or two capitals without a stop, that may stand for names.</summary>
    public bool IsInitials => Heard.Length > 0 && ((End - Start == 1 && (Capital || Dotted)) || (End - Start == 2 && Capital && (BothCapital || (Dotted && Heard.Length == 1))));

    /// <summary>The letters that the initials stand for.</summary>
    public IEnumerable<string> Initials => BothCapital && Heard.Length == 2 ? [Heard[..1], Heard[1..]] : [Heard];

    /// <summary>The words as they stand.</summary>
    public string Text(string text) => text[Start..End];

    /// <summary>All words of a text; «Нұрлан қызы» and a word parted by a soft hyphen are one.</summary>
    public static List<NameToken> Of(string text)
    {
        var tokens = new List<NameToken>();
        var (start, line) = (-1, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || (start >= 0 && text[i] is '\'' or '’' or '\u0301' or '\u00AD' or '\u200B' or '\u200D'));
            if (inWord && start < 0) start = i;
            if (inWord) continue;
            if (start >= 0) Add(tokens, text, start, i, line);
            start = -1;
            if (i < text.Length && text[i] == '\n') line++;
        }

        return tokens;
    }

    // «ұлы» and «қызы» in any case, not «улыбка» or «Юлии».
    private static bool IsKin(NameToken token) =>
        Array.Exists(Starts, s => token.Folded.StartsWith(s, StringComparison.Ordinal)) && Array.Exists(Kin, k => k.Of(token.Heard, slips: false) == Likeness.Yes);

    private static readonly string[] Starts = ["улы", "кызы", "uly", "kyzy", "qyzy"];

    private static void Add(List<NameToken> tokens, string text, int start, int end, int line)
    {
        var word = text[start..end].Replace("\u00AD", "", StringComparison.Ordinal).Replace("\u200B", "", StringComparison.Ordinal).Replace("\u200D", "", StringComparison.Ordinal);
        var heard = Sound.Of(word);
        var token = new NameToken(start, end, heard, Folding.Word(word), char.IsUpper(text[start]), end - start == 2 && char.IsUpper(text[start]) && char.IsUpper(text[start + 1]),
            end < text.Length && text[end] == '.', line);
        if (tokens.Count > 0 && tokens[^1] is { Heard.Length: >= 3 } before && start - before.End == 1 && before.Line == line && token.Folded is [_, _, _, ..] && IsKin(token))
            tokens[^1] = before with { End = end, Heard = before.Heard + heard, Folded = before.Folded + token.Folded, Dotted = token.Dotted };
        else
            tokens.Add(token);
    }
}

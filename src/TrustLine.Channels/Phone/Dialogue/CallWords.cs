using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>What a word of the menu means in a call: a prompt, or something composed of what the service knows.</summary>
internal static class CallWords
{
    private const int MostMinutes = 5; // What the longest way through the recording of menu.json gives: 270 and 30 seconds.

    /// <summary>Those of the words whose condition holds.</summary>
    public static IEnumerable<Said> Of(IEnumerable<string> words, CallState call, CallFacts facts) =>
        words.Where(w => Parted.Of(w) is var p && (p.Condition is null || facts.Holds(p.Condition, call))).SelectMany(w => Of(Parted.Of(w).Name, call, facts));

    private static IEnumerable<Said> Of(string word, CallState call, CallFacts facts)
    {
        var language = call.Language;
        if (!word.StartsWith('$')) return [Prompt(word, language)];
        Said Plain(Speech words) => new Said.Composed(words, language, Secret: false);
        Said Secret(string digits) => new Said.Composed(Say.Digits(new([.. digits.Where(char.IsAsciiDigit)])), language, Secret: true);
        return word switch
        {
            "$closed" => [Plain(Say.Closed(facts.Day, facts.Today, facts.NextOpening))],
            "$limit" => [Plain(Say.RecordingLimit(MostMinutes, language))],
            "$registered" => [Plain(Say.RegisteredOn(facts.Registered ?? facts.Today, language))],
            "$answerBy" => [Plain(Say.AnswerBy(facts.AnswerBy ?? facts.Today, call["named"] == "no", language))],
            "$entered" => [Secret(facts.Entered)],
            "$number" => [Secret(facts.Number)],
            "$code" => [Secret(facts.Code)],
            "$recording" => [new Said.OwnVoice(language)],
            _ => throw new KeyNotFoundException("The menu has no word of this name."),
        };
    }

    // A prompt may be fixed to a language: the three names of languages are each said in their own.
    private static Said.Prompt Prompt(string word, Language language)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new(word, language) : new(word[..at], LanguageCodes.TryParse(word[(at + 1)..], out var own) ? own : throw new KeyNotFoundException("The menu has a prompt in an unknown language."));
    }
}

/// <summary>Something of the menu that may carry a condition: <c>name?condition</c>.</summary>
internal readonly record struct Parted(string Name, string? Condition)
{
    public static Parted Of(string written)
    {
        var mark = written.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? new(written, null) : new(written[..mark], written[(mark + 1)..]);
    }
}

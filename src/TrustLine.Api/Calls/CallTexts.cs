using System.Collections.Frozen;
using System.Globalization;
using TrustLine.Api.Journal;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Calls;

/// <summary>What the line writes down of a call in the caller's language: its own note in place of a text that nobody has written yet.</summary>
internal sealed class CallTexts
{
    private static readonly FrozenDictionary<Language, CallTexts> All = Enum.GetValues<Language>().ToFrozenDictionary(l => l, l => new CallTexts(l));

    private readonly FrozenDictionary<string, string> texts;

    private CallTexts(Language language) => texts = Texts.In(language, "Calls.CallTexts");

    /// <summary>Every key of this language.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The words of a key; KeyNotFoundException where there are none.</summary>
    public string this[string key] => texts[key];

    /// <summary>The words of a language.</summary>
    public static CallTexts In(Language language) => All[language];

    /// <summary>The name of a recording among the files.</summary>
    public string FileName(string kind, int place) => string.Create(CultureInfo.InvariantCulture, $"{place}-{this["call.file." + kind]}.wav");

    /// <summary>The note that stands where a written report has its text: how much was said, whether it is whole, what was answered by keys.</summary>
    public string Told(SpokenCard card, IReadOnlyList<SpokenPart> parts, bool incomplete)
    {
        var seconds = parts.Sum(p => p.Seconds);
        var lines = new List<string> { string.Format(CultureInfo.InvariantCulture, this["call.told"], parts.Count, seconds / 60, seconds % 60) };
        if (incomplete) lines.Add(this["call.incomplete"]);
        if (parts.Count(p => p.File is null) is > 0 and var missing) lines.Add(string.Format(CultureInfo.InvariantCulture, this["call.missing"], missing));
        if (card.Known.TryGetValue("named", out var named)) lines.Add(this["call.named." + named]);
        if (card.Known.TryGetValue("ongoing", out var ongoing)) lines.Add(this["call.ongoing." + ongoing]);
        return string.Join('\n', lines);
    }
}

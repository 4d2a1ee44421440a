using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Pages;

/// <summary>The words of the reporter's pages in one language. A missing key throws: no page falls back to another language.</summary>
public sealed class LineTexts
{
    private static readonly FrozenDictionary<Language, LineTexts> All = Enum.GetValues<Language>().ToFrozenDictionary(l => l, l => new LineTexts(l));

    private readonly FrozenDictionary<string, string> texts;

    private LineTexts(Language language)
    {
        Language = language;
        texts = Texts.In(language, "Pages.LineTexts");
    }

    /// <summary>Which language.</summary>
    public Language Language { get; }

    /// <summary>The language as in addresses and the <c>lang</c> attribute.</summary>
    public string Code => Language.Code();

    /// <summary>Every key of this language.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The words of a key; KeyNotFoundException where there are none.</summary>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"The text {key} is missing in {Code}");

    /// <summary>The words of a language.</summary>
    public static LineTexts In(Language language) => All[language];

    /// <summary>The words with places in braces filled; a place without a value throws.</summary>
    public string With(string key, params ReadOnlySpan<(string Place, string Value)> values)
    {
        var text = this[key];
        foreach (var (place, value) in values)
        {
            var mark = "{" + place + "}";
            if (!text.Contains(mark, StringComparison.Ordinal)) throw new KeyNotFoundException($"The text {key} has no place {place} in {Code}");
            text = text.Replace(mark, value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A day in words: 2026 жылғы 14 желтоқсан.</summary>
    public string Date(DateOnly day) => With("date.format",
        ("day", day.Day.ToString(CultureInfo.InvariantCulture)),
        ("month", this["date.month." + day.Month.ToString(CultureInfo.InvariantCulture)]),
        ("year", day.Year.ToString("0000", CultureInfo.InvariantCulture)));

    /// <summary>A day in words.</summary>
    public string Date(LocalDate day) => Date(day.ToDateOnly());

    /// <summary>A size in words, as people of that language write it.</summary>
    public string Size(long bytes)
    {
        var (n, key) = bytes switch
        {
            < 1 << 10 => (bytes, "size.b"),
            < 1 << 20 => (bytes / (double)(1 << 10), "size.kb"),
            < 1 << 30 => (bytes / (double)(1 << 20), "size.mb"),
            _ => (bytes / (double)(1 << 30), "size.gb"),
        };
        return With(key, ("n", n.ToString(n < 10 && bytes >= 1 << 10 ? "0.#" : "0", Language.Culture())));
    }

    /// <summary>A whole number with its thousands set apart.</summary>
    public string Number(long n) => n.ToString("N0", Language.Culture());
}

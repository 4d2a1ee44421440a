using System.Collections.Frozen;
using System.Globalization;
using NodaTime.Extensions;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Demo.Phone;

/// <summary>The words of the simulated phone's page in one language. A missing key throws: no page falls back to another language.</summary>
public sealed class PhoneTexts
{
    private static readonly FrozenDictionary<Language, PhoneTexts> All = Enum.GetValues<Language>().ToFrozenDictionary(l => l, l => new PhoneTexts(l));

    private readonly FrozenDictionary<string, string> texts;
    private readonly Pages.LineTexts line;

    private PhoneTexts(Language language) => (texts, line) = (Texts.In(language, "Demo.Phone.PhoneTexts"), Pages.LineTexts.In(language));

    /// <summary>Every key of this language.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The words of a key; KeyNotFoundException where there are none.</summary>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"The text {key} is missing in {line.Code}");

    /// <summary>The words of a language.</summary>
    public static PhoneTexts In(Language language) => All[language];

    /// <summary>The words with the places {0}, {1} … filled.</summary>
    public string With(string key, params object[] values) => string.Format(line.Language.Culture(), this[key], values);

    /// <summary>A moment in Astana: day and time.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var at = AstanaTime.At(moment.ToInstant());
        return With("phone.moment", line.Date(at.Date), at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture));
    }
}

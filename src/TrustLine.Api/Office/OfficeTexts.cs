using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Office;

/// <summary>The words of the staff's pages in one language. A missing key throws: no page falls back to another language.</summary>
public sealed class OfficeTexts
{
    // Each room keeps its words beside its pages.
    private static readonly string[] Rooms =
    [
        "Office.OfficeTexts",
        "Staff.StaffTexts",
        "Setup.SetupTexts",
        "Setup.LifeTexts",
        "Inbox.InboxTexts",
        "Inbox.List.ListTexts",
        "Inbox.Searching.SearchTexts",
        "Inbox.Faces.FileTexts",
        "Inbox.Ready.ReadyTexts",
        "Inbox.Clocks.ClockTexts",
        "Inbox.Sendings.SendingTexts",
        "Inbox.Sendings.PackageTexts",
        "Inbox.Faces.RouteTexts",
        "Inbox.Marks.MarkTexts",
        "Inbox.Voices.VoiceTexts",
        "Administration.AdministrationTexts",
        "Director.DirectorTexts",
        "Audit.AuditTexts",
        "Audit.GroundTexts",
        "Desk.DeskTexts",
        "Prompts.PromptTexts",
        "Openings.OpeningTexts",
        "Exclusions.ExclusionTexts",
    ];

    private static readonly FrozenDictionary<Language, OfficeTexts> All = Enum.GetValues<Language>().ToFrozenDictionary(l => l, l => new OfficeTexts(l));

    private readonly FrozenDictionary<string, string> texts;

    private OfficeTexts(Language language)
    {
        Language = language;
        texts = Texts.In(language, Rooms);
    }

    /// <summary>Which language.</summary>
    public Language Language { get; }

    /// <summary>The language as in the <c>lang</c> attribute.</summary>
    public string Code => Language.Code();

    /// <summary>Every key of this language.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The words of a key; KeyNotFoundException where there are none.</summary>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"The text {key} is missing in {Code}");

    /// <summary>Whether there are words for a key that came from outside.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The words of a language.</summary>
    public static OfficeTexts In(Language language) => All[language];

    /// <summary>The words with the places {0}, {1} … filled.</summary>
    public string With(string key, params object?[] values) => string.Format(Language.Culture(), this[key], values);

    /// <summary>A number with its noun in the form that the language asks for: 1 день, 2 дня, 5 дней.</summary>
    public string Count(string key, int n) => With($"{key}.{Form(n)}", n);

    /// <summary>A whole number with the language's own separator of thousands.</summary>
    public string Number(int n) => n.ToString("N0", Language.Culture());

    /// <summary>A day in words: 2026 жылғы 14 желтоқсан.</summary>
    public string Day(DateOnly day) => With("day", day.Day, this["month." + day.Month.ToString(CultureInfo.InvariantCulture)], day.Year.ToString("0000", CultureInfo.InvariantCulture));

    /// <summary>A day in words.</summary>
    public string Day(LocalDate day) => Day(day.ToDateOnly());

    /// <summary>A moment in Astana: day and time.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var at = AstanaTime.At(moment.ToInstant());
        return With("moment", Day(at.Date), at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>A size in words.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1 << 10 => With("size.b", bytes),
        < 1 << 20 => With("size.kb", bytes / (double)(1 << 10)),
        < 1 << 30 => With("size.mb", bytes / (double)(1 << 20)),
        _ => With("size.gb", bytes / (double)(1 << 30)),
    };

    private string Form(int n) => Language switch
    {
        // 1 день, 2–4 дня, 5 дней, and 11–14 дней.
        Language.Ru => (n % 100, n % 10) switch
        {
            ( >= 11 and <= 14, _) => "many",
            (_, 1) => "one",
            (_, >= 2 and <= 4) => "few",
            _ => "many",
        },
        Language.En => n == 1 ? "one" : "many",
        _ => "many", // After a number the Kazakh noun does not change.
    };
}

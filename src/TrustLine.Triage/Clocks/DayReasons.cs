using System.Resources;
using NodaTime;
using NodaTime.Text;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Clocks;

/// <summary>Why a day is what it is, in the three languages; the data file speaks English.</summary>
internal static class DayReasons
{
    private static readonly ResourceManager Words = new("TrustLine.Triage.Clocks.DayReasons", typeof(DayReasons).Assembly);
    private static readonly LocalDatePattern UnitedStates = LocalDatePattern.CreateWithInvariantCulture("MM/dd/uuuu");

    public static string Say(CalendarDay day, Language language)
    {
        var kind = Text("kind." + day.Kind, language) ?? day.Kind.ToString();
        if (day.Entry is { } entry)
            return $"{kind}: {Say(entry.Act, language)}";
        if (day.Kind == DayKind.SubstitutedDayOff && MovedFrom(day.Reason) is { } from)
            return $"{kind} ({LocalDatePattern.Iso.Format(from)})";
        var holiday = day.Kind is DayKind.PublicHoliday or DayKind.ObservedDayOff or DayKind.ReligiousDayOff or DayKind.ReligiousDayOffEstimated
            ? Text("holiday." + Slug(day.Reason), language)
            : null;
        return holiday is null ? kind : $"{holiday}: {kind}";
    }

    /// <summary>An act: what it is called, its number and its day.</summary>
    public static string Say(Decree act, Language language) =>
        string.Format(language.Culture(), Text("act", language)!, act.Title.In(language), act.Number, Explanations.Day(act.Date, language));

    // "New Year's Day (observed)" and "Eid al-Adha (estimated)" are the same holiday under another kind.
    internal static string Slug(string reason)
    {
        var bracket = reason.IndexOf(" (", StringComparison.Ordinal);
        return new string([.. (bracket < 0 ? reason : reason[..bracket]).Where(char.IsAsciiLetter)]);
    }

    private static LocalDate? MovedFrom(string reason)
    {
        var at = reason.LastIndexOf(' ');
        var parsed = UnitedStates.Parse(reason[(at + 1)..].TrimEnd(')'));
        return parsed.Success ? parsed.Value : null;
    }

    private static string? Text(string key, Language language) => Words.GetString(key, language.Culture());
}

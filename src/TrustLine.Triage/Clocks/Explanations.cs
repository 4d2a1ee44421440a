using System.Globalization;
using System.Resources;
using NodaTime;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Clocks;

/// <summary>An explained date in words: one line a step, for pages, letters and the command line.</summary>
public static class Explanations
{
    private static readonly ResourceManager Words = new("TrustLine.Triage.Clocks.Explanations", typeof(Explanations).Assembly);

    /// <summary>The lines in a language, dates as dd.MM.yyyy (English: d MMMM yyyy). Each day off has a line of its own.</summary>
    public static IReadOnlyList<string> Lines(this ExplainedDate due, Language language)
    {
        ArgumentNullException.ThrowIfNull(due);
        var lines = new List<string>();
        foreach (var step in due.Steps)
        {
            lines.Add(step.What switch
            {
                // Where the day of registration is a later one, what began on this day is the arrival.
                StepKind.Start => Say("start", language, EventInWords(due.Steps.Any(s => s.What == StepKind.LegalDay) ? "receipt" : due.Term.StartEvent, language), Day(step.Day, language)),
                StepKind.AfterHours => Say("after-hours", language),
                StepKind.NotRegistered => Say("not-registered", language, Day(step.Day, language), step.DayOff!.ReasonIn(language)),
                StepKind.LegalDay => Say("legal-day", language, Day(step.Day, language)),
                StepKind.Rule => Say("rule", language, TermInWords(due.Term, language), StatuteBook.Current.ActOn(due.Term.Act, due.Start).Name(language), due.Term.Article),
                StepKind.FirstDay => Say("first-day", language, Day(step.Day, language)),
                StepKind.Skipped => Say("skipped", language, Day(step.Day, language), step.DayOff!.ReasonIn(language)),
                StepKind.Counted => Say("counted", language, Day(step.Day, language), step.DayOff!.ReasonIn(language)),
                StepKind.EndMoved => Say("end-moved", language, Day(step.Day, language), step.DayOff!.ReasonIn(language)),
                StepKind.Chosen => Say("chosen", language, Day(step.Day, language)),
                StepKind.Due => Say("due", language, Day(step.Day, language)),
                StepKind.Estimated => Say("estimated", language),
                StepKind.NotYetInForce => Say("not-in-force", language, Day(step.Day, language)),
                _ => throw new ArgumentOutOfRangeException(nameof(due)),
            });
        }

        return lines;
    }

    /// <summary>The term alone: "15 working days", "the next calendar day", "at once".</summary>
    public static string TermInWords(DeadlineTerm term, Language language)
    {
        ArgumentNullException.ThrowIfNull(term);
        var count = Math.Abs(term.Value);
        var form = count == 0 ? "zero" : language == Language.Ru ? RussianForm(count) : count == 1 ? "one" : "many";
        return Say($"term.{term.Unit}.{form}", language, count);
    }

    /// <summary>A day as people of that language write it.</summary>
    public static string Day(LocalDate day, Language language) => language == Language.En
        ? day.ToString("d MMMM uuuu", CultureInfo.InvariantCulture)
        : day.ToString("dd.MM.uuuu", CultureInfo.InvariantCulture);

    // Russian counts 1 день, 2–4 дня, 5 дней, and 11–14 дней.
    private static string RussianForm(int count) => (count % 100, count % 10) switch
    {
        ( >= 11 and <= 14, _) => "many",
        (_, 1) => "one",
        (_, >= 2 and <= 4) => "few",
        _ => "many",
    };

    /// <summary>An event that starts, stops or restarts a clock, in a few words.</summary>
    public static string EventInWords(string key, Language language) => Say("event." + key, language);

    /// <summary>What a day off at the end of this term does.</summary>
    public static string EndInWords(DeadlineTerm term, Language language)
    {
        ArgumentNullException.ThrowIfNull(term);
        return Say("end." + term.End, language);
    }

    /// <summary>Which day counts first.</summary>
    public static string CountInWords(DeadlineTerm term, Language language)
    {
        ArgumentNullException.ThrowIfNull(term);
        return Say("count." + term.Count, language);
    }

    /// <summary>Whether there are words for an event in every language.</summary>
    internal static bool Knows(string key) => Enum.GetValues<Language>().All(language => Words.GetString("event." + key, language.Culture()) is not null);

    private static string Say(string key, Language language, params object[] parts) =>
        string.Format(language.Culture(), Words.GetString(key, language.Culture()) ?? throw new MissingManifestResourceException(key), parts);
}

using System.Globalization;
using NodaTime;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Phone.Prompts;

/// <summary>Puts what is said together from prompts and pieces, in the order and the forms of each language.</summary>
public static class Say
{
    /// <summary>Between sentences.</summary>
    public const int Sentence = 400;

    /// <summary>Between the choices of a menu.</summary>
    public const int Choice = 800;

    /// <summary>Between digits, so that they can be written down.</summary>
    public const int Digit = 600;

    /// <summary>After a group of digits.</summary>
    public const int DigitGroup = 1200;

    // Within one sentence put together from pieces.
    private const int Joint = 40;

    /// <summary>Whole prompts, one after the other.</summary>
    public static Speech Prompt(params string[] ids) => new([.. ids.Select(id => new SpeechPart(id, Sentence))]);

    /// <summary>The choices of a menu, with time to think between them.</summary>
    public static Speech Choices(params string[] ids) => new([.. ids.Select(id => new SpeechPart(id, Choice))]);

    /// <summary>Digit by digit, slowly, in groups; whatever is no digit is left out.</summary>
    public static Speech Digits(string digits, int group = 4)
    {
        var only = digits.Where(char.IsAsciiDigit).ToList();
        return new([.. only.Select((digit, place) => new SpeechPart("ivr.digit." + digit, (place + 1) % group == 0 || place == only.Count - 1 ? DigitGroup : Digit))]);
    }

    /// <summary>A day of 2024–2035 in words, in the order of the language; Russian as the answer to "when": двенадцатого декабря.</summary>
    public static Speech Date(LocalDate day, Language language)
    {
        var (date, month, year) = ($"ivr.date.{Number(day.Day)}", $"ivr.month.{Number(day.Month)}", $"ivr.year.{Number(day.Year)}");
        return language == Language.Kk ? Joined(year, date, month) : Joined(date, month, year);
    }

    /// <summary>A number from 0 to 99; in Russian in the genitive, as after «в течение» and «до».</summary>
    public static Speech Count(int n, Language language)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 99);
        return n < 20 || n % 10 == 0 ? Joined(CountPiece(n)) : Joined(CountPiece(n / 10 * 10), CountPiece(n % 10));
    }

    /// <summary>When the operator is there again, within a sentence: today, tomorrow, on Monday, and from a week on with the date.</summary>
    public static Speech NextOpening(LocalDate day, LocalDate today) => Period.DaysBetween(today, day) switch
    {
        0 => Joined("ivr.day.today"),
        1 => Joined("ivr.day.tomorrow"),
        < 7 => Joined(Weekday(day)),
        _ => Joined(Weekday(day), $"ivr.date.{Number(day.Day)}", $"ivr.month.in.{Number(day.Month)}"),
    };

    /// <summary>Why the line is closed, its hours, and when the operator answers next: the order of the script.</summary>
    public static Speech Closed(DayKind today, LocalDate day, LocalDate opens)
    {
        var why = today switch
        {
            DayKind.PublicHoliday => "ivr.hours.holiday",
            DayKind.SubstitutedDayOff => "ivr.hours.moved",
            DayKind.WorkingDay or DayKind.WorkingWeekend or DayKind.WorkingWeekdayException or DayKind.EnteredWorkingDay => "ivr.hours.closed",
            _ => "ivr.hours.weekend", // By law Kurban Ait and 7 January are days off, no holidays.
        };
        return Prompt(why, "ivr.hours.open").Then(Joined("ivr.hours.next")).Then(NextOpening(opens, day)).Then("ivr.hours.next.from");
    }

    /// <summary>How long a message may be, in minutes.</summary>
    public static Speech RecordingLimit(int minutes, Language language) => Counted("ivr.rec.limit", minutes, "ivr.rec.limit.minute", "ivr.rec.limit.minutes", language);

    /// <summary>The day of the answer; for the anonymous the day by which the code shows the outcome.</summary>
    public static Speech AnswerBy(LocalDate day, bool anonymous, Language language) => Joined(anonymous ? "ivr.answer.anon" : "ivr.answer.by").Then(Ended(Date(day, language)));

    /// <summary>The legal day of registration.</summary>
    public static Speech RegisteredOn(LocalDate day, Language language) => Joined("ivr.reg.later").Then(Ended(Date(day, language)));

    // A sentence around a number. The form of one (одной минуты, двадцати одной минуты, one minute) is a piece of its own.
    private static Speech Counted(string before, int n, string one, string many, Language language)
    {
        var single = language switch { Language.Ru => n % 10 == 1 && n % 100 != 11, Language.En => n == 1, _ => false };
        var number = !single ? Count(n, language).Then(many) : n == 1 ? Prompt(one) : Joined(CountPiece(n - 1)).Then(one);
        return Joined(before).Then(number);
    }

    private static Speech Ended(Speech speech) => new([.. speech.Parts.SkipLast(1), speech.Parts[^1] with { PauseAfterMs = Sentence }]);

    private static Speech Joined(params string[] ids) => new([.. ids.Select(id => new SpeechPart(id, Joint))]);

    private static string Weekday(LocalDate day) => $"ivr.day.{Number((int)day.DayOfWeek)}";

    private static string CountPiece(int n) => $"ivr.count.{Number(n)}";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}

using NodaTime;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Clocks;

/// <summary>The kinds that code names; all others are in the deadline catalogue under the same kind of name.</summary>
public static class ClockKinds
{
    /// <summary>The legal day of registration.</summary>
    public const string Registration = "registration";
    /// <summary>Redirection of a crime or threat: at once.</summary>
    public const string Redirect = "redirect";
    /// <summary>The director is informed (10.6): the next calendar day.</summary>
    public const string DirectorInformed = "director-informed";
    /// <summary>The answer to the reporter: 15 working days.</summary>
    public const string Reply = "reply";
    /// <summary>The longest extension: two months from its decision.</summary>
    public const string ReplyExtension = "reply-extension";
    /// <summary>Notice of the extension: 3 working days.</summary>
    public const string ReplyExtensionNotice = "reply-extension-notice";
    /// <summary>Forwarding to the competent body: 3 working days from receipt.</summary>
    public const string Forward = "forward";
    /// <summary>Return with reasons: 3 working days.</summary>
    public const string Return = "return";
    /// <summary>Notice that the procedure was ended: 3 working days.</summary>
    public const string TerminationNotice = "termination-notice";
    /// <summary>Internal inspection: 10 working days from the order.</summary>
    public const string Inspection = "inspection";
    /// <summary>The inspection goes on with the director's written consent: to the day that the consent names.</summary>
    public const string InspectionExtension = "inspection-extension";
    /// <summary>Materials for the commission: 1 working day from the request.</summary>
    public const string Materials = "materials";
    /// <summary>Explanation before a disciplinary measure: 2 working days.</summary>
    public const string DisciplineExplanation = "discipline-explanation";
    /// <summary>Disciplinary measure: one month from discovery.</summary>
    public const string Discipline = "discipline";
    /// <summary>Protection of the reporter's labour rights: 3 years from acceptance by a state body.</summary>
    public const string Protection = "protection";
}

/// <summary>What one step of an explanation is about.</summary>
public enum StepKind
{
    /// <summary>The event that starts the clock.</summary>
    Start,
    /// <summary>It came when the working day was over: at 18:00 or later.</summary>
    AfterHours,
    /// <summary>A day off between arrival and registration.</summary>
    NotRegistered,
    /// <summary>Therefore the legal day of registration is a later one (АППК 64(3)).</summary>
    LegalDay,
    /// <summary>The term and its article.</summary>
    Rule,
    /// <summary>The first day that counts.</summary>
    FirstDay,
    /// <summary>A day off that was skipped.</summary>
    Skipped,
    /// <summary>A day that the administrator's entry made working and that therefore counted.</summary>
    Counted,
    /// <summary>The end fell on a day off and moved (АППК 76(5)).</summary>
    EndMoved,
    /// <summary>A decision named a day within the longest term.</summary>
    Chosen,
    /// <summary>The due day.</summary>
    Due,
    /// <summary>A year on the way is not confirmed: the date is an estimate.</summary>
    Estimated,
    /// <summary>The rule is younger than the event: the date is computed by its first wording.</summary>
    NotYetInForce,
}

/// <summary>One step of an explanation; <paramref name="DayOff"/> says why a day was skipped, left, or counted after all.</summary>
public sealed record ClockStep(StepKind What, LocalDate Day, CalendarDay? DayOff = null);

/// <summary>A date of the law that can explain itself.</summary>
/// <param name="Date">The last day of the term.</param>
/// <param name="Start">The legal day of the event that started it.</param>
/// <param name="Term">The row of the catalogue: term, unit, article, source.</param>
/// <param name="Steps">How one gets from start to date, in order.</param>
/// <param name="Estimated">A year on the way is unconfirmed.</param>
public sealed record ExplainedDate(LocalDate Date, LocalDate Start, DeadlineTerm Term, IReadOnlyList<ClockStep> Steps, bool Estimated)
{
    /// <summary>The days off that did not count, each with its reason.</summary>
    public IEnumerable<CalendarDay> Skipped => Steps.Where(s => s.What is StepKind.Skipped or StepKind.EndMoved).Select(s => s.DayOff!);
}

/// <summary>No clock of this kind is in the catalogue on that day.</summary>
public sealed class ClockKindUnknownException() : ArgumentException("There is no clock of this kind on that day.");

/// <summary>Computes the dates of the law from the deadline catalogue and the working calendar. Pure.</summary>
public sealed class StatutoryClock(WorkingCalendar calendar, DeadlineCatalogue? deadlines = null)
{
    private readonly DeadlineCatalogue catalogue = deadlines ?? StatuteBook.Current.Deadlines;

    /// <summary>The published calendar and catalogue.</summary>
    public static StatutoryClock Published { get; } = new(WorkingCalendar.Published);

    /// <summary>The date for an event that has a legal day already; <see cref="ClockKindUnknownException"/>, <see cref="CalendarYearUnknownException"/>.</summary>
    public ExplainedDate Due(string kind, LocalDate start) => Compute(Term(kind, start, out var inForce), start, inForce);

    /// <summary>The date for an event at a moment: the day in Astana, or for a registration the legal day of АППК 64(3).</summary>
    public ExplainedDate Due(string kind, Instant start)
    {
        var day = AstanaTime.DayOf(start);
        var term = Term(kind, day, out var inForce);
        if (!StartsAtRegistration(term))
            return Compute(term, day, inForce);
        return Due(kind, new OfficeHours(calendar).LegalDayOf(start), day);
    }

    /// <summary>The date for a legal day that was given once and stays, whatever the calendar says since; it tells how the day of arrival became it.</summary>
    public ExplainedDate Due(string kind, LocalDate start, LocalDate received)
    {
        var term = Term(kind, start, out var inForce);
        return Compute(term, start, inForce, StartsAtRegistration(term) ? received : start);
    }

    /// <summary>A term cut to the day that a decision named; the end rule holds for that day too. A day that is no earlier changes nothing.</summary>
    public ExplainedDate Until(ExplainedDate longest, LocalDate named)
    {
        ArgumentNullException.ThrowIfNull(longest);
        if (named >= longest.Date)
            return longest;
        var steps = longest.Steps
            .Where(s => s.What is not (StepKind.EndMoved or StepKind.Due or StepKind.Estimated) && !(s.What is StepKind.Skipped or StepKind.Counted && s.Day > named)).Append(new(StepKind.Chosen, named)).ToList();
        return Ended(longest.Term, longest.Start, named, steps);
    }

    private static bool StartsAtRegistration(DeadlineTerm term) => term.StartEvent is "registration" or "receipt_legal_day";

    private DeadlineTerm Term(string kind, LocalDate start, out bool inForce) =>
        catalogue.Find(kind, start, out inForce) ?? throw new ClockKindUnknownException();

    private ExplainedDate Compute(DeadlineTerm term, LocalDate start, bool inForce, LocalDate? received = null)
    {
        var steps = new List<ClockStep> { new(StepKind.Start, received ?? start) };
        if (received is { } arrived && arrived < start)
            Registered(arrived, start, steps);
        if (!inForce)
            steps.Add(new(StepKind.NotYetInForce, term.From));
        steps.Add(new(StepKind.Rule, start));
        if (term.Count != CountRule.OnStart)
            steps.Add(new(StepKind.FirstDay, start.PlusDays(term.Count == CountRule.DayBefore ? -1 : 1)));

        var date = term.Unit switch
        {
            TermUnit.WorkingDays => CountWorkingDays(start, term.Value, steps),
            TermUnit.CalendarDays => start.PlusDays(term.Value),
            TermUnit.CalendarMonths => start.PlusMonths(term.Value),
            TermUnit.CalendarYears => start.PlusYears(term.Value),
            _ => throw new ArgumentOutOfRangeException(nameof(term)),
        };
        return Ended(term, start, date, steps);
    }

    // How the day of arrival became the day of registration: the evening, and each day off after it (АППК 64(3)).
    private void Registered(LocalDate arrived, LocalDate registered, List<ClockStep> steps)
    {
        for (var day = arrived; day < registered; day = day.PlusDays(1))
        {
            var what = calendar.Day(day);
            if (!what.Working) steps.Add(new(StepKind.NotRegistered, day, what));
            else if (day == arrived) steps.Add(new(StepKind.AfterHours, day));
        }

        steps.Add(new(StepKind.LegalDay, registered));
    }

    // What a day off at the end does, and whether all years on the way are confirmed.
    private ExplainedDate Ended(DeadlineTerm term, LocalDate start, LocalDate date, List<ClockStep> steps)
    {
        if (term.End == EndRule.NextWorkingDay)
        {
            for (var day = calendar.Day(date); !day.Working; day = calendar.Day(date))
            {
                steps.Add(new(StepKind.EndMoved, date, day));
                date = date.PlusDays(1);
            }
        }

        steps.Add(new(StepKind.Due, date));

        // A calendar term that stays where it ends does not depend on the working calendar, and may reach beyond it (protection: three years).
        var dependsOnCalendar = term.Unit == TermUnit.WorkingDays || term.End == EndRule.NextWorkingDay;
        var estimated = dependsOnCalendar && Years(start, date).Any(year => !calendar.IsConfirmed(year));
        if (estimated)
            steps.Add(new(StepKind.Estimated, date));
        return new ExplainedDate(date, start, term, steps, estimated);
    }

    private LocalDate CountWorkingDays(LocalDate date, int value, List<ClockStep> steps)
    {
        for (var left = Math.Abs(value); left > 0;)
        {
            date = date.PlusDays(Math.Sign(value));
            var day = calendar.Day(date);
            if (day.Working)
            {
                left--;
                if (day.Kind == DayKind.EnteredWorkingDay) steps.Add(new(StepKind.Counted, date, day));
            }
            else steps.Add(new(StepKind.Skipped, date, day));
        }

        return date;
    }

    private static IEnumerable<int> Years(LocalDate a, LocalDate b)
    {
        for (var year = Math.Min(a.Year, b.Year); year <= Math.Max(a.Year, b.Year); year++)
            yield return year;
    }
}

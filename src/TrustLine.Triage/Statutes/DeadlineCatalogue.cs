using NodaTime;

namespace TrustLine.Triage.Statutes;

/// <summary>In what a term is counted.</summary>
public enum TermUnit
{
    /// <summary>Working days of the calendar.</summary>
    WorkingDays,
    /// <summary>Every day.</summary>
    CalendarDays,
    /// <summary>Months, to the day of the same number or the last of the month.</summary>
    CalendarMonths,
    /// <summary>Years, to the same day.</summary>
    CalendarYears,
}

/// <summary>Which day is the first that counts.</summary>
public enum CountRule
{
    /// <summary>The day after the event is the first (АППК 76(2)).</summary>
    DayAfter,
    /// <summary>The event's own day, if it may be used.</summary>
    OnStart,
    /// <summary>Backwards, from the day before the event.</summary>
    DayBefore,
}

/// <summary>What happens to a term that ends on a day off.</summary>
public enum EndRule
{
    /// <summary>It ends on the next working day (АППК 76(5)).</summary>
    NextWorkingDay,
    /// <summary>It stays where it is.</summary>
    Stays,
}

/// <summary>One term of the law, valid from a day (inclusive) until a day (exclusive, or open).</summary>
/// <param name="Kind">The name the command line and the Journal use: "reply", "director-informed" ...</param>
/// <param name="Code">The code of the deadline catalogue, law.md 7.10.</param>
/// <param name="Value">How many units; negative when counted backwards.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="StartEvent">The event that starts it: "registration", "receipt", "order" ...</param>
/// <param name="Count">Which day counts first.</param>
/// <param name="End">What a day off at the end does.</param>
/// <param name="From">First day of validity.</param>
/// <param name="Until">First day on which it is no longer valid; null while it is in force.</param>
/// <param name="Act">Key of the act in <see cref="StatuteBook.Acts"/>.</param>
/// <param name="Article">Article or clause of that act.</param>
/// <param name="Source">Where this row was taken from.</param>
public sealed record DeadlineTerm(
    string Kind, string Code, int Value, TermUnit Unit, string StartEvent, CountRule Count, EndRule End,
    LocalDate From, LocalDate? Until, string Act, string Article, string Source)
{
    /// <summary>The events that stop it, any of them; empty for a term that runs to its end.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>The event after which it is counted anew from another day; null when there is none.</summary>
    public string? Restart { get; init; }

    /// <summary>How many working days before its date the office is reminded: the service's own number, not the law's.</summary>
    public int Remind { get; init; }
}

/// <summary>An act that the terms and grounds refer to, under the name it had in its time.</summary>
public sealed record Act(string Key, LocalDate From, LocalDate? Until, string NameKk, string NameRu, string NameEn, string Source)
{
    /// <summary>The act's name in a language.</summary>
    public string Name(Reports.Language language) => language switch
    {
        Reports.Language.Ru => NameRu,
        Reports.Language.En => NameEn,
        _ => NameKk,
    };
}

/// <summary>The deadline catalogue (law.md 7.10) as dated rows.</summary>
public sealed class DeadlineCatalogue
{
    private readonly ILookup<string, DeadlineTerm> byKind;

    internal DeadlineCatalogue(IEnumerable<DeadlineTerm> terms) => byKind = terms.OrderBy(t => t.From).ToLookup(t => t.Kind, StringComparer.Ordinal);

    /// <summary>Every kind there is, in alphabetical order.</summary>
    public IReadOnlyList<string> Kinds => [.. byKind.Select(g => g.Key).Order(StringComparer.Ordinal)];

    /// <summary>The row in force on a day; before the first row of its kind, the first one with inForce = false. Null for an unknown kind or one that ended.</summary>
    public DeadlineTerm? Find(string kind, LocalDate on, out bool inForce)
    {
        inForce = false;
        var rows = byKind[kind];
        foreach (var row in rows)
        {
            if (row.From > on || row.Until <= on) continue;
            inForce = true;
            return row;
        }

        // Old cases and drills ask about days before the act: they are answered by its first wording, and told so.
        return rows.FirstOrDefault() is { } first && on < first.From ? first : null;
    }
}

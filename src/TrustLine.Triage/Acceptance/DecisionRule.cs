using System.Text.Json.Serialization;
using NodaTime;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Acceptance;

/// <summary>What the director decides about a report (design 7).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecisionKind>))]
public enum DecisionKind
{
    /// <summary>It is sent to the anti-corruption service or another competent body (10.6, 10.7, АППК 65).</summary>
    Refer,
    /// <summary>An internal inspection is ordered (10.10).</summary>
    Inspect,
    /// <summary>It is handed to a structural unit (10.9).</summary>
    Unit,
    /// <summary>The case is ended (АППК 88, 89; 7.11).</summary>
    End,
    /// <summary>The term for the reply is extended (АППК 76(3)); the case stays as it was decided.</summary>
    Extend,
}

/// <summary>One clause on which the director may rest a decision: dated data, Statutes/decisions.json.</summary>
/// <param name="Key">Its name in facts and forms.</param>
/// <param name="Kind">Which decision rests on it.</param>
/// <param name="Act">Key of the act in <see cref="StatuteBook.Acts"/>.</param>
/// <param name="From">First day of validity.</param>
/// <param name="Until">First day on which it no longer holds; null while it does.</param>
/// <param name="Clock">Kind of the clock that the decision starts, or null.</param>
/// <param name="Cite">The clause as one cites it.</param>
/// <param name="Title">When it fits, in a few words.</param>
/// <param name="Source">Where the row was taken from.</param>
public sealed record DecisionRule(
    string Key, DecisionKind Kind, string Act,
    [property: JsonConverter(typeof(IsoDay))] LocalDate From,
    [property: JsonConverter(typeof(IsoDay))] LocalDate? Until,
    string? Clock, Trilingual Cite, Trilingual Title, string Source)
{
    /// <summary>A report without a known author is ended on this one, but not where it tells of an offence or a threat (АППК 88(1)(2)).</summary>
    public const string Anonymous = "end-anonymous";

    /// <summary>A repeat without new arguments: the only ground on which somebody other than the head or a deputy may end (АППК 88(2)).</summary>
    public const string Repeat = "end-repeat";

    /// <summary>The clauses of a kind in force on a day.</summary>
    public static IReadOnlyList<DecisionRule> On(DecisionKind kind, LocalDate day) => [.. StatuteBook.Current.Decisions.Where(r => r.Kind == kind && r.Holds(day))];

    /// <summary>The clause of a key as it stood on a day; null for a key outside the data, or one not in force.</summary>
    public static DecisionRule? Of(string? key, LocalDate day) => StatuteBook.Current.Decisions.LastOrDefault(r => r.Key == key && r.Holds(day));

    /// <summary>The clause that a fact names, in any of its wordings; null when the data no longer has it.</summary>
    public static DecisionRule? Named(string? key) => StatuteBook.Current.Decisions.LastOrDefault(r => r.Key == key);

    internal IEnumerable<string?> Texts() => [Key, Cite?.Kk, Cite?.Ru, Cite?.En, Title?.Kk, Title?.Ru, Title?.En, Source];

    private bool Holds(LocalDate day) => From <= day && (Until is null || day < Until);
}

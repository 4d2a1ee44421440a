using NodaTime;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Routing;

/// <summary>For what a body is turned to (Law 410-V art. 22(2); law.md 2.4).</summary>
public enum AuthorityKind
{
    /// <summary>Counters and investigates corruption.</summary>
    Anticorruption,
    /// <summary>The prosecutor's office.</summary>
    Prosecutor,
    /// <summary>Police: crimes and threats of every kind.</summary>
    Police,
    /// <summary>Economic investigations.</summary>
    Economic,
    /// <summary>The superior body of the organisation (АППК 67, 91).</summary>
    Superior,
    /// <summary>Any other body.</summary>
    Other,
}

/// <summary>A body that letters go to, under the name and at the address that it has from a day (inclusive) until a day (exclusive, or open).</summary>
/// <param name="Id">The same for one body through all its names.</param>
/// <param name="Kind">For what it is turned to.</param>
/// <param name="From">First day of validity.</param>
/// <param name="Until">First day on which it no longer holds; null while it does.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where letters go; empty until somebody has entered it.</param>
/// <param name="Source">The act or letter that this was taken from.</param>
public sealed record Addressee(Guid Id, AuthorityKind Kind, LocalDate From, LocalDate? Until, Trilingual Name, string Address, string Source);

/// <summary>The bodies that letters may go to: the repository's rows, over which an entered one wins from its first day. Immutable.</summary>
public sealed class AddresseeBook(IEnumerable<Addressee> entered)
{
    private readonly ILookup<Guid, Addressee> entered = entered.ToLookup(a => a.Id);

    /// <summary>The rows of the repository alone.</summary>
    public static AddresseeBook Published { get; } = new([]);

    /// <summary>The bodies as they stood on a day: a letter prints the name of its own day, and an old letter keeps the old one.</summary>
    public IReadOnlyList<Addressee> On(LocalDate day) =>
        [.. StatuteBook.Current.Addressees.Select(a => a.Id).Concat(entered.Select(g => g.Key)).Distinct()
            .Select(id => Find(id, day)).OfType<Addressee>().OrderBy(a => a.Kind).ThenBy(a => a.Name.Kk, StringComparer.Ordinal)];

    /// <summary>One body as it stood on a day; null when it was none then.</summary>
    public Addressee? Find(Guid id, LocalDate day) =>
        // The last entry of those that begin latest: a correction from the same day wins over what it corrects.
        (entered[id].Where(a => a.From <= day).OrderBy(a => a.From).LastOrDefault()
            ?? StatuteBook.Current.Addressees.Where(a => a.Id == id && a.From <= day).OrderBy(a => a.From).LastOrDefault()) is { } row && (row.Until is null || day < row.Until) ? row : null;
}

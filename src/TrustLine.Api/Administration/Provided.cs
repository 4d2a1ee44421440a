using NodaTime;
using NodaTime.Text;
using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Routing;

namespace TrustLine.Api.Administration;

/// <summary>
/// All that the administrator has provided for, as one immutable picture. Configuration and the repository's rows stay valid as the default;
/// what was entered wins from its day.
/// </summary>
internal sealed class Provided(int length, IReadOnlyList<Entered> entries, OrganisationOptions configured)
{
    private readonly ILookup<Guid, Entered> bySubject = entries.ToLookup(e => e.Subject);

    /// <summary>The one subject of <see cref="Matter.Organisation"/>.</summary>
    public static readonly Guid TheOrganisation = new("0b8f3a6e-8d0a-4f43-9f5e-2f1f3f6d0001");

    /// <summary>The one subject of <see cref="Matter.Calendar"/>.</summary>
    public static readonly Guid TheCalendar = new("0b8f3a6e-8d0a-4f43-9f5e-2f1f3f6d0005");

    /// <summary>How many rows this was read from.</summary>
    public int Length => length;

    /// <summary>The days of the law with all that was entered.</summary>
    public LawDays Days { get; } = new(EnteredDays.Of(Of(entries, Matter.Calendar)));

    /// <summary>The days of the law as they were known at a moment: a clock that stopped then explains itself by them.</summary>
    public LawDays DaysKnownAt(DateTimeOffset moment) =>
        Of(entries, Matter.Calendar).All(e => e.Card.At <= moment) ? Days : new(EnteredDays.Of(Of(entries, Matter.Calendar).Where(e => e.Card.At <= moment)));

    /// <summary>What was entered about one subject, oldest first.</summary>
    public IReadOnlyList<Entered> About(Guid subject) => [.. bySubject[subject]];

    /// <summary>The subjects of a matter with what was entered about each.</summary>
    public IEnumerable<IGrouping<Guid, Entered>> Subjects(Matter matter) => bySubject.Where(g => g.First().Card.Matter == matter);

    /// <summary>Whose line it is.</summary>
    public LineOrganisation Organisation(LocalDate day) => InForce(About(TheOrganisation), day) is { Card: var c }
        ? new(c.Three("name"), c["phone"], c.Three("address"), c.Three("letterhead"))
        : configured.AsEntered();

    /// <summary>The structural units to which a report may be handed (10.9).</summary>
    public IReadOnlyList<Unit> Units(LocalDate day) => [.. InForce(Matter.Unit, day).Select(e => new Unit(e.Subject, e.Card.Three("name"))).OrderBy(u => u.Name.Kk, StringComparer.Ordinal)];

    /// <summary>The bodies that letters go to: the repository's, over which an entered one wins.</summary>
    public AddresseeBook Addressees { get; } = new(Of(entries, Matter.Addressee).Select(e =>
        new Addressee(e.Subject, Enum.Parse<AuthorityKind>(e.Card["kind"]), e.From, e.LastDay?.PlusDays(1), e.Card.Three("name"), e.Card["address"], e.Card["ground"])));

    /// <summary>Who is told at once of danger: who was entered and whose days run; while there is nobody, who is configured. Never nobody by an entry.</summary>
    public IReadOnlyList<DutyContact> Duty(LocalDate day) =>
        InForce(Matter.Duty, day).Select(e => new DutyContact(e.Subject, null, e.Card["email"], e.Card["phone"], e.Card["role"])).ToList() is { Count: > 0 } entered
            ? entered
            : [.. configured.Duty.Select((c, place) => new DutyContact(null, place, c.Email, c.Phone, c.Role))];

    /// <summary>Of one subject's entries the one that holds on a day: of those that have begun, the one that began last; the later entered of two from one day.</summary>
    public static Entered? InForce(IEnumerable<Entered> about, LocalDate day) =>
        about.Where(e => e.From <= day).OrderBy(e => e.From).LastOrDefault() is { } last && (last.LastDay is not { } end || day <= end) ? last : null;

    private IEnumerable<Entered> InForce(Matter matter, LocalDate day) => Subjects(matter).Select(g => InForce(g, day)).OfType<Entered>();

    private static IEnumerable<Entered> Of(IEnumerable<Entered> entries, Matter matter) => entries.Where(e => e.Card.Matter == matter);
}

/// <summary>One entry of the administrator in its place.</summary>
internal sealed record Entered(Guid Subject, int Ordinal, ProvisionCard Card)
{
    /// <summary>First day on which it holds.</summary>
    public LocalDate From => Day("from")!.Value;

    /// <summary>Last day on which it holds; null without end.</summary>
    public LocalDate? LastDay => Day("until");

    /// <summary>A field that is a day; null when it was left out.</summary>
    public LocalDate? Day(string field) => Card[field] is { Length: > 0 } text ? LocalDatePattern.Iso.Parse(text).Value : null;

    /// <inheritdoc/>
    public override string ToString() => nameof(Entered);
}

/// <summary>Fields of a provision that stand in three languages.</summary>
internal static class ThreeLanguages
{
    public static Trilingual Three(this ProvisionCard card, string field) => new(card[field + "Kk"], card[field + "Ru"], card[field + "En"]);
}

/// <summary>Whose line it is: how pages and letters name it.</summary>
internal sealed record LineOrganisation(Trilingual Name, string Phone, Trilingual Address, Trilingual Letterhead)
{
    /// <summary>As the fields of its form.</summary>
    public IReadOnlyDictionary<string, string> AsValues() => new Dictionary<string, string>
    {
        ["nameKk"] = Name.Kk, ["nameRu"] = Name.Ru, ["nameEn"] = Name.En, ["phone"] = Phone,
        ["addressKk"] = Address.Kk, ["addressRu"] = Address.Ru, ["addressEn"] = Address.En,
        ["letterheadKk"] = Letterhead.Kk, ["letterheadRu"] = Letterhead.Ru, ["letterheadEn"] = Letterhead.En,
    };
}

/// <summary>A structural unit of the organisation.</summary>
internal sealed record Unit(Guid Id, Trilingual Name);

/// <summary>Somebody who is told at once of danger: entered (an id) or configured (a place in the settings). Prints nothing.</summary>
internal sealed record DutyContact(Guid? Id, int? Place, string Email, string Phone, string Role)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(DutyContact);
}

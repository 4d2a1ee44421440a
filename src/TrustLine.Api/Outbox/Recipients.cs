using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using TrustLine.Api.Director;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>Who gets a notice, resolved at the moment of sending: a person excluded since it was written is not told.</summary>
internal sealed class Recipients(Database database, LineKeys keys, Waiting waiting, TimeProvider time, IOptions<OrganisationOptions> organisation)
{
    /// <summary>Everyone who has not had this errand yet.</summary>
    public IReadOnlyList<Recipient> Of(Errand errand)
    {
        if (errand is { Kind: ErrandKind.Invitation, To: { } address }) return [new(address, Language.Kk, null, null, false)];
        using var db = database.Read();
        if (errand.Kind == ErrandKind.DailyNotice) return Deciders(db, errand);
        if (errand.Report is not { } reportId) return [];
        if (db.Reports.SingleOrDefault(r => r.Id == reportId) is not { } report) return [];
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        var roles = Reading.Roles(card);
        if (errand.Kind == ErrandKind.DirectorDecided) roles = [.. roles.Where(r => r == (int)Role.Officer)];
        var people = People(db);
        var informs = DirectorRole(people);
        var staff = people.Where(p => roles.Contains((int)p.Card.Role) && !errand.Done.Contains(p.Id))
            .Select(p => new Recipient(p.Card.Email, p.Card.Language, p.Id, null, p.Card.Role == informs, report.Number));
        return errand.Kind == ErrandKind.Danger ? [.. Duty(errand, card, report.Number), .. staff] : [.. staff];
    }

    /// <summary>Whether there is anybody whom a notice would inform of a report as its director.</summary>
    public bool HasDirector()
    {
        using var db = database.Read();
        return DirectorRole(People(db)) is not null;
    }

    // Each with the numbers of what he decides; a person excluded from a report does not have it counted.
    private IReadOnlyList<Recipient> Deciders(JournalDb db, Errand errand)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        if (errand.Day != today) return [];
        var numbers = new Dictionary<Role, WaitingNumbers>();
        return [.. People(db).Where(p => p.Card.Role.Decides() && !errand.Done.Contains(p.Id))
            .Select(p => (p, Numbers: numbers.TryGetValue(p.Card.Role, out var known) ? known : numbers[p.Card.Role] = waiting.Count(db, p.Card.Role, today)))
            .Where(x => x.Numbers.All > 0)
            .Select(x => new Recipient(x.p.Card.Email, x.p.Card.Language, x.p.Id, null, false) { Waits = x.Numbers.All, Due = x.Numbers.Due })];
    }

    private List<StaffPerson> People(JournalDb db) => [.. db.ActiveStaff(keys.Cards).Where(p => p.Card.Email.Length > 0)];

    // A deputy stands in where there is no director to be told.
    private static Role? DirectorRole(IEnumerable<StaffPerson> people) =>
        people.Select(p => p.Card.Role).Where(r => r is Role.Director or Role.Deputy).Order().Cast<Role?>().FirstOrDefault();

    private IEnumerable<Recipient> Duty(Errand errand, ReportCard card, string number) =>
        organisation.Value.Duty.Select((contact, place) => (contact, place))
            .Where(x => x.contact.Email.Length > 0 && !errand.DutyDone.Contains(x.place))
            .Where(x => !(card.DirectorExcluded && x.contact.Role == "director") && !(card.OfficerExcluded && x.contact.Role == "officer"))
            .Select(x => new Recipient(x.contact.Email, Language.Kk, null, x.place, false, number));
}

/// <summary>One address, the language to write in, and whose it is.</summary>
internal sealed record Recipient(string Address, Language Language, Guid? Staff, int? Duty, bool IsDirector, string? Number = null)
{
    /// <summary>How many reports wait for this person's decision.</summary>
    public int Waits { get; init; }

    /// <summary>Of how many of them a legal date is today or has passed.</summary>
    public int Due { get; init; }

    /// <summary>The errand after this recipient has it.</summary>
    public Errand Took(Errand errand) =>
        Staff is { } member ? errand with { Done = [.. errand.Done, member] }
        : Duty is { } place ? errand with { DutyDone = [.. errand.DutyDone, place] }
        : errand;

    /// <inheritdoc/>
    public override string ToString() => nameof(Recipient);
}

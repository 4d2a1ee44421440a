using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Director;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>Who gets a notice, resolved at the moment of sending: a person excluded since it was written is not told.</summary>
internal sealed class Recipients(Database database, LineKeys keys, Waiting waiting, DueDigest digest, Provisions provisions, TimeProvider time)
{
    private static readonly int[] Readers = [(int)Role.Officer, (int)Role.Director, (int)Role.Deputy, (int)Role.Oversight];

    /// <summary>Everyone who has not had this errand yet.</summary>
    public IReadOnlyList<Recipient> Of(Errand errand)
    {
        if (errand is { Kind: ErrandKind.Invitation, To: { } address }) return [new(address, Language.Kk, null, null, false)];
        using var db = database.Read();
        if (errand is { Letter: { } letter, To: { } own }) return Shown(db, letter) ? [new(own, letter.Language, null, null, false)] : [];
        if (errand.Kind == ErrandKind.DutyChanged) return [.. Staff(db, errand, Readers, null)];
        if (errand.Kind == ErrandKind.DailyNotice) return Deciders(db, errand);
        if (errand.Kind == ErrandKind.DueDigest) return Reminded(db, errand);
        if (errand.Opening is { } opening) return OfOpening(db, errand, opening);
        if (errand.Report is not { } reportId) return [];
        if (db.Reports.SingleOrDefault(r => r.Id == reportId) is not { } report) return [];
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        var roles = Reading.Roles(card);
        if (errand.Kind == ErrandKind.ReadersWidened) roles = [(int)Role.Oversight];
        if (errand.Kind == ErrandKind.DirectorDecided) roles = [.. roles.Where(r => r == (int)Role.Officer)];
        var staff = Staff(db, errand, roles, report.Number);
        return errand.Kind == ErrandKind.Danger ? [.. Duty(errand, card, report.Number), .. staff] : [.. staff];
    }

    // A message that was taken back has lost the reporter's seal: nothing is told of it.
    private static bool Shown(JournalDb db, ReporterLetter letter) =>
        letter.Message is not { } message || db.Seals.Any(s => s.SubjectId == message && s.Kind == (int)SealKind.MessageKey && s.Group == 0);

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

    // A request that was answered, taken back or lapsed since waits for nobody; who may no longer read the report is not told of an answer.
    private List<Recipient> OfOpening(JournalDb db, Errand errand, Guid opening)
    {
        if (db.Openings.SingleOrDefault(o => o.Id == opening) is not { } row) return [];
        var card = keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, opening);
        var report = keys.Cards.Open(db.Reports.Single(r => r.Id == row.ReportId).Card, CardJson.Default.ReportCard, row.ReportId);
        Func<StaffPerson, bool> told = errand.Kind is ErrandKind.OpeningWaits
            ? s => card.Stage is OpeningStage.Waiting && s.Card.Role == Role.Custodian
            : s => s.Id == card.Asker && Reading.Roles(report).Contains((int)card.AskerRole);
        return [.. People(db).Where(s => told(s) && !errand.Done.Contains(s.Id))
            .Select(s => new Recipient(s.Card.Email, s.Card.Language, s.Id, null, false))];
    }

    // Each with the dates of what he works or decides; who has none is not written to.
    private IReadOnlyList<Recipient> Reminded(JournalDb db, Errand errand)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        if (errand.Day != today.ToDateOnly()) return [];
        var dates = new Dictionary<Role, IReadOnlyList<DueDate>>();
        return [.. People(db).Where(p => p.Card.Role.Reads() && !errand.Done.Contains(p.Id))
            .Select(p => (p, Dates: dates.TryGetValue(p.Card.Role, out var known) ? known : dates[p.Card.Role] = digest.For(db, p.Card.Role, today)))
            .Where(x => x.Dates.Count > 0)
            .Select(x => new Recipient(x.p.Card.Email, x.p.Card.Language, x.p.Id, null, false) { Waits = x.Dates.Count, Due = x.Dates.Count(d => d.Over), Dates = digest.Words(x.Dates, today, x.p.Card.Language) })];
    }

    private List<StaffPerson> People(JournalDb db) => [.. db.ActiveStaff(keys.Cards).Where(p => p.Card.Email.Length > 0)];

    // A deputy stands in where there is no director to be told.
    private static Role? DirectorRole(IEnumerable<StaffPerson> people) =>
        people.Select(p => p.Card.Role).Where(r => r is Role.Director or Role.Deputy).Order().Cast<Role?>().FirstOrDefault();

    private IEnumerable<Recipient> Staff(JournalDb db, Errand errand, int[] roles, string? number)
    {
        var everyone = People(db);
        var informs = number is null ? null : DirectorRole(everyone);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        // Who stands in is informed in place of who is away; both are of one group, so nobody is told who could not read before.
        var standsIn = everyone.Where(s => roles.Contains((int)s.Card.Role)).ToLookup(s => s.Card.SubstituteOn(today) ?? Guid.Empty, s => s.Card.Role);
        return everyone
            .Where(s => roles.Contains((int)s.Card.Role) && !errand.Done.Contains(s.Id))
            .Select(s => new Recipient(s.Card.Email, s.Card.Language, s.Id, null, informs is { } role && (s.Card.Role == role || standsIn[s.Id].Contains(role)), number) { StandsIn = standsIn[s.Id].Any() });
    }

    private IEnumerable<Recipient> Duty(Errand errand, ReportCard card, string number) =>
        provisions.Now.Duty(AstanaTime.DayOf(time.GetUtcNow().ToInstant()))
            .Where(c => c.Email.Length > 0 && !(c.Id is { } id && errand.Done.Contains(id)) && !(c.Place is { } place && errand.DutyDone.Contains(place)))
            .Where(c => !(card.DirectorExcluded && c.Role == "director") && !(card.OfficerExcluded && c.Role == "officer"))
            .Select(c => new Recipient(c.Email, Language.Kk, c.Id, c.Place, false, number));
}

/// <summary>One address, the language to write in, and whose it is: a member of the staff or an entered duty contact (an id), or a configured one (a place).</summary>
internal sealed record Recipient(string Address, Language Language, Guid? Person, int? Duty, bool IsDirector, string? Number = null)
{
    /// <summary>Whether this person stands in for somebody today; the letter says so.</summary>
    public bool StandsIn { get; init; }

    /// <summary>How many reports wait for this person's decision.</summary>
    public int Waits { get; init; }

    /// <summary>The legal dates of a digest, a line each: number, clock, day.</summary>
    public string Dates { get; init; } = "";

    /// <summary>Of how many of them a legal date is today or has passed.</summary>
    public int Due { get; init; }

    /// <summary>The errand after this recipient has it.</summary>
    public Errand Took(Errand errand) =>
        Person is { } person ? errand with { Done = [.. errand.Done, person] }
        : Duty is { } place ? errand with { DutyDone = [.. errand.DutyDone, place] }
        : errand;

    /// <inheritdoc/>
    public override string ToString() => nameof(Recipient);
}

using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>Who gets a notice, resolved at the moment of sending: a person excluded since it was written is not told.</summary>
internal sealed class Recipients(Database database, LineKeys keys, Provisions provisions, TimeProvider time)
{
    private static readonly int[] Readers = [(int)Role.Officer, (int)Role.Director, (int)Role.Deputy, (int)Role.Oversight];

    /// <summary>Everyone who has not had this errand yet.</summary>
    public IReadOnlyList<Recipient> Of(Errand errand)
    {
        if (errand is { Kind: ErrandKind.Invitation, To: { } address }) return [new(address, Language.Kk, null, null, false)];
        using var db = database.Read();
        if (errand.Kind == ErrandKind.DutyChanged) return [.. Staff(db, errand, Readers, null)];
        if (errand.Report is not { } reportId) return [];
        if (db.Reports.SingleOrDefault(r => r.Id == reportId) is not { } report) return [];
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        var staff = Staff(db, errand, Reading.Roles(card), report.Number);
        return errand.Kind == ErrandKind.Danger ? [.. Duty(errand, card, report.Number), .. staff] : [.. staff];
    }

    private IEnumerable<Recipient> Staff(JournalDb db, Errand errand, int[] roles, string? number)
    {
        var everyone = db.ActiveStaff(keys.Cards);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        // Who stands in is informed in place of who is away; both are of one group, so nobody is told who could not read before.
        var standsIn = everyone.Where(s => roles.Contains((int)s.Card.Role)).ToLookup(s => s.Card.SubstituteOn(today) ?? Guid.Empty, s => s.Card.Role);
        return everyone
            .Where(s => roles.Contains((int)s.Card.Role) && !errand.Done.Contains(s.Id) && s.Card.Email.Length > 0)
            .Select(s => new Recipient(s.Card.Email, s.Card.Language, s.Id, null, number is not null && (s.Card.Role == Role.Director || standsIn[s.Id].Contains(Role.Director)), number) { StandsIn = standsIn[s.Id].Any() });
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

    /// <summary>The errand after this recipient has it.</summary>
    public Errand Took(Errand errand) =>
        Person is { } person ? errand with { Done = [.. errand.Done, person] }
        : Duty is { } place ? errand with { DutyDone = [.. errand.DutyDone, place] }
        : errand;

    /// <inheritdoc/>
    public override string ToString() => nameof(Recipient);
}

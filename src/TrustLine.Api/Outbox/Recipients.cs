using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>Who gets a notice, resolved at the moment of sending: a person excluded since it was written is not told.</summary>
internal sealed class Recipients(Database database, LineKeys keys, IOptions<OrganisationOptions> organisation, TimeProvider time)
{
    /// <summary>Everyone who has not had this errand yet.</summary>
    public IReadOnlyList<Recipient> Of(Errand errand)
    {
        if (errand is { Kind: ErrandKind.Invitation, To: { } address }) return [new(address, Language.Kk, null, null, false)];
        if (errand.Report is not { } reportId) return [];
        using var db = database.Read();
        if (db.Reports.SingleOrDefault(r => r.Id == reportId) is not { } report) return [];
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
        var roles = Reading.Roles(card);
        var everyone = db.ActiveStaff(keys.Cards);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        // Who stands in is informed in place of who is away; both are of one group, so nobody is told who could not read before.
        var standsIn = everyone.Where(s => roles.Contains((int)s.Card.Role)).ToLookup(s => s.Card.SubstituteOn(today) ?? Guid.Empty, s => s.Card.Role);
        var staff = everyone
            .Where(s => roles.Contains((int)s.Card.Role) && !errand.Done.Contains(s.Id) && s.Card.Email.Length > 0)
            .Select(s => new Recipient(s.Card.Email, s.Card.Language, s.Id, null, s.Card.Role == Role.Director || standsIn[s.Id].Contains(Role.Director), report.Number) { StandsIn = standsIn[s.Id].Any() });
        return errand.Kind == ErrandKind.Danger ? [.. Duty(errand, card, report.Number), .. staff] : [.. staff];
    }

    private IEnumerable<Recipient> Duty(Errand errand, ReportCard card, string number) =>
        organisation.Value.Duty.Select((contact, place) => (contact, place))
            .Where(x => x.contact.Email.Length > 0 && !errand.DutyDone.Contains(x.place))
            .Where(x => !(card.DirectorExcluded && x.contact.Role == "director") && !(card.OfficerExcluded && x.contact.Role == "officer"))
            .Select(x => new Recipient(x.contact.Email, Language.Kk, null, x.place, false, number));
}

/// <summary>One address, the language to write in, and whose it is.</summary>
internal sealed record Recipient(string Address, Language Language, Guid? Staff, int? Duty, bool IsDirector, string? Number = null)
{
    /// <summary>Whether this person stands in for somebody today; the letter says so.</summary>
    public bool StandsIn { get; init; }

    /// <summary>The errand after this recipient has it.</summary>
    public Errand Took(Errand errand) =>
        Staff is { } member ? errand with { Done = [.. errand.Done, member] }
        : Duty is { } place ? errand with { DutyDone = [.. errand.DutyDone, place] }
        : errand;

    /// <inheritdoc/>
    public override string ToString() => nameof(Recipient);
}

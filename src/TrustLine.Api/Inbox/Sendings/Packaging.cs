using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// The package for the competent body (6.3(1), 10.7): covering letter, masked content, list of files, made at the moment of looking from the parts that are sealed and the law and
/// names of the day. Each making is an entry, with who and when, before anything is shown. The identity is never in it.
/// </summary>
internal sealed class Packaging(CaseTurn turn, LineKeys keys, Provisions provisions, TimeProvider time)
{
    /// <summary>Whether there is a package and this role is the one to send it: the engine recommends or a person decided that the report goes to another body.</summary>
    public static bool IsReady(Report report, ReportCard card, Role role) =>
        report.Open && role.Works(card) && (card.Disposition is Disposition.Redirect || card.Decided is DecisionKind.Refer);

    /// <summary>Makes it; null when there is none for this person. Without a body chosen it goes to the one that is proposed.</summary>
    public async Task<PackageView?> MakeAsync(StaffVisit visit, Guid id, Guid? to, Language language)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !IsReady(opened.Report, opened.Card, visit.Role)) return null;
        var now = time.GetUtcNow();
        var today = AstanaTime.DayOf(now.ToInstant());
        var reading = new CaseReading(opened, visit, keys, now);
        if ((to is { } chosen ? provisions.Now.Addressees.Find(chosen, today) : null) is not { } body && (body = PackageFace.Proposed(reading, provisions.Now)) is null) return null;
        var view = PackageFace.Of(reading, provisions.Now, body, OfficeTexts.In(language), now);
        var answer = await turn.TakeAsync(visit, id, null, (act, _, _) =>
            act.Record(Scope.Report, id, new Fact(FactKind.PackageMade, now, visit.Member) { About = body.Id, Day = today.ToDateOnly() }), opened.Card.Readers);
        return answer is ActAnswer.Done ? view : null;
    }
}

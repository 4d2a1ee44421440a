using NodaTime.Extensions;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Administration;

/// <summary>Shows those who read reports who is told at once of danger, and every change of it: an alarm led astray is seen by them, not by its author alone.</summary>
internal sealed class DutyPages(Provisions provisions, HistoryWords history, OfficePages pages, TimeProvider time)
{
    public IResult Open(HttpContext http)
    {
        var t = OfficeTexts.In(http.Visit().Language);
        var now = provisions.Now;
        var contacts = now.Duty(AstanaTime.DayOf(time.GetUtcNow().ToInstant()));
        var changes = now.Subjects(Matter.Duty).Select(g => g.ToList())
            .SelectMany(about => about.Select((entry, n) => (entry.Card.At, View: Named(history.Of(about[..(n + 1)], Fields.Of(Matter.Duty), t)[0], entry, t))))
            .OrderByDescending(x => x.At).Select(x => x.View);
        return OfficePages.Page<DutyPage>(new
        {
            Frame = pages.Frame(http),
            View = new DutyView([.. contacts.Select(c => new DutyLine(c.Email, c.Phone, t["choice.role." + c.Role]))], contacts is [{ Id: null }, ..], [.. changes]),
        });
    }

    // A later change names what it changed alone; here, among others, it also says whose it is.
    private static HistoryView Named(HistoryView view, Entered entry, OfficeTexts t) =>
        view.Changes.Any(c => c.Label == t["field.email"]) ? view : view with { Changes = [(t["field.email"], entry.Card["email"]), .. view.Changes] };
}

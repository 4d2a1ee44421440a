using System.Globalization;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Administration;

/// <summary>
/// The calendar's page: days that an act makes free or working, and years that are confirmed. Before a change is entered the page shows how
/// many running dates it would move: counts alone, since a number would name a case and its series who is accused.
/// </summary>
internal sealed partial class CalendarPages(Provisions provisions, ProvisionDesk desk, Recount recount, HistoryWords history, OfficePages pages, TimeProvider time)
{
    private static readonly FieldRule What = new("what", FieldKind.Choice, Choices: [nameof(CalendarChange.Off), nameof(CalendarChange.Working), nameof(CalendarChange.Moved)]);

    // One form for the three: the second day is asked for by a move alone.
    private static readonly FieldRule[] DayForm = [What, .. Fields.Of(CalendarChange.Moved).Select(r => r.Id == "other" ? r with { Required = false } : r)];

    private LocalDate Today => AstanaTime.DayOf(time.GetUtcNow().ToInstant());

    public IResult Open(HttpContext http) => Page(http, [], null, null);

    /// <summary>Shows what a change would do, or enters it as it was shown.</summary>
    public async Task<IResult> ChangeAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        var t = OfficeTexts.In(visit.Language);
        if (!Enum.TryParse<CalendarChange>(form["what"], out var change) || !Enum.IsDefined(change)) return Page(http, [new("what", t.With("admin.wrong.choice", t["field.what"]))], form, null);
        var (values, wrong) = FieldCheck.Read(Fields.Of(change), f => form[f], t);
        values["what"] = change.ToString();
        var standing = provisions.Now.About(Provided.TheCalendar);
        if (wrong.Count == 0) wrong.AddRange(Wrong(change, values, standing, t));
        if (wrong.Count > 0) return Page(http, wrong, form, null);

        var seen = standing.Count == 0 ? 0 : standing[^1].Ordinal;
        var next = new Entered(Provided.TheCalendar, seen + 1, new(Matter.Calendar, time.GetUtcNow(), visit.Member, values));
        // Entered is only what was shown, and only while the calendar is still the one that it was shown for.
        var shown = form["shown"] == Shown(values) && form["seen"] == seen.ToString(CultureInfo.InvariantCulture);
        if (shown && await desk.EnterAsync(Matter.Calendar, Provided.TheCalendar, seen, values, visit.Member)) return Results.Redirect("/office/calendar?done=calendar");
        var overtaken = form["shown"] == Shown(values);
        return Page(http, overtaken ? [new("shown", t["admin.wrong.overtaken"])] : [], form, Preview(next, standing, t), overtaken ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private IEnumerable<WrongField> Wrong(CalendarChange change, Dictionary<string, string> values, IReadOnlyList<Entered> standing, OfficeTexts t)
    {
        var calendar = provisions.Now.Days.Calendar;
        LocalDate Day(string field) => LocalDatePattern.Iso.Parse(values[field]).Value;
        if (values.ContainsKey("actDate") && Day("actDate") > Today) yield return new("actDate", t["admin.wrong.future"]);
        if (change == CalendarChange.Withdrawn)
        {
            if (!EnteredDays.Standing(standing).Any(e => e.Ordinal.ToString(CultureInfo.InvariantCulture) == values["entry"])) yield return new("entry", t["admin.wrong.entry"]);
            yield break;
        }

        if (change == CalendarChange.Year)
        {
            if (!int.TryParse(values["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || !calendar.Knows(year)) yield return new("year", t["admin.wrong.year"]);
            else if (calendar.IsConfirmed(year)) yield return new("year", t["admin.wrong.confirmed"]);
            yield break;
        }

        foreach (var (field, working) in change == CalendarChange.Moved ? [("date", false), ("other", true)] : new[] { ("date", change == CalendarChange.Working) })
        {
            if (!calendar.Knows(Day(field).Year)) yield return new(field, t["admin.wrong.year"]);
            else if (calendar.Day(Day(field)) is var day && day.Working == working) yield return new(field, t.With(working ? "admin.wrong.works" : "admin.wrong.free", t.Day(day.Date), day.ReasonIn(t.Language)));
        }
    }

    private PreviewView Preview(Entered next, IReadOnlyList<Entered> standing, OfficeTexts t)
    {
        var (before, after) = (EnteredDays.Of(standing), EnteredDays.Of([.. standing, next]));
        var touched = EnteredDays.Change(next.Card) == CalendarChange.Withdrawn
            ? standing.Where(e => e.Ordinal.ToString(CultureInfo.InvariantCulture) == next.Card["entry"]).SelectMany(e => EnteredDays.Days(e.Card))
            : EnteredDays.Days(next.Card);
        var lines = touched.Select(d => t.With("calendar.becomes", t.Day(d.Date), before.Day(d.Date).ReasonIn(t.Language), after.Day(d.Date).ReasonIn(t.Language))).ToList();
        if (lines.Count == 0) lines.Add(Words(next, t));
        return new(lines, recount.Preview(after), [.. next.Card.Values, new("seen", (next.Ordinal - 1).ToString(CultureInfo.InvariantCulture)), new("shown", Shown(next.Card.Values))]);
    }

    private static string Shown(IReadOnlyDictionary<string, string> values) => string.Join('|', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key + "=" + v.Value));
}

using System.Globalization;
using Microsoft.Extensions.Primitives;
using NodaTime;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Administration;

/// <summary>The calendar's page as it is shown: entries, years, the warning, the forms.</summary>
internal sealed partial class CalendarPages
{
    private const int Autumn = 10;

    private IResult Page(HttpContext http, IReadOnlyList<WrongField> wrong, IFormCollection? typed, PreviewView? preview, int status = StatusCodes.Status200OK)
    {
        var t = OfficeTexts.In(http.Visit().Language);
        var now = provisions.Now;
        var entries = now.About(Provided.TheCalendar);
        var what = typed?["what"].ToString() ?? "";
        return OfficePages.Page<CalendarPage>(new
        {
            Frame = pages.Frame(http),
            View = new CalendarView
            {
                Seen = entries.Count == 0 ? 0 : entries[^1].Ordinal,
                Warning = Warning(now.Days.Calendar, t),
                Entries = [.. Entries(entries, t)],
                Years = [.. now.Days.Calendar.Years.Where(y => y.Year >= Today.Year - 1).Select(y => Year(y, now.Days.Calendar, entries))],
                Form = FormView.Of(DayForm, f => what == nameof(CalendarChange.Year) ? "" : typed?[f].ToString() ?? "", t),
                YearForm = FormView.Of(Fields.Of(CalendarChange.Year), f => what == nameof(CalendarChange.Year) ? typed![f].ToString() : "", t),
                Preview = preview,
            },
            Wrong = (IReadOnlyList<WrongField>)[.. wrong.Select(w => w with { Field = OnPage(w.Field, what, typed) })],
            Done = OrganisationPages.Done(http, t),
        }, status);
    }

    // The forms of one page have fields of the same names: errors lead to those of their own form.
    private static string OnPage(string field, string what, IFormCollection? typed) => (field, what) switch
    {
        ("shown", _) => field,
        (_, nameof(CalendarChange.Year)) => "year-" + field,
        (_, nameof(CalendarChange.Withdrawn)) => "ground-" + typed?["entry"],
        _ => field,
    };

    // From October the coming year must not be taken for settled: its moved days are published about then.
    private string? Warning(WorkingCalendar calendar, OfficeTexts t)
    {
        var year = Today.Year;
        if (calendar.Knows(year) && !calendar.IsConfirmed(year)) return t.With("calendar.warn", year);
        if (Today.Month < Autumn) return null;
        return !calendar.Knows(year + 1) ? t.With("calendar.warn.none", year + 1) : !calendar.IsConfirmed(year + 1) ? t.With("calendar.warn", year + 1) : null;
    }

    private IEnumerable<EntryLine> Entries(IReadOnlyList<Entered> entries, OfficeTexts t)
    {
        var withdrawals = entries.Where(e => EnteredDays.Change(e.Card) == CalendarChange.Withdrawn).ToLookup(e => e.Card["entry"]);
        foreach (var entry in entries.Reverse().Where(e => EnteredDays.Change(e.Card) != CalendarChange.Withdrawn))
        {
            var end = withdrawals[entry.Ordinal.ToString(CultureInfo.InvariantCulture)].FirstOrDefault();
            var act = EnteredDays.Act(entry.Card);
            yield return new(
                entry.Ordinal, Words(entry, t), t.With("calendar.act", act.Title.In(t.Language), act.Number, t.Day(act.Date)), t.Moment(entry.Card.At), history.NameOf(entry.Card.By),
                end is null ? null : t.With("calendar.withdrawn", t.Moment(end.Card.At), history.NameOf(end.Card.By), end.Card["ground"]), end is null);
        }
    }

    private static string Words(Entered entry, OfficeTexts t) => EnteredDays.Change(entry.Card) switch
    {
        CalendarChange.Off => t.With("calendar.off", t.Day(entry.Day("date")!.Value)),
        CalendarChange.Working => t.With("calendar.working", t.Day(entry.Day("date")!.Value)),
        CalendarChange.Moved => t.With("calendar.moved", t.Day(entry.Day("date")!.Value), t.Day(entry.Day("other")!.Value)),
        CalendarChange.Year => t.With("calendar.year", entry.Card["year"]),
        CalendarChange.Withdrawn => t["calendar.back"],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static YearLine Year(CalendarYear year, WorkingCalendar calendar, IReadOnlyList<Entered> entries)
    {
        var days = Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year.Year)).Count(n => calendar.IsWorking(new LocalDate(year.Year, 1, 1).PlusDays(n)));
        var entered = EnteredDays.Standing(entries).Any(e => EnteredDays.Change(e.Card) == CalendarChange.Year && e.Card["year"] == year.Year.ToString(CultureInfo.InvariantCulture));
        return new(year.Year, year.Confirmed, days, entered ? year.Source : "");
    }
}

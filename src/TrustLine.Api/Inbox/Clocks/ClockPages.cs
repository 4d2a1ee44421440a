using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox.Clocks;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Inbox;

/// <summary>The legal dates of a case explained on a page of their own, to be printed and checked: the rule with its article, the start, each day that did not count and why. Nothing of what was reported.</summary>
internal sealed class ClockPages(Database database, LineKeys keys, LineCalendar days, OfficePages pages, TimeProvider time)
{
    public IResult Open(HttpContext http, Guid id)
    {
        var visit = http.Visit();
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null) return pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
        var frame = pages.Frame(http);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        var clocks = opened.Card.Clocks.Select(c => View(c, ClocksFace.Explained(c, opened.Report, days), DueWords.Of(c, today, days.Now.Calendar, frame.T), visit.Language));
        return OfficePages.Page<ClocksPage>(new { Frame = frame, View = new ClockSheet(id, opened.Report.Number, [.. clocks]) });
    }

    private static ExplainedClock View(RunningClock clock, ExplainedDate due, DueView words, Language language)
    {
        var term = due.Term;
        string Event(string key) => Explanations.EventInWords(key, language);
        return new("clock." + clock.Kind, words, clock.StoppedAt, clock.Dropped, due.Lines(language))
        {
            Term = Explanations.TermInWords(term, language),
            Article = $"{StatuteBook.Current.ActOn(term.Act, due.Start).Name(language)}, {term.Article}",
            From = term.From.ToDateOnly(),
            Until = term.Until?.ToDateOnly(),
            Starts = Event(term.StartEvent),
            Counts = Explanations.CountInWords(term, language),
            Ends = Explanations.EndInWords(term, language),
            Stops = [.. term.Stops.Select(Event)],
            Restarts = term.Restart is { } restart ? Event(restart) : null,
        };
    }
}

/// <summary>All clocks of one case.</summary>
public sealed record ClockSheet(Guid Id, string Number, IReadOnlyList<ExplainedClock> Clocks);

/// <summary>One clock: how it stands, how its date came about, and its rule.</summary>
public sealed record ExplainedClock(string NameKey, DueView Due, DateTimeOffset? StoppedAt, bool Dropped, IReadOnlyList<string> Steps)
{
    /// <summary>The term in words.</summary>
    public required string Term { get; init; }

    /// <summary>The act, under its name of the day on which the clock started, and its article.</summary>
    public required string Article { get; init; }

    /// <summary>First day of the rule's validity.</summary>
    public required DateOnly From { get; init; }

    /// <summary>First day on which this wording no longer held; null while it does.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>The event that starts it.</summary>
    public required string Starts { get; init; }

    /// <summary>Which day counts first.</summary>
    public required string Counts { get; init; }

    /// <summary>What a day off at the end does.</summary>
    public required string Ends { get; init; }

    /// <summary>What stops it.</summary>
    public required IReadOnlyList<string> Stops { get; init; }

    /// <summary>What starts it anew; null when nothing does.</summary>
    public required string? Restarts { get; init; }
}

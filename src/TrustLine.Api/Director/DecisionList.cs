using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Director;

/// <summary>What those who decide see first: what waits for them, each with its clock and whether they were informed in time, and what was decided and is overdue.</summary>
internal sealed class DecisionList(Database database, LineKeys keys, ReportRows rows, Waiting waiting, LineCalendar days, TimeProvider time)
{
    private const int MostShown = 25;
    private const int MostLookedAt = 1000; // A page never reads all rows; behind this many open cases the numbers say "at least".

    public DecisionListView For(StaffVisit visit)
    {
        using var db = database.Read();
        var t = OfficeTexts.In(visit.Language);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        var names = new Dictionary<Guid, string?>();
        string? Name(Guid id) => names.TryGetValue(id, out var known) ? known
            : names[id] = db.Staff.SingleOrDefault(s => s.Id == id) is { } who ? keys.Cards.Open(who.Card, CardJson.Default.StaffCard, id).Name : null;
        List<DecisionRow> Rows(List<(Guid Id, ReportCard Card)> shown)
        {
            var cards = shown.ToDictionary(s => s.Id, s => s.Card);
            return [.. rows.Of(db, visit, [.. cards.Keys]).Select(row => new DecisionRow(row, InformedWords.Of(cards[row.Id], today, days.Now.Calendar, t, Name)))];
        }

        var (waits, due, seen) = (0, 0, 0);
        var (undecided, overdue) = (new List<(Guid, ReportCard)>(), new List<(Guid, ReportCard)>());
        foreach (var (report, card) in waiting.Open(db, visit.Role).Take(MostLookedAt))
        {
            seen++;
            var over = card.NextDue < today.ToDateOnly();
            var target = Waiting.Waits(card) ? undecided : over ? overdue : null;
            if (Waiting.Waits(card))
            {
                waits++;
                if (card.NextDue <= today.ToDateOnly()) due++;
            }

            if (target is { Count: < MostShown }) target.Add((report.Id, card));
        }

        return new(Rows(undecided), Rows(overdue), waits, due, seen == MostLookedAt);
    }
}

/// <summary>The page of those who decide.</summary>
/// <param name="Undecided">What waits, nearest or longest overdue legal date first.</param>
/// <param name="Overdue">What was decided and whose term has passed.</param>
/// <param name="Waits">How many wait.</param>
/// <param name="Due">Of how many of them a legal date is today or has passed.</param>
/// <param name="More">Whether there may be more than that.</param>
public sealed record DecisionListView(IReadOnlyList<DecisionRow> Undecided, IReadOnlyList<DecisionRow> Overdue, int Waits, int Due, bool More)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DecisionListView);
}

/// <summary>One report of that page, and whether the director was informed of it in time. Prints nothing.</summary>
public sealed record DecisionRow(RowView Row, InformedView Informed)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DecisionRow);
}

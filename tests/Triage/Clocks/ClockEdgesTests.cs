using System.Text.Json;
using NodaTime;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Tests.Triage.Clocks;

/// <summary>Where a day, a month, a year or an hour that came twice begins or ends, and how an arrival becomes a day of registration.</summary>
public class ClockEdgesTests
{
    private static readonly StatutoryClock Clock = StatutoryClock.Published;

    [Theory]
    [InlineData("reply", "2026-11-20T17:59:59", "2026-12-11")]
    [InlineData("reply", "2026-11-20T18:00:00", "2026-12-14")]
    [InlineData("reply", "2026-11-20T23:59:59", "2026-12-14")]
    [InlineData("reply", "2026-12-31T17:59:59", "2027-01-26")]
    [InlineData("reply", "2026-12-31T18:00:00", "2027-01-27")]
    [InlineData("reply", "2027-01-01T00:00:00", "2027-01-27")]
    [InlineData("director-informed", "2026-12-31T18:00:00", "2027-01-06")]
    [InlineData("director-informed", "2026-12-31T17:59:59", "2027-01-01")]
    [InlineData("forward", "2026-11-20T23:59:59", "2026-11-25")]
    [InlineData("forward", "2026-11-21T00:00:00", "2026-11-25")]
    [InlineData("reply", "2024-02-29T17:59:59", "2024-03-27")]
    [InlineData("reply", "2024-02-29T18:00:00", "2024-03-28")]
    // 17:30Z and 18:30Z are both 23:30 of that day; 19:00Z is the next.
    [InlineData("data-breach", "2024-02-29T17:30:00Z", "2024-03-01")]
    [InlineData("data-breach", "2024-02-29T18:30:00Z", "2024-03-01")]
    [InlineData("data-breach", "2024-02-29T23:30:00", "2024-03-01")]
    [InlineData("data-breach", "2024-02-29T19:00:00Z", "2024-03-04")]
    // The same hour of the day before and after the change: +06 and +05.
    [InlineData("reply", "2024-02-28T12:00:00Z", "2024-03-27")]
    [InlineData("reply", "2024-03-04T12:59:59Z", "2024-03-29")]
    [InlineData("reply", "2024-03-04T13:00:00Z", "2024-04-01")]
    [InlineData("protection", "2024-02-29", "2027-02-28")]
    [InlineData("discipline", "2024-01-31", "2024-02-29")]
    [InlineData("reply-extension", "2023-12-29", "2024-02-29")]
    public void A_date_at_the_edge(string kind, string start, string due)
    {
        using var json = JsonDocument.Parse(ClockAnswer.ToJson(kind, start));
        Assert.Equal(due, json.RootElement.GetProperty("due").GetString());
    }

    [Fact]
    public void How_an_arrival_became_a_day_of_registration_is_told_day_by_day()
    {
        var due = Clock.Due(ClockKinds.Reply, OfficeHoursTests.At("2026-12-31T18:30:00"));
        Assert.Equal(new LocalDate(2027, 1, 5), due.Start);
        var lines = due.Lines(Language.En);
        Assert.Equal("Start: report received, 31 December 2026.", lines[0]);
        Assert.Equal("It came after the working day (at 18:00 or later).", lines[1]);
        Assert.StartsWith("No registration on 1 January 2027: New Year: ", lines[2]);
        Assert.Equal("So the day of registration is 5 January 2027 (article 64(3) APPC).", lines[6]);
        // What was off before the term began is no day that the term skipped.
        Assert.All(due.Skipped, day => Assert.True(day.Date > due.Start));
        // A day once given explains itself in the same words from the two days alone.
        Assert.Equal(lines, Clock.Due(ClockKinds.Reply, due.Start, new LocalDate(2026, 12, 31)).Lines(Language.En));
        Assert.Equal("Start: report registered, 20 November 2026.", Clock.Due(ClockKinds.Reply, new LocalDate(2026, 11, 20), new LocalDate(2026, 11, 20)).Lines(Language.En)[0]);
    }

    [Fact]
    public void Every_term_says_how_it_starts_ends_stops_and_starts_again_in_three_languages()
    {
        foreach (var kind in StatuteBook.Current.Deadlines.Kinds)
        {
            var term = StatuteBook.Current.Deadlines.Find(kind, new LocalDate(2026, 11, 20), out _)!;
            // Only protection ends by itself; everything else ends by what somebody does.
            Assert.Equal(kind == ClockKinds.Protection, term.Stops.Count == 0);
            foreach (var language in Enum.GetValues<Language>())
            {
                Assert.All(term.Stops.Append(term.StartEvent).Append(term.Restart ?? term.StartEvent), e => Assert.NotEmpty(Explanations.EventInWords(e, language)));
                Assert.NotEmpty(Explanations.EndInWords(term, language));
                Assert.NotEmpty(Explanations.CountInWords(term, language));
            }
        }

        // Words of a machine are no answer: nothing but an answer on the substance stops the term for it.
        Assert.Equal(["answer"], StatuteBook.Current.Deadlines.Find(ClockKinds.Reply, new LocalDate(2026, 11, 20), out _)!.Stops);
        Assert.Equal(["answer"], StatuteBook.Current.Deadlines.Find(ClockKinds.ReplyExtension, new LocalDate(2026, 11, 20), out _)!.Stops);
        using var json = JsonDocument.Parse(ClockAnswer.ToJson("inspection", "2026-11-20"));
        var written = json.RootElement.GetProperty("term");
        Assert.Equal("consent", written.GetProperty("restarts").GetString());
        Assert.Equal("next_working_day", written.GetProperty("end_on_day_off").GetString());
        Assert.Equal("conclusion", written.GetProperty("stops")[0].GetString());
    }
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TrustLine.Tests.Triage.Clocks;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Tests.Triage.Statutes;

/// <summary>A law that changes on a day: what began before it is counted and judged as it was, what begins on it by the new words.</summary>
public class ChangedLawTests
{
    private static readonly LocalDate Turn = new(2027, 1, 1);

    [Fact]
    public void Old_cases_replay_under_the_law_of_their_day()
    {
        var changed = Law("deadlines.csv", text => Twice(text, "reply,REPLY,15,", "reply,REPLY,20,"));
        var (now, then) = (StatutoryClock.Published, new StatutoryClock(new WorkingCalendar(law: changed), changed.Deadlines));
        Prop.ForAll(WorkingCalendarTests.AnyDay().ToArbitrary(), start =>
        {
            var (before, after) = (now.Due(ClockKinds.Reply, start), then.Due(ClockKinds.Reply, start));
            return start < Turn ? before.Date == after.Date && before.Lines(Language.Ru).SequenceEqual(after.Lines(Language.Ru)) : after.Date > before.Date;
        }).QuickCheckThrowOnFailure();
        Assert.Equal(15, then.Due(ClockKinds.Reply, new LocalDate(2026, 12, 31)).Term.Value);
        Assert.Equal(20, then.Due(ClockKinds.Reply, Turn).Term.Value);
        // An arrival on the eve that is registered under the new law is counted by the new law.
        Assert.Equal(20, then.Due(ClockKinds.Reply, OfficeHoursTests.At("2026-12-31T18:00:00")).Term.Value);
    }

    [Fact]
    public void A_ground_keeps_the_words_of_its_day()
    {
        var first = StatuteFile.Text("grounds.json");
        var at = first.IndexOf("  {", StringComparison.Ordinal);
        var end = first.IndexOf("\n  }", StringComparison.Ordinal) + 4;
        var row = first[at..end];
        var law = Law("grounds.json", text => text[..at]
            + row.Replace("\"until\": null", "\"until\": \"2027-01-01\"", StringComparison.Ordinal) + ",\n"
            + row.Replace("\"from\": \"2024-01-01\"", "\"from\": \"2027-01-01\"", StringComparison.Ordinal).Replace("6.3(1), 10.9", "6.3(1) new", StringComparison.Ordinal) + text[end..]);
        Assert.Equal("6.3(1), 10.9", law.Ground(GroundKeys.Anonymous, Turn.PlusDays(-1))!.Clause);
        Assert.Equal("6.3(1) new", law.Ground(GroundKeys.Anonymous, Turn)!.Clause);
        Assert.Null(law.Ground(GroundKeys.Anonymous, new LocalDate(2000, 1, 1)));
    }

    [Fact]
    public void Two_wordings_never_hold_on_the_same_day()
    {
        var faults = Assert.Throws<StatutesInvalidException>(() => Law("deadlines.csv", text => text + "reply,REPLY,20,working_days,registration,day_after,next_working_day,answer,,3,2027-01-01,,appc,76,\"test\"\n")).Faults;
        Assert.Contains("deadlines.csv: rows of reply overlap", faults);
        Assert.Contains("deadlines.csv: reply has no words for the event nothing",
            Assert.Throws<StatutesInvalidException>(() => Law("deadlines.csv", text => text.Replace("next_working_day,answer,extension", "next_working_day,nothing,extension", StringComparison.Ordinal))).Faults);
        Assert.NotEmpty(Assert.Throws<StatutesInvalidException>(() => Law("deadlines.csv", _ => "kind,code\nreply,REPLY\n")).Faults);
        Assert.Throws<StatutesInvalidException>(() => StatuteBook.With(new Dictionary<string, string> { ["other.csv"] = "" }));
    }

    [Fact]
    public void A_moved_day_of_another_calendar_moves_the_dates_over_it_alone()
    {
        var law = Law("kz_nonworking_days.csv", text => text + "2026-11-30,substituted_day_off,Day off (substituted from 12/05/2026),\"test\"\n2026-12-05,working_weekend,Working Saturday (day off moved to a weekday),\"test\"\n");
        var then = new StatutoryClock(new WorkingCalendar(law: law), law.Deadlines);
        Assert.Equal(new LocalDate(2026, 12, 5), then.Due(ClockKinds.Inspection, new LocalDate(2026, 11, 21)).Date);
        Assert.Equal(new LocalDate(2026, 12, 11), then.Due(ClockKinds.Reply, new LocalDate(2026, 11, 20)).Date); // One day taken, one given.
        Assert.Equal(StatutoryClock.Published.Due(ClockKinds.Forward, new LocalDate(2026, 11, 20)).Date, then.Due(ClockKinds.Forward, new LocalDate(2026, 11, 20)).Date);
    }

    private static StatuteBook Law(string file, Func<string, string> change) => StatuteBook.With(new Dictionary<string, string> { [file] = change(StatuteFile.Text(file)) });

    // The row as it is, until the turn; and from the turn on with its beginning replaced.
    private static string Twice(string text, string begins, string becomes)
    {
        var row = text.Split('\n').Single(line => line.StartsWith(begins, StringComparison.Ordinal));
        return text.Replace(row, row.Replace(",2021-07-01,,", ",2021-07-01,2027-01-01,", StringComparison.Ordinal) + "\n" + row.Replace(begins, becomes, StringComparison.Ordinal).Replace(",2021-07-01,,", ",2027-01-01,,", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Triage.Clocks;

/// <summary>Days that the administrator enters over the published calendar: what they may do to a date, and what they must not.</summary>
public class EnteredDaysTests
{
    private static readonly WorkingCalendar Published = WorkingCalendar.Published;
    private static readonly Decree Act = new("117", new LocalDate(2026, 4, 10), new("Демалыс күнін ауыстыру туралы", "О переносе выходного дня", "On moving a day off"));
    private static readonly string[] CountedKinds = [ClockKinds.Reply, ClockKinds.Forward, ClockKinds.Inspection, ClockKinds.Materials, ClockKinds.ReplyExtension];

    [Fact]
    public void A_day_made_free_never_brings_a_date_forward() =>
        Prop.ForAll(Cases().ToArbitrary(), c => Due(c, Calendar(c.Free, working: false)) >= Due(c, Published)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_made_working_never_puts_a_date_off() =>
        Prop.ForAll(Cases().ToArbitrary(), c => Due(c, Calendar(c.Free, working: true)) <= Due(c, Published)).QuickCheckThrowOnFailure();

    [Fact]
    public void More_days_made_free_never_bring_it_forward_either() =>
        Prop.ForAll(Cases().ToArbitrary(), c => Due(c, Calendar(c.Free, working: false)) >= Due(c, Calendar(c.Free.Skip(1), working: false))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_entered_and_entered_back_leaves_every_date_as_it_was() =>
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var there = c.Free.Select(d => new CalendarException(d, !Published.IsWorking(d), Act));
            var back = c.Free.Select(d => new CalendarException(d, Published.IsWorking(d), Act));
            return Due(c, new WorkingCalendar([.. there, .. back])) == Due(c, Published);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_outside_the_term_moves_nothing() =>
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var due = Due(c, Published);
            var outside = c.Free.Where(d => d <= c.Start || d > due.PlusDays(1)).Where(d => d != due);
            return Due(c, Calendar(outside, working: false)) == due;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Counting_forth_and_back_stays_inverse_over_entered_days() =>
        Prop.ForAll(Cases().ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), (c, count) =>
        {
            var calendar = Calendar(c.Free, working: false);
            var start = calendar.IsWorking(c.Start) ? c.Start : calendar.NextWorkingDay(c.Start);
            return calendar.AddWorkingDays(calendar.AddWorkingDays(start, count), -count) == start;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Language.Kk, "30.11.2026 есепке кірмейді: қосымша демалыс күні: Демалыс күнін ауыстыру туралы (10.04.2026 күнгі № 117 акт).", "05.12.2026 есепке кіреді: қосымша жұмыс күні: Демалыс күнін ауыстыру туралы (10.04.2026 күнгі № 117 акт).")]
    [InlineData(Language.Ru, "30.11.2026 не считается: дополнительный выходной день: О переносе выходного дня (акт № 117 от 10.04.2026).", "05.12.2026 считается: дополнительный рабочий день: О переносе выходного дня (акт № 117 от 10.04.2026).")]
    [InlineData(Language.En, "30 November 2026 does not count: additional day off: On moving a day off (act No. 117 of 10 April 2026).", "5 December 2026 counts: additional working day: On moving a day off (act No. 117 of 10 April 2026).")]
    public void A_date_names_the_act_that_moved_it(Language language, string skipped, string counted)
    {
        var calendar = new WorkingCalendar([new(new LocalDate(2026, 11, 30), false, Act), new(new LocalDate(2026, 12, 5), true, Act)]);
        var due = new StatutoryClock(calendar).Due(ClockKinds.Reply, new LocalDate(2026, 11, 20));
        Assert.Equal(new LocalDate(2026, 12, 11), due.Date); // One day taken, one given.
        Assert.Contains(skipped, due.Lines(language));
        Assert.Contains(counted, due.Lines(language));
    }

    private static LocalDate Due(Case c, WorkingCalendar calendar) => new StatutoryClock(calendar).Due(c.Kind, c.Start).Date;

    private static WorkingCalendar Calendar(IEnumerable<LocalDate> days, bool working) => new(days.Select(d => new CalendarException(d, working, Act)));

    private static Gen<Case> Cases() =>
        from start in WorkingCalendarTests.AnyDay()
        from kind in Gen.Elements(CountedKinds)
        from days in Gen.Choose(-3, 70).ListOf(6)
        select new Case(kind, start, [.. days.Select(n => start.PlusDays(n))]);

    private sealed record Case(string Kind, LocalDate Start, IReadOnlyList<LocalDate> Free)
    {
        public override string ToString() => $"{Kind} from {Start:uuuu-MM-dd} with {string.Join(' ', Free.Select(d => d.ToString("uuuu-MM-dd", null)))}";
    }
}

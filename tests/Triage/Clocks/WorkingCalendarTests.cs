using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Triage.Clocks;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Published;
    private static readonly Decree Order = new("12", new LocalDate(2027, 6, 1), new("3 шілдеден ауыстыру", "перенос с 3 июля", "moved from 3 July"));

    // law.md 5.4: working days of each year by the data.
    [Theory]
    [InlineData(2016, 245)]
    [InlineData(2017, 245)]
    [InlineData(2018, 246)]
    [InlineData(2019, 246)]
    [InlineData(2020, 246)]
    [InlineData(2021, 245)]
    [InlineData(2022, 246)]
    [InlineData(2023, 246)]
    [InlineData(2024, 249)]
    [InlineData(2025, 246)]
    [InlineData(2026, 247)]
    [InlineData(2027, 247)]
    [InlineData(2028, 245)]
    [InlineData(2029, 247)]
    [InlineData(2030, 247)]
    public void The_year_has_its_working_days(int year, int expected) => Assert.Equal(expected, Days(year, year).Count(Calendar.IsWorking));

    [Fact]
    public void Every_day_of_the_data_is_what_the_rule_of_the_file_says()
    {
        var kinds = File.ReadLines(Repository.File("src", "TrustLine.Triage", "Statutes", "kz_nonworking_days.csv")).Skip(1)
            .Select(line => line.Split(',')).ToLookup(cells => LocalDatePattern.Iso.Parse(cells[0]).Value, cells => cells[1]);
        var checkedDays = 0;
        foreach (var date in Days(2016, 2030))
        {
            var weekday = date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
            var off = kinds[date].Any(kind => kind is "public_holiday" or "observed_day_off" or "religious_day_off" or "religious_day_off_estimated" or "substituted_day_off");
            var expected = kinds[date].Contains("working_weekend") || (weekday && !off);
            Assert.True(expected == Calendar.IsWorking(date), LocalDatePattern.Iso.Format(date));
            checkedDays++;
        }

        Assert.Equal(5479, checkedDays);
    }

    [Theory]
    [InlineData("2020-05-11", true, DayKind.WorkingWeekdayException)]
    [InlineData("2020-05-08", false, DayKind.SubstitutedDayOff)]
    [InlineData("2024-05-04", true, DayKind.WorkingWeekend)]
    [InlineData("2024-05-08", false, DayKind.SubstitutedDayOff)]
    [InlineData("2025-01-05", true, DayKind.WorkingWeekend)]
    [InlineData("2025-01-07", false, DayKind.ReligiousDayOff)]
    [InlineData("2026-05-27", false, DayKind.ReligiousDayOff)]
    [InlineData("2026-08-31", true, DayKind.WorkingWeekdayException)]
    [InlineData("2027-03-15", false, DayKind.PublicHoliday)]
    [InlineData("2026-11-21", false, DayKind.Weekend)]
    [InlineData("2026-11-20", true, DayKind.WorkingDay)]
    public void Days_that_other_calendars_get_wrong(string date, bool working, DayKind kind)
    {
        var day = Calendar.Day(Parse(date));
        Assert.Equal((working, kind), (day.Working, day.Kind));
        Assert.NotEmpty(day.Source);
    }

    [Fact]
    public void Every_day_off_says_why_in_three_languages()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var day in Days(2016, 2030).Select(Calendar.Day).Where(d => !d.Working))
            {
                var reason = day.ReasonIn(language);
                Assert.NotEmpty(reason);
                Assert.DoesNotContain("kind.", reason);
                if (day.Kind is DayKind.PublicHoliday or DayKind.ObservedDayOff or DayKind.ReligiousDayOff or DayKind.ReligiousDayOffEstimated) Assert.Contains(": ", reason);
                if (language != Language.En) Assert.DoesNotMatch("[A-Za-z]{3}", reason);
            }
        }
    }

    [Fact]
    public void Years_without_data_are_refused()
    {
        Assert.Equal(2015, Assert.Throws<CalendarYearUnknownException>(() => Calendar.IsWorking(new LocalDate(2015, 12, 31))).Year);
        Assert.Equal(2031, Assert.Throws<CalendarYearUnknownException>(() => Calendar.NextWorkingDay(new LocalDate(2030, 12, 31))).Year);
        Assert.Throws<CalendarYearUnknownException>(() => Calendar.IsConfirmed(2031));
        Assert.False(Calendar.Knows(2031));
    }

    [Fact]
    public void Years_to_2026_are_confirmed_and_later_ones_are_estimates() =>
        Assert.All(Calendar.Years, year => Assert.Equal(year.Year <= 2026, Calendar.IsConfirmed(year.Year)));

    [Fact]
    public void The_administrators_entry_wins_over_the_file()
    {
        var calendar = new WorkingCalendar(
            [new(new LocalDate(2027, 7, 5), false, Order), new(new LocalDate(2027, 7, 3), true, Order)],
            [new CalendarYear(2027, true, "order 12")]);
        Assert.False(calendar.IsWorking(new LocalDate(2027, 7, 5)));
        Assert.True(calendar.IsWorking(new LocalDate(2027, 7, 3)));
        Assert.True(calendar.IsConfirmed(2027));
        Assert.Equal("moved from 3 July (act No. 12 of 1 June 2027)", calendar.Day(new LocalDate(2027, 7, 5)).Source);
        Assert.Equal("дополнительный выходной день: перенос с 3 июля (акт № 12 от 01.06.2027)", calendar.Day(new LocalDate(2027, 7, 5)).ReasonIn(Language.Ru));
        Assert.Equal("қосымша жұмыс күні: 3 шілдеден ауыстыру (01.06.2027 күнгі № 12 акт)", calendar.Day(new LocalDate(2027, 7, 3)).ReasonIn(Language.Kk));
        Assert.True(Calendar.IsWorking(new LocalDate(2027, 7, 5)));
    }

    // law.md 5.6
    [Theory]
    [InlineData("2024-04-30", "2024-05-02", "2024-05-04", "2024-05-17", "2024-05-24")]
    [InlineData("2024-12-31", "2025-01-05", "2025-01-08", "2025-01-17", "2025-01-24")]
    [InlineData("2025-12-26", "2025-12-29", "2025-12-31", "2026-01-14", "2026-01-21")]
    [InlineData("2026-03-05", "2026-03-06", "2026-03-11", "2026-03-20", "2026-04-01")]
    [InlineData("2026-05-06", "2026-05-08", "2026-05-13", "2026-05-22", "2026-06-01")]
    [InlineData("2026-08-28", "2026-08-31", "2026-09-02", "2026-09-11", "2026-09-18")]
    [InlineData("2026-11-20", "2026-11-23", "2026-11-25", "2026-12-04", "2026-12-11")]
    [InlineData("2026-12-15", "2026-12-17", "2026-12-21", "2026-12-30", "2027-01-11")]
    [InlineData("2027-03-12", "2027-03-16", "2027-03-18", "2027-04-01", "2027-04-08")]
    [InlineData("2020-05-06", "2020-05-11", "2020-05-13", "2020-05-22", "2020-05-29")]
    public void The_vectors_of_the_law_hold(string registered, string one, string three, string ten, string fifteen)
    {
        var start = Parse(registered);
        Assert.Equal(Parse(one), Calendar.AddWorkingDays(start, 1));
        Assert.Equal(Parse(three), Calendar.AddWorkingDays(start, 3));
        Assert.Equal(Parse(ten), Calendar.AddWorkingDays(start, 10));
        Assert.Equal(Parse(fifteen), Calendar.AddWorkingDays(start, 15));
        // The same through the clocks that people use.
        Assert.Equal(Parse(one), StatutoryClock.Published.Due(ClockKinds.Materials, start).Date);
        Assert.Equal(Parse(three), StatutoryClock.Published.Due(ClockKinds.Forward, start).Date);
        Assert.Equal(Parse(ten), StatutoryClock.Published.Due(ClockKinds.Inspection, start).Date);
        Assert.Equal(Parse(fifteen), StatutoryClock.Published.Due(ClockKinds.Reply, start).Date);
    }

    [Fact]
    public void Adding_and_taking_away_working_days_are_inverse_from_a_working_day() =>
        Prop.ForAll(AnyDay().Where(Calendar.IsWorking).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (date, count) =>
            Calendar.AddWorkingDays(Calendar.AddWorkingDays(date, count), -count) == date).QuickCheckThrowOnFailure();

    [Fact]
    public void The_next_working_day_is_the_first_after() =>
        Prop.ForAll(AnyDay().ToArbitrary(), date =>
        {
            var next = Calendar.NextWorkingDay(date);
            return next > date && Calendar.IsWorking(next) && Days(date.PlusDays(1), next.PlusDays(-1)).All(d => !Calendar.IsWorking(d));
        }).QuickCheckThrowOnFailure();

    internal static Gen<LocalDate> AnyDay() => Gen.Choose(0, 5100).Select(n => new LocalDate(2016, 4, 1).PlusDays(n));

    internal static LocalDate Parse(string date) => LocalDatePattern.Iso.Parse(date).Value;

    private static IEnumerable<LocalDate> Days(int from, int to) => Days(new LocalDate(from, 1, 1), new LocalDate(to, 12, 31));

    private static IEnumerable<LocalDate> Days(LocalDate from, LocalDate to)
    {
        for (var day = from; day <= to; day = day.PlusDays(1)) yield return day;
    }
}

using NodaTime;
using NodaTime.Text;
using TrustLine.Triage.Clocks;

namespace TrustLine.Tests.Triage.Clocks;

public class OfficeHoursTests
{
    private static readonly OfficeHours Hours = new(WorkingCalendar.Published);

    [Theory]
    [InlineData("2026-11-20T08:59:59", false, "2026-11-20")]
    [InlineData("2026-11-20T09:00:00", true, "2026-11-20")]
    [InlineData("2026-11-20T17:59:59", true, "2026-11-20")]
    [InlineData("2026-11-20T17:59:59.9999999", true, "2026-11-20")]
    [InlineData("2026-11-20T18:00:00", false, "2026-11-23")]
    [InlineData("2026-11-20T23:59:59", false, "2026-11-23")]
    [InlineData("2026-11-21T12:00:00", false, "2026-11-23")]
    [InlineData("2026-11-22T23:59:59", false, "2026-11-23")]
    [InlineData("2026-11-23T00:00:00", false, "2026-11-23")]
    [InlineData("2024-05-03T18:00:00", false, "2024-05-04")]
    [InlineData("2024-05-04T12:00:00", true, "2024-05-04")]
    [InlineData("2024-05-04T18:00:00", false, "2024-05-06")]
    [InlineData("2025-01-05T10:00:00", true, "2025-01-05")]
    [InlineData("2026-12-31T17:59:59", true, "2026-12-31")]
    [InlineData("2026-12-31T18:00:00", false, "2027-01-05")]
    [InlineData("2024-02-29T17:59:59", true, "2024-02-29")]
    [InlineData("2024-02-29T18:00:00", false, "2024-03-01")]
    [InlineData("2020-05-11T09:00:00", true, "2020-05-11")]
    public void Open_and_legal_day_at_the_edges(string wall, bool open, string legalDay)
    {
        var moment = At(wall);
        Assert.Equal(open, Hours.IsOpen(moment));
        Assert.Equal(WorkingCalendarTests.Parse(legalDay), Hours.LegalDayOf(moment));
    }

    [Fact]
    public void Working_weekends_can_be_closed_and_stay_working_days()
    {
        var closed = new OfficeHours(WorkingCalendar.Published, openOnWorkingWeekends: false);
        var saturday = At("2024-05-04T12:00:00");
        Assert.False(closed.IsOpen(saturday));
        Assert.Equal(new LocalDate(2024, 5, 4), closed.LegalDayOf(saturday));
        Assert.Equal(At("2024-05-06T09:00:00"), closed.NextOpening(saturday));
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00", "2026-11-20T10:00:00")]
    [InlineData("2026-11-20T07:00:00", "2026-11-20T09:00:00")]
    [InlineData("2026-11-20T18:00:00", "2026-11-23T09:00:00")]
    [InlineData("2026-12-31T18:00:00", "2027-01-05T09:00:00")]
    public void The_next_opening(string now, string next) => Assert.Equal(At(next), Hours.NextOpening(At(now)));

    [Fact]
    public void The_hour_that_came_twice_on_29_February_2024_stays_on_its_day()
    {
        // 18:30Z is 23:30 for the second time; 17:30Z was 23:30 for the first.
        Assert.Equal(new LocalDate(2024, 2, 29), AstanaTime.DayOf(Instant.FromUtc(2024, 2, 29, 17, 30)));
        Assert.Equal(new LocalDate(2024, 2, 29), AstanaTime.DayOf(Instant.FromUtc(2024, 2, 29, 18, 30)));
        Assert.Equal(new LocalDate(2024, 3, 1), AstanaTime.DayOf(Instant.FromUtc(2024, 2, 29, 19, 0)));
        Assert.Equal(new LocalDate(2024, 3, 1), Hours.LegalDayOf(Instant.FromUtc(2024, 2, 29, 18, 30)));
        Assert.Equal(Instant.FromUtc(2024, 2, 29, 18, 30), AstanaTime.Moment(new LocalDateTime(2024, 2, 29, 23, 30)));
    }

    [Fact]
    public void The_zone_data_knows_the_change_of_2024()
    {
        AstanaTime.SelfTest();
        Assert.Throws<InvalidOperationException>(() => AstanaTime.SelfTest(DateTimeZone.ForOffset(Offset.FromHours(6))));
        Assert.Throws<InvalidOperationException>(() => AstanaTime.SelfTest(DateTimeZoneProviders.Tzdb["Asia/Qyzylorda"]));
        Assert.NotEmpty(AstanaTime.ZoneVersion);
    }

    internal static Instant At(string wall) => AstanaTime.Moment(LocalDateTimePattern.ExtendedIso.Parse(wall).Value);
}

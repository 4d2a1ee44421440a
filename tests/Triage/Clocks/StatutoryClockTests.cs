using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Tests.Triage.Clocks;

public class StatutoryClockTests
{
    private static readonly StatutoryClock Clock = StatutoryClock.Published;

    [Theory]
    [InlineData("registration", "2026-11-20", "2026-11-20")]
    [InlineData("redirect", "2026-11-21", "2026-11-21")]
    [InlineData("director-informed", "2026-11-20", "2026-11-21")]
    [InlineData("director-informed", "2026-12-31", "2027-01-01")]
    [InlineData("reply", "2026-11-20", "2026-12-11")]
    [InlineData("reply-extension", "2026-12-11", "2027-02-11")]
    [InlineData("reply-extension", "2026-12-31", "2027-03-01")]
    [InlineData("reply-extension-notice", "2026-12-11", "2026-12-17")]
    [InlineData("forward", "2026-11-20", "2026-11-25")]
    [InlineData("return", "2026-11-20", "2026-11-25")]
    [InlineData("termination-notice", "2026-11-20", "2026-11-25")]
    [InlineData("recusal", "2026-11-20", "2026-11-25")]
    [InlineData("recusal-notice", "2026-11-20", "2026-11-24")]
    [InlineData("inspection", "2026-11-20", "2026-12-04")]
    [InlineData("inspection-extension", "2026-12-04", "2026-12-21")]
    [InlineData("materials", "2026-11-20", "2026-11-23")]
    [InlineData("discipline-explanation", "2026-11-20", "2026-11-24")]
    [InlineData("discipline", "2027-01-31", "2027-02-28")]
    [InlineData("discipline", "2026-10-21", "2026-11-21")]
    [InlineData("protection", "2026-11-20", "2029-11-20")]
    [InlineData("protection", "2028-02-29", "2031-02-28")]
    [InlineData("sitting-materials", "2026-11-23", "2026-11-18")]
    [InlineData("sitting-protocol", "2026-11-20", "2026-11-25")]
    [InlineData("commission", "2026-11-20", "2026-12-20")]
    [InlineData("authorised-body", "2026-11-20", "2026-12-05")]
    [InlineData("data-breach", "2026-11-20", "2026-11-23")]
    [InlineData("data-withdrawal", "2026-11-20", "2026-12-11")]
    [InlineData("data-objection", "2026-11-20", "2026-11-25")]
    [InlineData("complaint-forward", "2026-11-20", "2026-11-25")]
    [InlineData("complaint", "2026-11-30", "2027-02-28")]
    [InlineData("complaint-unnamed", "2026-08-31", "2027-02-28")]
    [InlineData("interest-notice", "2026-11-20", "2026-11-25")]
    [InlineData("interest-recommendation", "2026-11-20", "2026-12-04")]
    [InlineData("interest-measure", "2026-11-20", "2026-12-04")]
    [InlineData("file-access", "2026-11-20", "2026-11-25")]
    public void The_clock_ends_on_its_day(string kind, string start, string due)
    {
        var date = Clock.Due(kind, WorkingCalendarTests.Parse(start));
        Assert.Equal(WorkingCalendarTests.Parse(due), date.Date);
        Assert.NotEmpty(date.Term.Article);
        Assert.NotEmpty(date.Term.Source);
    }

    [Fact]
    public void Every_kind_of_the_catalogue_is_in_the_table_above()
    {
        var tried = typeof(StatutoryClockTests).GetMethod(nameof(The_clock_ends_on_its_day))!.GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute)).Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!);
        Assert.Empty(StatuteBook.Current.Deadlines.Kinds.Except(tried));
    }

    [Fact]
    public void Every_kind_that_code_names_is_in_the_catalogue() =>
        Assert.All(typeof(ClockKinds).GetFields(), field => Assert.Contains((string)field.GetValue(null)!, StatuteBook.Current.Deadlines.Kinds));

    [Theory]
    [InlineData("2026-11-20T17:59:59", "2026-11-20", "2026-12-11")]
    [InlineData("2026-11-20T18:00:00", "2026-11-23", "2026-12-14")]
    [InlineData("2026-11-21T10:00:00", "2026-11-23", "2026-12-14")]
    [InlineData("2026-11-23T08:00:00", "2026-11-23", "2026-12-14")]
    public void A_registration_at_a_moment_counts_from_its_legal_day(string wall, string start, string due)
    {
        var date = Clock.Due(ClockKinds.Reply, OfficeHoursTests.At(wall));
        Assert.Equal((WorkingCalendarTests.Parse(start), WorkingCalendarTests.Parse(due)), (date.Start, date.Date));
        Assert.Equal(date.Start != AstanaTime.DayOf(OfficeHoursTests.At(wall)), date.Steps.Any(s => s.What == StepKind.LegalDay));
    }

    [Fact]
    public void Other_events_count_from_the_day_in_Astana() =>
        Assert.Equal(new LocalDate(2026, 11, 25), Clock.Due(ClockKinds.Forward, OfficeHoursTests.At("2026-11-20T23:30:00")).Date);

    [Fact]
    public void Every_skipped_day_is_named_with_its_reason()
    {
        var due = Clock.Due(ClockKinds.Reply, new LocalDate(2026, 12, 15));
        Assert.Equal(new LocalDate(2027, 1, 11), due.Date);
        Assert.Equal(["2026-12-16", "2026-12-19", "2026-12-20", "2026-12-26", "2026-12-27", "2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04", "2027-01-07", "2027-01-09", "2027-01-10"],
            due.Skipped.Select(d => NodaTime.Text.LocalDatePattern.Iso.Format(d.Date)));
        Assert.All(due.Skipped, day => Assert.NotEmpty(day.Reason));
        Assert.True(due.Estimated);
        Assert.False(Clock.Due(ClockKinds.Reply, new LocalDate(2026, 11, 20)).Estimated);
    }

    [Fact]
    public void The_end_moves_from_a_day_off_only_where_the_rule_says_so()
    {
        var extension = Clock.Due(ClockKinds.ReplyExtension, new LocalDate(2026, 9, 21));
        Assert.Equal(new LocalDate(2026, 11, 23), extension.Date);
        Assert.Equal(2, extension.Steps.Count(s => s.What == StepKind.EndMoved));
        Assert.Equal(new LocalDate(2026, 11, 21), Clock.Due(ClockKinds.Discipline, new LocalDate(2026, 10, 21)).Date);
    }

    [Fact]
    public void A_rule_younger_than_the_event_says_so()
    {
        Assert.Contains(Clock.Due(ClockKinds.Reply, new LocalDate(2020, 5, 6)).Steps, s => s.What == StepKind.NotYetInForce);
        Assert.DoesNotContain(Clock.Due(ClockKinds.Reply, new LocalDate(2026, 5, 6)).Steps, s => s.What == StepKind.NotYetInForce);
    }

    [Fact]
    public void An_unknown_kind_and_an_unknown_year_are_refused()
    {
        Assert.Throws<ClockKindUnknownException>(() => Clock.Due("tomorrow", new LocalDate(2026, 1, 1)));
        Assert.Throws<CalendarYearUnknownException>(() => Clock.Due(ClockKinds.Reply, new LocalDate(2030, 12, 20)));
        Assert.Equal(new LocalDate(2033, 11, 20), Clock.Due(ClockKinds.Protection, new LocalDate(2030, 11, 20)).Date);
    }

    [Fact]
    public void A_working_day_term_never_ends_on_a_day_off_and_never_runs_backwards()
    {
        var kinds = StatuteBook.Current.Deadlines.Kinds.Where(k => Clock.Due(k, new LocalDate(2026, 6, 1)).Term.End == EndRule.NextWorkingDay).ToArray();
        Prop.ForAll(WorkingCalendarTests.AnyDay().ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), Gen.Elements(kinds).ToArbitrary(), (start, later, kind) =>
        {
            var due = Clock.Due(kind, start);
            return WorkingCalendar.Published.IsWorking(due.Date) && due.Date >= start && Clock.Due(kind, start.PlusDays(later)).Date >= due.Date;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Calendar_terms_are_monotone_too()
    {
        var kinds = StatuteBook.Current.Deadlines.Kinds.ToArray();
        Prop.ForAll(WorkingCalendarTests.AnyDay().ToArbitrary(), Gen.Elements(kinds).ToArbitrary(), (start, kind) =>
            Clock.Due(kind, start.PlusDays(1)).Date >= Clock.Due(kind, start).Date).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Working_days_between_start_and_end_are_the_term() =>
        Prop.ForAll(WorkingCalendarTests.AnyDay().ToArbitrary(), start =>
        {
            var due = Clock.Due(ClockKinds.Reply, start).Date;
            var count = 0;
            for (var day = start.PlusDays(1); day <= due; day = day.PlusDays(1)) if (WorkingCalendar.Published.IsWorking(day)) count++;
            return count == 15;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_date_explains_itself_in_three_languages()
    {
        foreach (var kind in StatuteBook.Current.Deadlines.Kinds)
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                var due = Clock.Due(kind, new LocalDate(2026, 12, 25));
                var lines = due.Lines(language);
                Assert.Equal(due.Steps.Count, lines.Count);
                Assert.All(lines, line => Assert.DoesNotContain("{", line));
                Assert.Contains(lines, line => line.Contains(due.Term.Article));
                Assert.Contains(lines, line => line.Contains(Explanations.Day(due.Date, language)));
            }
        }
    }

    [Theory]
    [InlineData(Language.Ru, 1, "1 рабочий день")]
    [InlineData(Language.Ru, 2, "2 рабочих дня")]
    [InlineData(Language.Ru, 11, "11 рабочих дней")]
    [InlineData(Language.Ru, 15, "15 рабочих дней")]
    [InlineData(Language.Ru, 21, "21 рабочий день")]
    [InlineData(Language.Ru, 22, "22 рабочих дня")]
    [InlineData(Language.Kk, 15, "15 жұмыс күні")]
    [InlineData(Language.En, 1, "1 working day")]
    [InlineData(Language.En, 15, "15 working days")]
    public void Terms_are_counted_as_the_language_counts(Language language, int value, string words)
    {
        var term = Clock.Due(ClockKinds.Reply, new LocalDate(2026, 6, 1)).Term with { Value = value };
        Assert.Equal(words, Explanations.TermInWords(term, language));
    }

    [Theory]
    [InlineData("2026-11-20", "2026-12-11")]
    [InlineData("2026-11-20T17:59:59", "2026-12-11")]
    [InlineData("2026-11-20T18:00", "2026-12-14")]
    [InlineData("2026-11-20 17:30", "2026-12-11")]
    [InlineData("2026-11-20T12:59:59Z", "2026-12-11")]
    [InlineData("2026-11-20T13:00:00Z", "2026-12-14")]
    [InlineData("2026-11-20T18:00:00+05:00", "2026-12-14")]
    [InlineData("2026-11-20T18:00+06:00", "2026-12-11")]
    public void The_verb_clock_reads_what_people_type(string start, string due)
    {
        using var json = JsonDocument.Parse(ClockAnswer.ToJson("reply", start));
        Assert.Equal(due, json.RootElement.GetProperty("due").GetString());
        Assert.Equal("76(1), 76(2)", json.RootElement.GetProperty("article").GetString());
        foreach (var language in new[] { "kk", "ru", "en" })
            Assert.True(json.RootElement.GetProperty("explanation").GetProperty(language).GetArrayLength() >= 4);
        Assert.All(json.RootElement.GetProperty("skipped").EnumerateArray(), day => Assert.NotEmpty(day.GetProperty("reason").GetString()!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("20.11.2026")]
    public void The_verb_clock_refuses_what_is_no_date_without_quoting_it(string start)
    {
        var refusal = Assert.Throws<ClockStartException>(() => ClockAnswer.ToJson("reply", start));
        if (start.Length > 0) Assert.DoesNotContain(start, refusal.Message);
    }

    [Fact]
    public void The_verb_calendar_writes_a_line_a_day()
    {
        var lines = CalendarCsv.Rows(new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31)).ToList();
        Assert.Equal("date,working,kind,reason", lines[0]);
        Assert.Equal(366, lines.Count);
        Assert.Equal(247, lines.Count(l => l.Contains(",true,")));
        Assert.StartsWith("2026-01-01,false,public_holiday,New Year's Day", lines[1]);
        Assert.Equal("2026-11-20,true,working_day,", lines[324]);
        Assert.Throws<CalendarYearUnknownException>(() => CalendarCsv.Rows(new LocalDate(2030, 12, 1), new LocalDate(2031, 1, 1)));
        Assert.Throws<ArgumentException>(() => CalendarCsv.Rows(new LocalDate(2026, 2, 1), new LocalDate(2026, 1, 1)));
    }
}

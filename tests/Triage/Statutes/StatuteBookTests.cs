using NodaTime;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Tests.Triage.Statutes;

public class StatuteBookTests
{
    [Fact]
    public void The_law_of_this_build_loads_and_every_row_names_its_source()
    {
        var book = StatuteBook.Current;
        Assert.Equal(321, book.Days.Count);
        Assert.Equal(Enumerable.Range(2016, 15), book.Years.Keys.Order());
        Assert.All(book.Days, day => Assert.NotEmpty(day.Source));
        Assert.All(book.Acts, act => Assert.All(Enum.GetValues<Language>(), language => Assert.NotEmpty(act.Name(language))));
        Assert.Equal("Административный процедурно-процессуальный кодекс Республики Казахстан", book.ActOn("appc", new LocalDate(2026, 1, 1)).Name(Language.Ru));
    }

    [Fact]
    public void Every_code_of_the_deadline_catalogue_has_a_row()
    {
        // law.md 7.10, first column.
        string[] codes = ["REG", "CRIME_REDIRECT", "GD_INFORM", "FORWARD", "RETURN", "REPLY", "EXT_MAX", "EXT_NOTICE", "TERM_NOTICE", "RECUSAL", "FILE_ACCESS", "COMPLAINT_UP", "COMPLAINT_FILE", "CHECK", "MATERIALS", "EXPLANATION", "DISCIPLINE", "COI_PASS", "COI_RECOM", "COI_MEASURE", "PROTECT", "COMM_MATERIALS", "COMM_PROTOCOL", "COMM_DECIDE", "AUTH_CONSIDER", "PD_BREACH", "PD_WITHDRAW", "PD_OBJECT"];
        var catalogue = StatuteBook.Current.Deadlines;
        var known = catalogue.Kinds.Select(kind => catalogue.Find(kind, new LocalDate(2026, 11, 20), out _)!.Code).ToHashSet();
        Assert.Equal(codes.Order(), known.Order());
    }

    [Fact]
    public void The_row_in_force_is_the_one_of_its_day()
    {
        DeadlineTerm Row(int value, LocalDate from, LocalDate? until) => new("reply", "REPLY", value, TermUnit.WorkingDays, "registration", CountRule.DayAfter, EndRule.NextWorkingDay, from, until, "appc", "76", "test");
        var catalogue = new DeadlineCatalogue([Row(20, new(2027, 1, 1), null), Row(15, new(2021, 7, 1), new(2027, 1, 1))]);
        Assert.Equal(15, catalogue.Find("reply", new(2026, 12, 31), out var inForce)!.Value);
        Assert.True(inForce);
        Assert.Equal(20, catalogue.Find("reply", new(2027, 1, 1), out _)!.Value);
        Assert.Equal(15, catalogue.Find("reply", new(2020, 1, 1), out inForce)!.Value);
        Assert.False(inForce);
        Assert.Null(catalogue.Find("nothing", new(2027, 1, 1), out _));
    }

    [Fact]
    public void Faults_of_a_file_are_collected_and_not_thrown_one_by_one()
    {
        var faults = new List<string>();
        var row = new StatuteRow("x.csv", 7, ["day", "n", "flag", "unit", "text"], ["2026-02-30", "many", "perhaps", "weeks", ""], faults);
        row.Day("day");
        row.Whole("n");
        row.Flag("flag");
        row.Word<TermUnit>("unit");
        row.Required("text");
        Assert.Equal(5, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("x.csv:7: ", fault));
        Assert.Contains("x.csv:7: ", new StatutesInvalidException(faults).Message);
    }

    [Fact]
    public void The_six_grounds_and_the_emergency_lane_are_complete_in_Kazakh_Russian_and_English()
    {
        Assert.Equal(["10.9-no-address", "10.9-topic", "6.3-1", "6.3-1-exception", "6.3-2", "appc-65", "emergency"], Ground.All.Select(g => g.Key).Order(StringComparer.Ordinal));
        Assert.Equal(GroundKeys.All.Append(GroundKeys.Emergency).Order(), Ground.All.Select(g => g.Key).Order());
        foreach (var ground in Ground.All)
        {
            Assert.All(ground.Texts(), text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.Matches("[әғқңөұүһі]", ground.Words.Kk);
            Assert.Matches("[әғқңөұүһі]", ground.Consequence.Kk);
            Assert.DoesNotMatch("[әғқңөұүһі]", ground.Words.Ru);
            Assert.Matches("[әғқңөұүһі]", ground.Condition.Kk);
            Assert.DoesNotMatch("[әғқңөұүһі]", ground.Condition.Ru + ground.Consequence.Ru + ground.Title.Ru);
            Assert.Equal(ground, Ground.Of(ground.Key, new LocalDate(2026, 11, 20)));
        }

        Assert.Throws<KeyNotFoundException>(() => Ground.Of("6.3-3"));
        Assert.Null(Ground.Of(GroundKeys.Anonymous, new LocalDate(2000, 1, 1)));
        // A missing address routes and never rejects; ending on 6.3 is the director's act.
        Assert.Equal(["6.3-1", "6.3-2"], Ground.All.Where(g => g.Ends).Select(g => g.Key).Order(StringComparer.Ordinal));
        Assert.Null(Ground.Of(GroundKeys.NoAddress).Clock);
    }
}

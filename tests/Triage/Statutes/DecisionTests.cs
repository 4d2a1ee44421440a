using NodaTime;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Tests.Triage.Statutes;

public class DecisionTests
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    [Fact]
    public void Every_decision_has_a_clause_in_three_languages_and_every_key_is_one_row_of_a_day()
    {
        Assert.All(Enum.GetValues<DecisionKind>(), kind => Assert.NotEmpty(DecisionRule.On(kind, Day)));
        foreach (var rule in StatuteBook.Current.Decisions)
        {
            Assert.All(rule.Texts(), text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.Matches("[әғқңөұүһі]", rule.Title.Kk);
            Assert.DoesNotMatch("[әғқңөұүһі]", rule.Title.Ru + rule.Cite.Ru);
            Assert.Equal(rule, DecisionRule.Of(rule.Key, Day));
        }

        Assert.Equal(StatuteBook.Current.Decisions.Count, StatuteBook.Current.Decisions.Select(r => r.Key).Distinct().Count());
        Assert.Null(DecisionRule.Of("end-repeat", new LocalDate(2021, 6, 30)));
        Assert.Null(DecisionRule.Of("no-such", Day));
    }

    [Theory]
    [InlineData("refer-6.3-1", ClockKinds.Redirect)]
    [InlineData("refer-appc-65", ClockKinds.Forward)]
    [InlineData("inspect-10.10", ClockKinds.Inspection)]
    [InlineData("extend-appc-76", ClockKinds.ReplyExtension)]
    [InlineData("refer-10.6", null)]
    [InlineData("unit-10.9", null)]
    public void A_clause_starts_the_clock_of_the_law(string key, string? clock) => Assert.Equal(clock, DecisionRule.Of(key, Day)!.Clock);

    [Fact]
    public void An_extended_term_ends_on_the_day_that_was_chosen_and_says_so()
    {
        var longest = StatutoryClock.Published.Due(ClockKinds.ReplyExtension, Day);
        Assert.Equal(new LocalDate(2027, 1, 20), longest.Date);
        var chosen = StatutoryClock.Published.Until(longest, new LocalDate(2026, 12, 18));
        Assert.Equal(new LocalDate(2026, 12, 18), chosen.Date);
        Assert.Contains("День, названный в решении: 18.12.2026.", chosen.Lines(Language.Ru));
        Assert.Equal("Последний день – 18.12.2026.", chosen.Lines(Language.Ru)[^1]);
        Assert.Same(longest, StatutoryClock.Published.Until(longest, new LocalDate(2027, 3, 1)));
    }
    [Fact]
    public void A_chosen_day_off_moves_to_a_working_day_and_the_date_says_why()
    {
        var longest = StatutoryClock.Published.Due(ClockKinds.ReplyExtension, Day);
        var chosen = StatutoryClock.Published.Until(longest, new LocalDate(2027, 1, 2));
        Assert.Equal(new LocalDate(2027, 1, 5), chosen.Date);
        Assert.Equal([2, 3, 4], chosen.Skipped.Select(d => d.Date.Day));
        var lines = chosen.Lines(Language.En);
        Assert.Contains("The decision names 2 January 2027.", lines);
        Assert.Contains(lines, line => line.StartsWith("The term ends on 2 January 2027 (New Year: ", StringComparison.Ordinal));
        Assert.True(chosen.Estimated);
        // Working days after the day that was named did not count for it.
        var inspection = StatutoryClock.Published.Until(StatutoryClock.Published.Due(ClockKinds.InspectionExtension, Day), new LocalDate(2026, 11, 25));
        Assert.Equal([21, 22], inspection.Skipped.Select(d => d.Date.Day));
    }
}

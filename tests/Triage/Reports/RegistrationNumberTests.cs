using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Triage.Reports;

public class RegistrationNumberTests
{
    [Fact]
    public void The_number_is_printed_as_year_series_order_and_check_digit()
    {
        var number = RegistrationNumber.Create(2026, Series.Ordinary, 123);
        Assert.Matches("^2026-000123-[0-9]$", number.ToString());
        Assert.Matches("^2026-700001-[0-9]$", RegistrationNumber.Create(2026, Series.DirectorExcluded, 1).ToString());
        Assert.Matches("^2026-899999-[0-9]$", RegistrationNumber.Create(2026, Series.OfficerExcluded, 99_999).ToString());
        Assert.Equal((2026, Series.Ordinary, 123), (number.Year, number.Series, number.Ordinal));
    }

    [Fact]
    public void The_check_digit_is_Damms()
    {
        // The published example of the scheme: 572 has the check digit 4; leading zeros change nothing.
        Assert.Equal(4, Digit("0000000572"));
    }

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        foreach (var text in Samples())
        {
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == '-') continue;
                for (var digit = '0'; digit <= '9'; digit++)
                    if (digit != text[at]) Assert.False(RegistrationNumber.TryParse(text[..at] + digit + text[(at + 1)..], out _));
            }
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_found()
    {
        foreach (var text in Samples())
        {
            var digits = text.Replace("-", "");
            for (var at = 0; at + 1 < digits.Length; at++)
            {
                if (digits[at] == digits[at + 1]) continue;
                Assert.False(RegistrationNumber.TryParse(digits[..at] + digits[at + 1] + digits[at] + digits[(at + 2)..], out _));
            }
        }
    }

    [Fact]
    public void What_was_printed_is_read_back_as_people_type_it()
    {
        foreach (var text in Samples())
        {
            foreach (var typed in new[] { text, $"  {text}\n", text.Replace("-", ""), text.Replace('-', ' '), text.Replace('-', '–'), text.Replace('-', '‑') })
            {
                Assert.True(RegistrationNumber.TryParse(typed, out var number), typed);
                Assert.Equal(text, number.ToString());
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-000123")]
    [InlineData("2026-000000-0")]
    [InlineData("２０２６-000123-7")]
    [InlineData("2026-00-0123-7")]
    [InlineData("-2026-000123-7-")]
    [InlineData("2026-000123-77777777777777777777777777777777777777777777777777777777777777777777777")]
    public void Anything_else_is_no_number(string? text) => Assert.False(RegistrationNumber.TryParse(text, out _));

    [Fact]
    public void Series_other_than_the_four_are_no_number()
    {
        for (var series = 1; series <= 6; series++)
        {
            var body = $"2026{series}00123";
            Assert.False(RegistrationNumber.TryParse(body + Digit(body), out _));
        }
    }

    [Fact]
    public void After_the_last_number_of_a_series_there_is_a_clear_refusal()
    {
        Assert.Equal(99_999, RegistrationNumber.Create(2026, Series.Ordinary, 99_999).Ordinal);
        var refusal = Assert.Throws<SeriesExhaustedException>(() => RegistrationNumber.Create(2026, Series.Ordinary, 100_000));
        Assert.Contains("2026", refusal.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => RegistrationNumber.Create(2026, Series.Ordinary, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegistrationNumber.Create(2026, (Series)3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegistrationNumber.Create(26, Series.Ordinary, 1));
    }

    [Fact]
    public void Numbers_stand_in_the_order_of_the_Journal()
    {
        var first = RegistrationNumber.Create(2026, Series.Ordinary, 2);
        var second = RegistrationNumber.Create(2026, Series.Ordinary, 10);
        Assert.True(first < second && second > first && first <= second && second >= first);
        Assert.True(second < RegistrationNumber.Create(2027, Series.Ordinary, 1));
    }

    private static IEnumerable<string> Samples()
    {
        foreach (var series in Enum.GetValues<Series>())
            foreach (var ordinal in new[] { 1, 7, 12, 123, 5_050, 12_345, 98_765, 99_999 })
                foreach (var year in new[] { 2016, 2026, 2031 })
                    yield return RegistrationNumber.Create(year, series, ordinal).ToString();
    }

    // The table of Damm's paper, written again so that the test does not trust the code's.
    private static int Digit(string digits)
    {
        string[] table = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
        return digits.Aggregate(0, (interim, c) => table[interim][c - '0'] - '0');
    }
}

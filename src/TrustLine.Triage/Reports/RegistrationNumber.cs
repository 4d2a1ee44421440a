using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TrustLine.Triage.Reports;

/// <summary>The four series of the Journal, so that no gap shows to whoever is excluded (design 5); the value is the first of the six digits.</summary>
public enum Series
{
    /// <summary>Nobody is excluded.</summary>
    Ordinary = 0,
    /// <summary>The directors are excluded.</summary>
    DirectorExcluded = 7,
    /// <summary>The officers are excluded.</summary>
    OfficerExcluded = 8,
    /// <summary>Directors and officers are excluded.</summary>
    BothExcluded = 9,
}

/// <summary>
/// The number under which a report stands in the Journal (10.6; АППК 64(2)): year, series digit and five digits of order, check digit: <c>2026-000123-7</c>.
/// The check digit is Damm's (H. M. Damm, 2004, the totally anti-symmetric quasigroup of order 10): it finds every single wrong digit and every swap of neighbours.
/// </summary>
public readonly record struct RegistrationNumber : IComparable<RegistrationNumber>
{
    /// <summary>The last order number of a series in one year.</summary>
    public const int MaxOrdinal = 99_999;

    private static ReadOnlySpan<byte> Quasigroup =>
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2,
        7, 0, 9, 2, 1, 5, 4, 8, 6, 3,
        4, 2, 0, 6, 8, 7, 1, 3, 5, 9,
        1, 7, 5, 0, 9, 8, 3, 4, 2, 6,
        6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1,
        5, 8, 6, 9, 7, 2, 0, 1, 3, 4,
        8, 9, 4, 5, 3, 6, 2, 0, 1, 7,
        9, 4, 3, 8, 6, 1, 7, 2, 0, 5,
        2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    private RegistrationNumber(int year, Series series, int ordinal)
    {
        Year = year;
        Series = series;
        Ordinal = ordinal;
    }

    /// <summary>The year of the legal day of registration.</summary>
    public int Year { get; }

    /// <summary>Which of the four series.</summary>
    public Series Series { get; }

    /// <summary>1 … 99 999 within year and series, without gaps; 0 only in the default value, which is no number.</summary>
    public int Ordinal { get; }

    /// <summary>The last digit.</summary>
    public int CheckDigit => Damm(Body());

    /// <summary>The number of this year, series and order; <see cref="SeriesExhaustedException"/> after 99 999 in one year, ArgumentOutOfRangeException for what can be no number.</summary>
    public static RegistrationNumber Create(int year, Series series, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        if (!Enum.IsDefined(series))
            throw new ArgumentOutOfRangeException(nameof(series));
        return ordinal > MaxOrdinal
            ? throw new SeriesExhaustedException(year, series)
            : new RegistrationNumber(year, series, ordinal);
    }

    /// <summary>Reads a number as people type it: blanks around it and any dash or none between the parts; a wrong check digit or unknown series is false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RegistrationNumber number)
    {
        number = default;
        if (text is null || text.Length > 64)
            return false;
        Span<char> digits = stackalloc char[11];
        var count = 0;
        foreach (var c in text.AsSpan().Trim())
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length) return false;
                digits[count++] = c;
            }
            else if (count is not (4 or 10) || !(c is '-' or ' ' || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation))
            {
                return false;
            }
        }

        if (count != digits.Length || digits[10] - '0' != Damm(digits[..10]))
            return false;
        var year = int.Parse(digits[..4], CultureInfo.InvariantCulture);
        var series = (Series)(digits[4] - '0');
        var ordinal = int.Parse(digits[5..10], CultureInfo.InvariantCulture);
        if (year < 1000 || ordinal == 0 || !Enum.IsDefined(series))
            return false;
        number = new RegistrationNumber(year, series, ordinal);
        return true;
    }

    /// <summary>Year, then series, then order.</summary>
    public int CompareTo(RegistrationNumber other) => (Year, (int)Series, Ordinal).CompareTo((other.Year, (int)other.Series, other.Ordinal));

    /// <summary>Earlier in the Journal.</summary>
    public static bool operator <(RegistrationNumber left, RegistrationNumber right) => left.CompareTo(right) < 0;

    /// <summary>Later in the Journal.</summary>
    public static bool operator >(RegistrationNumber left, RegistrationNumber right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(RegistrationNumber left, RegistrationNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(RegistrationNumber left, RegistrationNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The number as it is printed: <c>2026-000123-7</c>.</summary>
    public override string ToString()
    {
        var body = Body();
        return $"{body[..4]}-{body[4..]}-{Damm(body)}";
    }

    private string Body() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}{(int)Series}{Ordinal:00000}");

    private static int Damm(ReadOnlySpan<char> digits)
    {
        var interim = 0;
        foreach (var digit in digits)
            interim = Quasigroup[(interim * 10) + digit - '0'];
        return interim;
    }
}

/// <summary>A series of a year has given all its 99 999 numbers: the Journal needs a new form of number before the next report.</summary>
public sealed class SeriesExhaustedException(int year, Series series)
    : InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Series {(int)series} of {year} has no number left after {RegistrationNumber.MaxOrdinal}."));

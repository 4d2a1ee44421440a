using TrustLine.Api.Journal;
using TrustLine.Triage.Routing;

namespace TrustLine.Api.Administration;

/// <summary>What may stand in a field.</summary>
internal enum FieldKind
{
    /// <summary>One line of words.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Lines,

    /// <summary>A day.</summary>
    Day,

    /// <summary>One mail address.</summary>
    Email,

    /// <summary>A telephone number as people dial it.</summary>
    Phone,

    /// <summary>One of a closed list.</summary>
    Choice,
}

/// <summary>One field of a matter: what may stand in it, how long, whether it may stay empty.</summary>
internal sealed record FieldRule(string Id, FieldKind Kind, bool Required = true, int Longest = 200, IReadOnlyList<string>? Choices = null);

/// <summary>The fields of each matter, in the order of the page. Names stand in three languages: letters and pages take the one they need.</summary>
internal static class Fields
{
    /// <summary>Whom the conflict rule may leave out: director, officer, or nobody.</summary>
    public static readonly string[] DutyRoles = ["other", "director", "officer"];

    private static readonly FieldRule From = new("from", FieldKind.Day);
    private static readonly FieldRule Until = new("until", FieldKind.Day, Required: false);
    private static readonly FieldRule Ground = new("ground", FieldKind.Line, Longest: 300);

    private static readonly FieldRule[] Organisation = [.. Three("name", FieldKind.Line, 200), new("phone", FieldKind.Phone, Required: false, 40), .. Three("address", FieldKind.Line, 300, required: false), .. Three("letterhead", FieldKind.Lines, 600, required: false), From, Ground];
    private static readonly FieldRule[] Unit = [.. Three("name", FieldKind.Line, 200), From, Until, Ground];
    private static readonly FieldRule[] Addressee = [new("kind", FieldKind.Choice, Choices: Enum.GetNames<AuthorityKind>()), .. Three("name", FieldKind.Line, 300), new("address", FieldKind.Lines, Longest: 400), From, Until, Ground];
    private static readonly FieldRule[] Duty = [new("email", FieldKind.Email, Longest: 254), new("phone", FieldKind.Phone, Required: false, 40), new("role", FieldKind.Choice, Choices: DutyRoles), From, Until, Ground];

    /// <summary>The fields of a matter whose page is made of them.</summary>
    public static IReadOnlyList<FieldRule> Of(Matter matter) => matter switch
    {
        Matter.Organisation => Organisation,
        Matter.Unit => Unit,
        Matter.Addressee => Addressee,
        Matter.Duty => Duty,
        _ => throw new ArgumentOutOfRangeException(nameof(matter)),
    };

    /// <summary>The fields of a change of the calendar.</summary>
    public static IReadOnlyList<FieldRule> Of(CalendarChange change) => change switch
    {
        CalendarChange.Off or CalendarChange.Working => [new("date", FieldKind.Day), .. Act],
        CalendarChange.Moved => [new("date", FieldKind.Day), new("other", FieldKind.Day), .. Act],
        CalendarChange.Year => [new("year", FieldKind.Line), .. Act],
        CalendarChange.Withdrawn => [new("entry", FieldKind.Line), Ground],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static IEnumerable<FieldRule> Act => [new("number", FieldKind.Line, Longest: 60), new("actDate", FieldKind.Day), .. Three("title", FieldKind.Line, 200)];

    private static IEnumerable<FieldRule> Three(string name, FieldKind kind, int longest, bool required = true) =>
        new[] { "Kk", "Ru", "En" }.Select(language => new FieldRule(name + language, kind, required, longest));
}

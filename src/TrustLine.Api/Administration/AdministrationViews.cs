using TrustLine.Api.Office;

namespace TrustLine.Api.Administration;

/// <summary>One field of a form: what it is called, what was typed, what may be chosen.</summary>
public sealed record FieldView(string Id, string Label, string? Hint, string Type, int Rows, int Longest, bool Required, string Value, IReadOnlyList<ChoiceView> Choices);

/// <summary>One thing to choose.</summary>
public sealed record ChoiceView(string Value, string Label);

/// <summary>The things of one matter, those that hold first.</summary>
/// <param name="Key">The matter's key in texts.</param>
/// <param name="Address">Where its things are.</param>
/// <param name="Things">Its things.</param>
/// <param name="Note">A sentence above them that depends on their state; null where there is none.</param>
public sealed record ThingsView(string Key, string Address, IReadOnlyList<ThingLine> Things, string? Note);

/// <summary>One thing in its list.</summary>
public sealed record ThingLine(string Id, string Name, string? More, string Days, string StateKey);

/// <summary>One thing on its page: the form with what holds, and its history.</summary>
/// <param name="Key">The matter's key in texts.</param>
/// <param name="Title">Its name, or that of a new one.</param>
/// <param name="Address">Where the form is sent.</param>
/// <param name="Back">Where its list is; null for the organisation.</param>
/// <param name="Seen">How many entries the page was made after.</param>
/// <param name="Fields">The form.</param>
/// <param name="History">Its entries, newest first.</param>
public sealed record ThingView(string Key, string Title, string Address, string? Back, int Seen, IReadOnlyList<FieldView> Fields, IReadOnlyList<HistoryView> History)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ThingView);
}

/// <summary>One entry of a history: when, by whom, and what it changed.</summary>
public sealed record HistoryView(string When, string By, IReadOnlyList<(string Label, string Value)> Changes)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(HistoryView);
}

/// <summary>The calendar's page.</summary>
public sealed record CalendarView
{
    /// <summary>How many entries the page was made after.</summary>
    public required int Seen { get; init; }

    /// <summary>A sentence about next year, from October while it is not confirmed; null otherwise.</summary>
    public required string? Warning { get; init; }

    /// <summary>The entries, newest first.</summary>
    public required IReadOnlyList<EntryLine> Entries { get; init; }

    /// <summary>The years with data.</summary>
    public required IReadOnlyList<YearLine> Years { get; init; }

    /// <summary>The form of a day.</summary>
    public required IReadOnlyList<FieldView> Form { get; init; }

    /// <summary>The form of a year.</summary>
    public required IReadOnlyList<FieldView> YearForm { get; init; }

    /// <summary>What the change would do, before it is entered; null while none was typed.</summary>
    public PreviewView? Preview { get; init; }
}

/// <summary>What a change would do, in counts alone.</summary>
/// <param name="Days">What it makes of which day, in words.</param>
/// <param name="Moves">How many running dates would move.</param>
/// <param name="Hidden">The change, to be entered as it was shown.</param>
public sealed record PreviewView(IReadOnlyList<string> Days, Moves Moves, IReadOnlyList<KeyValuePair<string, string>> Hidden);

/// <summary>One entry of the calendar.</summary>
public sealed record EntryLine(int Ordinal, string Words, string Act, string When, string By, string? Withdrawn, bool Standing);

/// <summary>One year of the calendar.</summary>
public sealed record YearLine(int Year, bool Confirmed, int WorkingDays, string Source);

/// <summary>How the channels and the service stand.</summary>
public sealed record ChannelsView(IReadOnlyList<StandingLine> Channels, IReadOnlyList<StandingLine> House, string? MailTo, bool MailConfigured, (string Key, string Words)? Trial);

/// <summary>One thing that works or does not: its name, how it stands, when it last worked, what to know.</summary>
public sealed record StandingLine(string Name, string Look, string State, string? Last, string? More);

/// <summary>Who is told at once of danger, for those who read reports.</summary>
public sealed record DutyView(IReadOnlyList<DutyLine> Contacts, bool Configured, IReadOnlyList<HistoryView> History)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DutyView);
}

/// <summary>One duty contact.</summary>
public sealed record DutyLine(string Email, string Phone, string Role)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DutyLine);
}

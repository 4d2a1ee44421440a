using NodaTime;
using TrustLine.Triage.Clocks;

namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>What the service knows that the menu may ask for or say: hours, number, code, status. Prints nothing.</summary>
public sealed record CallFacts
{
    /// <summary>Today in Astana.</summary>
    public LocalDate Today { get; init; }

    /// <summary>What kind of day today is.</summary>
    public DayKind Day { get; init; }

    /// <summary>Whether this is a working day that the week does not promise: a worked Saturday or Sunday.</summary>
    public bool ExtraDay => Day is DayKind.WorkingWeekend || (Day is DayKind.EnteredWorkingDay && Today.DayOfWeek >= IsoDayOfWeek.Saturday);

    /// <summary>Whether the line is open now.</summary>
    public bool Open { get; init; }

    /// <summary>The day on which it opens next.</summary>
    public LocalDate NextOpening { get; init; }

    /// <summary>Whether reports are taken: there is somebody to seal to.</summary>
    public bool Intake { get; init; } = true;

    /// <summary>How many groups of operators can be rung at all.</summary>
    public int Groups { get; init; }

    /// <summary>Whether the caller's number came and could be called back.</summary>
    public bool CanBeCalled { get; init; }

    /// <summary>The number of the report, once it has one.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its code, until the last four digits were keyed back.</summary>
    public string Code { get; init; } = "";

    /// <summary>What was keyed in last: a number to call back.</summary>
    public string Entered { get; init; } = "";

    /// <summary>Whether what was keyed in are the last four digits of the code.</summary>
    public bool Right { get; init; }

    /// <summary>The legal day of registration.</summary>
    public LocalDate? Registered { get; init; }

    /// <summary>The day by which it is answered, or the next promised one.</summary>
    public LocalDate? AnswerBy { get; init; }

    /// <summary>The status of the report that the code opened.</summary>
    public string Status { get; init; } = "";

    /// <summary>Whether the office has written.</summary>
    public bool News { get; init; }

    /// <summary>Whether a written text of a voice waits for the reporter's answer.</summary>
    public bool Text { get; init; }

    /// <summary>Whether somebody opened the identity.</summary>
    public bool Opened { get; init; }

    /// <summary>Whether a condition of the menu holds.</summary>
    public bool Holds(string condition, CallState call) => condition.Split('&').All(c => Hold(c, call));

    /// <inheritdoc/>
    public override string ToString() => nameof(CallFacts);

    private bool Hold(string condition, CallState call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (condition.StartsWith('!')) return !Hold(condition[1..], call);
        var equal = condition.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equal < 0 ? (condition, "yes") : (condition[..equal], condition[(equal + 1)..]);
        return (name switch
        {
            "open" => YesNo(Open),
            "extraDay" => YesNo(ExtraDay),
            "intake" => YesNo(Intake),
            "staffed" => YesNo(Groups > 0),
            "caller" => YesNo(CanBeCalled),
            "code" => YesNo(Code.Length > 0),
            "right" => YesNo(Right),
            "status" => Status,
            "news" => YesNo(News),
            "text" => YesNo(Text),
            "opened" => YesNo(Opened),
            "dated" => YesNo(AnswerBy is not null),
            "waitsForDay" => YesNo(Registered > Today),
            _ => call[name] ?? "no",
        }) == value;
    }

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}

using System.Text.Json.Serialization;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Outbox;

/// <summary>Something to be sent. Who gets it is decided when it is sent, not when it is written; it never holds content or an identity.</summary>
internal sealed record Errand(ErrandKind Kind)
{
    /// <summary>The report that waits; the notice carries its number and a link.</summary>
    public Guid? Report { get; init; }

    /// <summary>The request to open an identity that waits or was answered; the notice carries neither it nor a number.</summary>
    public Guid? Opening { get; init; }

    /// <summary>Members and entered duty contacts who have it already: a retry goes to the others only.</summary>
    public IReadOnlyList<Guid> Done { get; init; } = [];

    /// <summary>Configured duty contacts (by their place in the settings) who have it already.</summary>
    public IReadOnlyList<int> DutyDone { get; init; } = [];

    /// <summary>The day in Astana for which a daily notice was made: what did not leave on it does not leave at all.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>A staff address that is no member yet, or the reporter's own. It is wiped with the errand.</summary>
    public string? To { get; init; }

    /// <summary>The link of an invitation.</summary>
    public string? Link { get; init; }

    /// <summary>What the reporter is told.</summary>
    public ReporterLetter? Letter { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}

/// <summary>The closed list of errands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrandKind>))]
internal enum ErrandKind
{
    /// <summary>A report was registered: to all who may read it. A director's copy counts as informing him (10.6).</summary>
    ReportWaits,

    /// <summary>The reporter wrote: to all who may read it.</summary>
    ReporterWrote,

    /// <summary>Danger: also to the duty contacts, at once, day and night.</summary>
    Danger,

    /// <summary>The director decided about a report: to the officers who may read it.</summary>
    DirectorDecided,

    /// <summary>A letter to the reporter: at the address they asked to be answered at.</summary>
    ToReporter,

    /// <summary>How many reports wait for a decision: to each who decides, at the start of the working day; to nobody for whom nothing waits.</summary>
    DailyNotice,

    /// <summary>A request to open an identity waits: to the custodians.</summary>
    OpeningWaits,

    /// <summary>A custodian answered: to whoever asked.</summary>
    OpeningAnswered,

    /// <summary>A report that somebody was excluded from was opened to them again: to oversight.</summary>
    ReadersWidened,

    /// <summary>Legal dates that come near or have passed, by number: to who works the reports and, once passed, to who decides; at the start of the working day.</summary>
    DueDigest,

    /// <summary>A one-time link for a new member of the staff.</summary>
    Invitation,

    /// <summary>The administrator changed who is told of danger: to all who read reports.</summary>
    DutyChanged,

    /// <summary>The administrator tries whether mail leaves: to the administrator alone.</summary>
    Trial,
}

using TrustLine.Api.Director;
using TrustLine.Api.Openings;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>One report as its reader sees it. Prints nothing.</summary>
public sealed record CaseView
{
    /// <summary>Random id of the report.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the list shows of it.</summary>
    public required RowView Row { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>In which language the reporter was served.</summary>
    public required Language Language { get; init; }

    /// <summary>Key of the words for it.</summary>
    public required string LanguageKey { get; init; }

    /// <summary>Key of the way of reporting: anonymous or confidential.</summary>
    public required string WayKey { get; init; }

    /// <summary>The masked narrative in pieces: plain, noticed, cut out.</summary>
    public required IReadOnlyList<PieceView> Narrative { get; init; }

    /// <summary>The answers, each in pieces.</summary>
    public required IReadOnlyList<AnswerView> Answers { get; init; }

    /// <summary>The reporter's own yes and no answers.</summary>
    public required IReadOnlyList<(string Key, bool Yes)> Marks { get; init; }

    /// <summary>How an operator took it; null when the reporter sent it.</summary>
    public TakenView? Taken { get; init; }

    /// <summary>The report's files.</summary>
    public required IReadOnlyList<FileOfCase> Files { get; init; }

    /// <summary>What the engine found.</summary>
    public required AssessmentView Assessment { get; init; }

    /// <summary>Where it would go, and why.</summary>
    public required ProposedRoute Route { get; init; }

    /// <summary>What the report does not tell, and what may be said to the reporter.</summary>
    public required ReadyView Ready { get; init; }

    /// <summary>The legal dates.</summary>
    public required IReadOnlyList<ClockView> Clocks { get; init; }

    /// <summary>Messages in both directions.</summary>
    public required IReadOnlyList<MessageView> Thread { get; init; }

    /// <summary>The requests to open the identity that live.</summary>
    public required IdentityBoxView Identity { get; init; }

    /// <summary>What happened, newest last.</summary>
    public required IReadOnlyList<FactView> History { get; init; }

    /// <summary>How many acts the page has seen: an act on an older page is refused.</summary>
    public required long Seen { get; init; }

    /// <summary>A random id of this page, so that what is sent from it twice is one message.</summary>
    public required Guid PageId { get; init; }

    /// <summary>Whether the case is open.</summary>
    public required bool Open { get; init; }

    /// <summary>Whether this person may record that the director was informed.</summary>
    public required bool MayInform { get; init; }

    /// <summary>Whether this person may hide words that say who reports.</summary>
    public required bool MayMark { get; init; }

    /// <summary>What is asked of who records that the report was sent to the competent body; null where nothing is to be sent, or it is not theirs.</summary>
    public SendingView? Sending { get; init; }

    /// <summary>What is asked of who makes the package for the competent body; null where there is none, or it is not theirs.</summary>
    public PackageFormView? Package { get; init; }

    /// <summary>Whether the director was informed in time, what was decided, and what may be decided now.</summary>
    public required DirectionView Direction { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(CaseView);
}

/// <summary>Bounds of what staff type on a case.</summary>
public static class CaseBounds
{
    /// <summary>The longest reason or message, in characters.</summary>
    public const int LongestText = 10_000;
}

using TrustLine.Api.Intake;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Log;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Return;

/// <summary>A report as its reporter may see it: status, next date, thread, openings; never the first narrative. Prints nothing.</summary>
internal sealed class ReturnVisit(Guid reportId, AgreementPair reporter) : IDisposable
{
    public Guid ReportId => reportId;

    /// <summary>The reporter's pair: opens the thread, and can be put under a new code.</summary>
    public AgreementPair Reporter => reporter;

    public required string Number { get; init; }

    /// <summary>Look-up value of the code that opens the report now: pages opened with an earlier one are over.</summary>
    public required byte[] CodeLookup { get; init; }

    public required Language Language { get; init; }
    public required ReportStatus Status { get; init; }

    /// <summary>The next promised date with its explanation; null when the case is closed.</summary>
    public required ExplainedDate? NextDate { get; init; }

    public required IReadOnlyList<VisitMessage> Messages { get; init; }

    /// <summary>Each opening of the identity: when, which role, why.</summary>
    public required IReadOnlyList<VisitOpening> Openings { get; init; }

    public required Promise Promise { get; init; }

    /// <inheritdoc/>
    public void Dispose() => reporter.Dispose();

    /// <inheritdoc/>
    public override string ToString() => nameof(ReturnVisit);
}

/// <summary>The five plain words (design.md 8).</summary>
internal enum ReportStatus
{
    /// <summary>It came outside working hours; its legal day has not begun.</summary>
    Received,

    /// <summary>It is in the Journal.</summary>
    Registered,

    /// <summary>A person has taken it up; an inspection shows as this too.</summary>
    Considering,

    /// <summary>The office asked something and waits.</summary>
    NeedsAnswer,

    /// <summary>The case is over.</summary>
    Closed,
}

/// <summary>One message as the reporter sees it. Prints nothing.</summary>
internal sealed record VisitMessage(Guid Id, MessageAuthor From, DateTimeOffset At, string Text, IReadOnlyList<ArrivedFileName> Files)
{
    /// <summary>The recording whose written text it is, or is about.</summary>
    public Guid? Voice { get; init; }

    /// <summary>Whether it is a written text that waits for the reporter's answer: no message of the talk.</summary>
    public bool OffersText => From is MessageAuthor.Office && Voice is not null;

    /// <inheritdoc/>
    public override string ToString() => nameof(VisitMessage);
}

/// <summary>One file of a message: its name, size and SHA-256 as both sides see them. Prints nothing.</summary>
internal sealed record ArrivedFileName(Guid Id, string Name, long Length, string Sha256)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(ArrivedFileName);
}

/// <summary>One opening of the identity.</summary>
internal sealed record VisitOpening(DateTimeOffset At, string Role, string Reason);

/// <summary>A message was added.</summary>
internal sealed record AddedMessage(Guid MessageId, DateTimeOffset ReceivedAt);

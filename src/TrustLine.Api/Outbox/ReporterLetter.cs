using System.Text.Json.Serialization;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>A letter to a reporter's own address: that something waits, never what. It lies sealed in the outbox until it is sent, and then nowhere. Prints nothing.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Language">The language of the report.</param>
/// <param name="Number">The registration number.</param>
/// <param name="At">When it was written.</param>
internal sealed record ReporterLetter(LetterKind Kind, Language Language, string Number, DateTimeOffset At)
{
    /// <summary>The message of the thread that it tells of; when that was taken back, the letter does not leave.</summary>
    public Guid? Message { get; init; }

    /// <summary>It does not leave before: until then the message can be taken back.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>The day of registration.</summary>
    public DateOnly? Registered { get; init; }

    /// <summary>The day of the answer.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>The secret of the link to the receipt code.</summary>
    public string? CodeLink { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(ReporterLetter);
}

/// <summary>The closed list of letters to reporters. None has content of a report.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LetterKind>))]
internal enum LetterKind
{
    /// <summary>Registered; the answer comes by a day.</summary>
    Ack,

    /// <summary>Registered as anonymous.</summary>
    AckAnon,

    /// <summary>The reporter's letter was added to the report.</summary>
    Added,

    /// <summary>There is a message.</summary>
    News,

    /// <summary>There are questions.</summary>
    More,

    /// <summary>The term was extended (АППК 76).</summary>
    Extended,

    /// <summary>The answer is there (10.8).</summary>
    Final,
}

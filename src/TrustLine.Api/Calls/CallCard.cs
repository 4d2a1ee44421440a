using System.Text.Json.Serialization;
using TrustLine.Channels;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Calls;

/// <summary>All that is known of a call between two webhooks; sealed under a key from the server's and the call's id, gone after 24 hours. Prints nothing.</summary>
internal sealed record CallCard
{
    /// <summary>Where it stands in the menu.</summary>
    public required CallState Talk { get; init; }

    /// <summary>Which step is answered next: a request for another one is a repetition and gets the answer of the last.</summary>
    public required int Step { get; init; }

    /// <summary>The answer that was given last.</summary>
    public required string Answer { get; init; }

    /// <summary>Names of sounds that exist for this answer only.</summary>
    public IReadOnlyList<string> Sounds { get; init; } = [];

    /// <summary>Who is rung, group after group, as it was when the ringing began; empty while nobody is.</summary>
    public IReadOnlyList<IReadOnlyList<RungPhone>> Rung { get; init; } = [];

    /// <summary>The name of the ringing under way.</summary>
    public string? Ring { get; init; }

    /// <summary>When it was last written beside what was said that the call goes on.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>What was keyed in last, until it has been used.</summary>
    public string Entered { get; init; } = "";

    /// <summary>The number at which the caller chose to be called back.</summary>
    public string? CallBack { get; init; }

    /// <summary>The work that the caller waits for; null while there is none.</summary>
    public string? Work { get; init; }

    /// <summary>What came of it; null while it is not done.</summary>
    public string? Outcome { get; init; }

    /// <summary>The report that was made in this call.</summary>
    public Guid? Report { get; init; }

    /// <summary>The report that was opened with its code.</summary>
    public Guid? About { get; init; }

    public string Number { get; init; } = "";

    /// <summary>The code, until its last four digits were keyed back.</summary>
    public string Code { get; init; } = "";

    public DateOnly? Registered { get; init; }
    public DateOnly? AnswerBy { get; init; }
    public string Status { get; init; } = "";
    public bool News { get; init; }
    public bool Text { get; init; }
    public bool Opened { get; init; }

    /// <summary>How many codes opened nothing.</summary>
    public int WrongCodes { get; init; }

    /// <summary>What the caller asked to hear of what they said.</summary>
    public IReadOnlyList<ArrivedFile> Heard { get; init; } = [];

    /// <summary>The call is over.</summary>
    public bool Over { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CallCard);
}

/// <summary>A sound for one call: words with digits, or what the caller said. Prints nothing.</summary>
internal sealed record KeptSound(Language Language, Speech? Words, IReadOnlyList<ArrivedFile> Voice)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(KeptSound);
}

/// <summary>JSON of what is kept of a call.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallCard))]
[JsonSerializable(typeof(KeptSound))]
[JsonSerializable(typeof(KeptRing))]
internal sealed partial class CallJson : JsonSerializerContext;

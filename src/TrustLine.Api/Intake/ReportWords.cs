using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustLine.Channels;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Intake;

/// <summary>The index card of a case, under the report key: what the list shows. At most 1,020 bytes. Prints nothing.</summary>
internal sealed record IndexCard(string Summary, RiskArea RiskArea, Implicates Implicates)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(IndexCard);
}

/// <summary>The answers (masked) with the engine's assessment and how an operator took them, under the report key. Prints nothing.</summary>
internal sealed record AnswersSheet(Answers Answers, Assessment Assessment)
{
    /// <summary>How an operator took the report; null when the reporter sent it.</summary>
    public HowTaken? Taken { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(AnswersSheet);
}

/// <summary>All that says who reports, under the identity key. Prints nothing.</summary>
internal sealed record IdentitySheet(ReporterIdentity? Given, IReadOnlyList<CutPiece> Cut)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(IdentitySheet);
}

/// <summary>A piece cut out of a text: which text, where its mark stands in the masked one, and the words. Prints nothing.</summary>
internal sealed record CutPiece(string From, int Place, string Kind, string Words)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(CutPiece);
}

/// <summary>One message of the thread: who wrote, when, what. Prints nothing.</summary>
internal sealed record MessageSheet(MessageAuthor From, DateTimeOffset At, string Text, bool Asks = false, Guid? Member = null)
{
    /// <summary>The reporter is not shown it before: until then it can be taken back.</summary>
    public DateTimeOffset? ShownFrom { get; init; }

    /// <summary>The recording of which this is the written text that the office offers, or about whose written text the reporter writes.</summary>
    public Guid? Voice { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(MessageSheet);
}

/// <summary>The two sides of a thread.</summary>
internal enum MessageAuthor
{
    /// <summary>The person who reported.</summary>
    Reporter,

    /// <summary>A person of the line.</summary>
    Office,
}

/// <summary>JSON of everything that lies in envelopes: letters stand as themselves, so that Kazakh and Russian do not take six bytes each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IndexCard))]
[JsonSerializable(typeof(AnswersSheet))]
[JsonSerializable(typeof(IdentitySheet))]
[JsonSerializable(typeof(MessageSheet))]
[JsonSerializable(typeof(ReturnAddress))]
internal sealed partial class SheetJson : JsonSerializerContext
{
    /// <summary>The one context for sealed JSON.</summary>
    public static SheetJson Sealed { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}

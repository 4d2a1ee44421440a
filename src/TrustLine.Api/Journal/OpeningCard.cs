using System.Text.Json.Serialization;

namespace TrustLine.Api.Journal;

/// <summary>How a request to open an identity stands; kept under the server's seal. No word of a reason and no identity is in it.</summary>
internal sealed record OpeningCard
{
    public required OpeningStage Stage { get; init; }
    public required Guid Asker { get; init; }
    public required Role AskerRole { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>After this moment nothing comes of it; the same as in the signed request.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How many messages of the thread had come: their identity envelopes are asked for too.</summary>
    public required int Messages { get; init; }

    /// <summary>What staff had hidden until then: supplements whose envelopes are asked for too. Later ones need a request of their own.</summary>
    public required IReadOnlyList<Guid> Supplements { get; init; }

    /// <summary>The signed request.</summary>
    public required byte[] Request { get; init; }

    /// <summary>The custodian's signed answer.</summary>
    public byte[]? Answer { get; init; }

    public Guid? Custodian { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When the identity was first shown: what the reporter is told.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>When the page closes by itself.</summary>
    public DateTimeOffset? ShownUntil { get; init; }

    /// <summary>The one session in which it is shown.</summary>
    public byte[]? Session { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why nothing came of it.</summary>
    public LapseReason? Lapsed { get; init; }
}

/// <summary>Where a request stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OpeningStage>))]
internal enum OpeningStage
{
    /// <summary>Asked; a custodian has to answer.</summary>
    Waiting,

    /// <summary>A custodian agreed; the asker has not looked yet.</summary>
    Agreed,

    /// <summary>The page is open.</summary>
    Shown,

    /// <summary>It was shown, and the page is closed.</summary>
    Closed,

    /// <summary>A custodian refused.</summary>
    Refused,

    /// <summary>The asker took it back.</summary>
    Withdrawn,

    /// <summary>Nothing came of it: see <see cref="LapseReason"/>.</summary>
    Lapsed,
}

/// <summary>Why nothing came of a request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LapseReason>))]
internal enum LapseReason
{
    /// <summary>Its time was over before it was answered or shown.</summary>
    TimeOver,

    /// <summary>The case was ended.</summary>
    CaseEnded,

    /// <summary>The asker may no longer read the report, or no longer holds the other half.</summary>
    AskerExcluded,

    /// <summary>The asker left the group or the staff.</summary>
    AskerLeft,

    /// <summary>The signed request no longer fits the rows.</summary>
    NotAsSigned,
}

using TrustLine.Triage.Reports;

namespace TrustLine.Channels;

/// <summary>What every adapter hands to the intake desk; nothing of the provider's own shape goes further. Prints nothing.</summary>
public sealed class Arrival
{
    /// <summary>The door it came through.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The language in which the reporter was served.</summary>
    public required Language Language { get; init; }

    /// <summary>The provider's own id of this delivery (form token, idempotency key, message id); a second delivery with it is the same report.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>What the reporter tells, in their own words.</summary>
    public required Narrative Narrative { get; init; }

    /// <summary>Answers to the short questions.</summary>
    public required Answers Answers { get; init; }

    /// <summary>Who reports, as the form or channel gave it; null for an anonymous report.</summary>
    public ReporterIdentity? Identity { get; init; }

    /// <summary>The one address at which the reporter asked to be answered; null when only by code.</summary>
    public ReturnAddress? ReturnAddress { get; init; }

    /// <summary>What is told was said, and is in the recordings: whether the caller chose to give the name. Null when it was written; then the narrative is the whole of it.</summary>
    public bool? Voice { get; init; }

    /// <summary>How an operator took it; null when the reporter sent it.</summary>
    public HowTaken? Taken { get; init; }

    /// <summary>Files, already sealed on disk.</summary>
    public IReadOnlyList<ArrivedFile> Files { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => nameof(Arrival);
}

/// <summary>Who the reporter is, as data. All parts are optional, as in АППК 63(2) «при наличии». Prints nothing.</summary>
public sealed class ReporterIdentity
{
    /// <summary>Surname, name and patronymic as the reporter wrote them.</summary>
    public string? FullName { get; init; }

    /// <summary>Organisation that the reporter represents or works in.</summary>
    public string? Organisation { get; init; }

    /// <summary>Postal address for the reply (10.5).</summary>
    public string? PostalAddress { get; init; }

    /// <summary>Phone for feedback (10.5).</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Whether anything at all was given.</summary>
    public bool Empty => string.IsNullOrWhiteSpace(FullName + Organisation + PostalAddress + Phone + Email);

    /// <inheritdoc/>
    public override string ToString() => nameof(ReporterIdentity);
}

/// <summary>Where the reporter asked to be answered: kind (<c>email</c>, <c>phone</c>, <c>telegram</c>, <c>post</c>) and address. Prints nothing.</summary>
public sealed class ReturnAddress(string kind, string address)
{
    /// <summary>The kind of address.</summary>
    public string Kind => kind;

    /// <summary>The address itself; never shown, used once, then wiped.</summary>
    public string Address => address;

    /// <inheritdoc/>
    public override string ToString() => nameof(ReturnAddress);
}

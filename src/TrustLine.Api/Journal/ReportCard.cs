using System.Text.Json.Serialization;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Journal;

/// <summary>What clocks and routing need with nobody unlocked; kept under the server's seal, padded. No word of the reporter is in it.</summary>
internal sealed record ReportCard
{
    public required Channel Channel { get; init; }
    public required Language Language { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The engine's recommendation or, once confirmed, the person's decision.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>What the engine recommended, whatever became of it.</summary>
    public required Disposition Recommended { get; init; }

    /// <summary>Keys of the grounds on which that rests, the deciding one first.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>Whether a person has confirmed or changed the disposition.</summary>
    public bool Confirmed { get; init; }

    /// <summary>False where the engine asks for a reader.</summary>
    public bool Sure { get; init; }

    /// <summary>Danger to life, state or public security, by the reporter's own answer or by the text.</summary>
    public bool Danger { get; init; }

    public bool DirectorExcluded { get; init; }
    public bool OfficerExcluded { get; init; }

    /// <summary>Who reads now, by the conflict rule.</summary>
    [JsonIgnore]
    public Readers Readers => ConflictRule.ReadersOf(DirectorExcluded, OfficerExcluded);

    /// <summary>Who reads was changed after the number was given, whose series says who read then.</summary>
    public bool ReadersChanged { get; init; }

    /// <summary>Half b and the return path are still with oversight alone: whoever excluded the officers had no key to hand over.</summary>
    public bool KeysOwed { get; init; }

    /// <summary>The group that holds half b and the return path, and so may ask for an opening.</summary>
    [JsonIgnore]
    public Group Holders => KeysOwed ? Group.Oversight : Readers.WorkingGroup();

    /// <summary>No full name was given: the outcome is shown on the status page only.</summary>
    public bool Anonymous { get; init; }

    public bool CodeConfirmed { get; init; }

    /// <summary>When the director was informed (10.6); null until then.</summary>
    public DateTimeOffset? DirectorInformedAt { get; init; }

    /// <summary>Who recorded that; null when it was the notice that the mail server accepted.</summary>
    public Guid? DirectorInformedBy { get; init; }

    /// <summary>What the director decided last; null until then.</summary>
    public DecisionKind? Decided { get; init; }

    /// <summary>The office asked the reporter something and waits.</summary>
    public bool WaitsForReporter { get; init; }

    /// <summary>The reporter wrote and nobody has answered.</summary>
    public bool WaitsForOffice { get; init; }

    /// <summary>Somebody asked to open the identity and the custodian has not answered.</summary>
    public bool WaitsForSecondKey { get; init; }

    /// <summary>While an act can still be undone, the reporter is shown the case as it was before; null when nothing is held back.</summary>
    public HeldBack? Held { get; init; }

    /// <summary>The dates that run, each with the event that started it.</summary>
    public IReadOnlyList<RunningClock> Clocks { get; init; } = [];

    /// <summary>The nearest date that still runs; null when none does.</summary>
    [JsonIgnore]
    public DateOnly? NextDue => Clocks.Where(c => c.StoppedAt is null).Select(c => (DateOnly?)c.Due).Min();

    /// <summary>The card as the reporter's page may show it now.</summary>
    public ReportCard ShownAt(DateTimeOffset now) => Held is { } held && now < held.Until ? this with { Confirmed = held.Confirmed, WaitsForReporter = held.WaitsForReporter } : this;

    /// <summary>Whether a person has taken it up: its disposition was confirmed, or the director has decided.</summary>
    [JsonIgnore]
    public bool TakenUp => Confirmed || Decided is not null;

    /// <summary>The clocks after the reporter was answered (10.8), in the first term or in the extended one.</summary>
    public IReadOnlyList<RunningClock> Answered(DateTimeOffset at) =>
        (this with { Clocks = Stopped(ClockKinds.Reply, at) }).Stopped(ClockKinds.ReplyExtension, at);

    /// <summary>The clocks after the case took a way on which this kind no longer counts: neither kept nor missed.</summary>
    public IReadOnlyList<RunningClock> Dropped(string kind, DateTimeOffset at) =>
        [.. Clocks.Select(c => c.Kind == kind && c.StoppedAt is null ? c with { StoppedAt = at, Dropped = true } : c)];

    /// <summary>The clocks after this kind was stopped.</summary>
    public IReadOnlyList<RunningClock> Stopped(string kind, DateTimeOffset at) =>
        [.. Clocks.Select(c => c.Kind == kind && c.StoppedAt is null ? c with { StoppedAt = at } : c)];
}

/// <summary>What the reporter is still shown, and until when.</summary>
internal sealed record HeldBack(DateTimeOffset Until, bool Confirmed, bool WaitsForReporter);

/// <summary>JSON of everything that lies under the server's seal.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReportCard))]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(OpeningCard))]
[JsonSerializable(typeof(StaffCard))]
[JsonSerializable(typeof(SessionCard))]
[JsonSerializable(typeof(InvitationCard))]
[JsonSerializable(typeof(ProvisionCard))]
[JsonSerializable(typeof(ChannelStateCard))]
[JsonSerializable(typeof(SpokenCard))]
[JsonSerializable(typeof(Outbox.Errand))]
internal sealed partial class CardJson : JsonSerializerContext;

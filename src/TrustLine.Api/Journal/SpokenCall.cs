using Microsoft.EntityFrameworkCore;
using TrustLine.Channels;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Journal;

/// <summary>
/// What was said in a call and is not yet entered, so that no hang-up and no restart loses it: under the server's seal, since the call's own id, which opens its state, is
/// kept nowhere (docs/decisions/0013-phone-calls.md). No part of any subject's state: it is unfinished matter, and goes when its recordings are entered and deleted at the provider.
/// </summary>
internal sealed class SpokenCall
{
    /// <summary>From the server's key and the call's id: leads back to no call.</summary>
    public Guid Id { get; private set; }

    /// <summary><see cref="SpokenCard"/> under the server's seal.</summary>
    public byte[] Card { get; private set; } = [];

    private SpokenCall() { }

    public SpokenCall(Guid id, byte[] card) => (Id, Card) = (id, card);

    public void Now(byte[] card) => Card = card;

    internal static void Map(ModelBuilder model) => model.Entity<SpokenCall>(e =>
    {
        e.ToTable("spoken_calls");
        e.HasKey(c => c.Id);
        e.Property(c => c.Id).ValueGeneratedNever();
    });
}

/// <summary>What a call has left so far. Prints nothing.</summary>
internal sealed record SpokenCard
{
    /// <summary>The delivery id of the report that it becomes: a keyed hash of the call's.</summary>
    public required string Delivery { get; init; }

    public required Language Language { get; init; }

    /// <summary>What was chosen by keys: named, danger, director, officer, ongoing.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>The number at which the caller asked to be called back; null otherwise.</summary>
    public string? CallBack { get; init; }

    /// <summary>When something was last heard of the call.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>When the call ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The report that its words became.</summary>
    public Guid? Report { get; init; }

    /// <summary>The earlier report that its caller opened with the code: answers are added to it.</summary>
    public Guid? About { get; init; }

    public IReadOnlyList<SpokenPart> Parts { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => nameof(SpokenCard);
}

/// <summary>One recording of a call. Prints nothing.</summary>
internal sealed record SpokenPart
{
    /// <summary>What it is, by the menu: identity, message, where, when, answer.</summary>
    public required string As { get; init; }

    /// <summary>The provider's id of it, by which it is fetched and deleted there.</summary>
    public required string Recording { get; init; }

    public required DateTimeOffset At { get; init; }

    public int Seconds { get; init; }

    /// <summary>The sealed file; null until it is fetched.</summary>
    public ArrivedFile? File { get; init; }

    /// <summary>The caller took it back, or the provider has none after all.</summary>
    public bool Dropped { get; init; }

    /// <summary>It is in a report or a message.</summary>
    public bool Entered { get; init; }

    /// <summary>The provider has deleted it.</summary>
    public bool Deleted { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(SpokenPart);
}

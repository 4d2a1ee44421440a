using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>
/// How a way out or in has fared: when it last worked, when and why it last did not. No fact and no part of any subject's state: it is
/// overwritten all the time, and nothing rests on it.
/// </summary>
internal sealed class ChannelState
{
    /// <summary>Which: <c>mail</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary><see cref="ChannelStateCard"/> under the server's seal: the hour of a notice is the hour of a report.</summary>
    public byte[] Card { get; private set; } = [];

    private ChannelState() { }

    public ChannelState(string name, byte[] card) => (Name, Card) = (name, card);

    public void Now(byte[] card) => Card = card;

    internal static void Map(ModelBuilder model) => model.Entity<ChannelState>(e =>
    {
        e.ToTable("channel_states");
        e.HasKey(c => c.Name);
    });
}

/// <summary>When a channel last worked and last failed; kept under the server's seal.</summary>
internal sealed record ChannelStateCard
{
    public DateTimeOffset? WorkedAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>The kind of the last failure, never the server's own words: they may quote an address.</summary>
    public string? Trouble { get; init; }
}

using TrustLine.Api.Journal;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Calls;

/// <summary>How the provider has fared: when it last did what it was asked, when and why it last did not. Nothing of any call.</summary>
internal sealed class PhoneState(Database database, JournalWriter writer, LineKeys keys, TimeProvider time)
{
    private const string Name = "phone";
    private static readonly TimeSpan Enough = TimeSpan.FromHours(1);
    private static readonly Guid Owner = new("70686f6e-0000-4000-8000-000000000001");

    /// <summary>As it stands; empty while nothing was ever asked.</summary>
    public ChannelStateCard Now
    {
        get
        {
            using var db = database.Read();
            return db.ChannelStates.SingleOrDefault(c => c.Name == Name) is { } row ? Open(row) : new();
        }
    }

    /// <summary>Whether the last thing asked was done, or nothing was asked yet.</summary>
    public bool Works => Now is var card && (card.FailedAt is not { } failed || card.WorkedAt >= failed);

    /// <summary>The provider did what it was asked.</summary>
    public Task WorkedAsync() => Now is { WorkedAt: { } worked } && Works && time.GetUtcNow() - worked < Enough ? Task.CompletedTask : RecordAsync(card => card with { WorkedAt = time.GetUtcNow() });

    /// <summary>It did not.</summary>
    public Task FailedAsync(PhoneTrouble trouble) => RecordAsync(card => card with { FailedAt = time.GetUtcNow(), Trouble = trouble.ToString() });

    private Task RecordAsync(Func<ChannelStateCard, ChannelStateCard> change) => writer.WriteAsync(act =>
    {
        var row = act.Db.ChannelStates.SingleOrDefault(c => c.Name == Name);
        var bytes = keys.Cards.Seal(change(row is null ? new() : Open(row)), CardJson.Default.ChannelStateCard, Owner);
        if (row is null) act.Db.ChannelStates.Add(new ChannelState(Name, bytes));
        else row.Now(bytes);
    });

    // Nothing rests on it: a row that does not open begins anew.
    private ChannelStateCard Open(ChannelState row) => keys.Cards.TryOpen(row.Card, CardJson.Default.ChannelStateCard, Owner) ?? new();
}

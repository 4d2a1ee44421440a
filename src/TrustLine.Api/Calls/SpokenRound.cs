using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Calls;

/// <summary>
/// Finishes what calls have left: fetches and deletes what could not be before, enters as incomplete what a hang-up cut off, and forgets a call of which nothing is left to
/// do. A call of which the provider has said nothing for long has ended.
/// </summary>
internal sealed class SpokenRound(SpokenCalls calls, SpokenWork work, SpokenReport reports, PhoneOptions options, TimeProvider time, ILogger<SpokenRound> log) : Rounds(TimeSpan.FromSeconds(5), time, log)
{
    // What is not fetched this long after the end is entered without, and added when it comes.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation) => FinishAsync(cancellation);

    /// <summary>One round over all calls; a call that fails stops no other.</summary>
    internal async Task FinishAsync(CancellationToken cancellation = default)
    {
        foreach (var id in calls.All())
        {
            try
            {
                await FinishAsync(id, cancellation);
            }
            catch (Exception error) when (error is IntakeClosedException or NoRoomException or IOException or InvalidOperationException)
            {
                Log.CallWorkFailed(Logger, "finish", error.GetType().Name);
            }
        }
    }

    private async Task FinishAsync(Guid id, CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        if (calls.Find(id) is not { } card) return;
        if (card.Parts.Any(p => (p.Dropped ? p.File is not null : p.File is null) || !p.Deleted)) work.Begin(id, news: false);
        if (card.EndedAt is null && now - card.HeardAt > TimeSpan.FromMinutes(options.SilentMinutes)) card = await calls.ChangeAsync(id, c => c is null ? null : c with { EndedAt = c.HeardAt }) ?? card;
        // The last recording of a call may be told of after its end; and while it is being fetched it is waited for.
        if (card.EndedAt is not { } ended || now - Latest(ended, card.HeardAt) < TimeSpan.FromSeconds(options.GraceSeconds)) return;
        if (!card.Fetched() && now - ended < Late) return;

        await reports.AnswerAsync(id, incomplete: true, cancellation);
        if (card.Report is null && card.Open().Any(p => p.As != SpokenReport.Answer)) await reports.EnterAsync(id, incomplete: true, cancellation);
        await reports.AddLateAsync(id, cancellation);
        await calls.ChangeAsync(id, c => c is { } left && left.Parts.All(p => p.Deleted && (p.Entered || (p.Dropped && p.File is null))) ? null : c);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

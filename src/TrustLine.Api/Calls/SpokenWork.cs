using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Channels;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Calls;

/// <summary>
/// Fetches recordings as soon as they are told of, seals them while they stream in, and deletes them at the provider; what fails is tried again by the round until it is done.
/// One call's recordings are worked on by one at a time.
/// </summary>
internal sealed class SpokenWork(SpokenCalls calls, ReceivedFiles files, PhoneProvider provider, PhoneState state, TimeProvider time, ILogger<SpokenWork> log)
{
    private const string Wav = "audio/wav";

    // What the provider has not given by then it does not have.
    private static readonly TimeSpan GivenUp = TimeSpan.FromHours(20);

    private readonly Lock gate = new();

    // Calls that are worked on; true when more came in the meantime.
    private readonly Dictionary<Guid, bool> running = [];

    /// <summary>Begins to fetch and delete what there is, once more after the present time when something new has come; returns at once.</summary>
    public void Begin(Guid id, bool news = true)
    {
        lock (gate)
        {
            if (running.TryGetValue(id, out var before))
            {
                running[id] = before || news;
                return;
            }

            running[id] = false;
        }

        _ = Task.Run(() => RunAsync(id));
    }

    /// <summary>Whether nothing is being fetched for the call: what is not there by then waits for the next round.</summary>
    public bool Resting(Guid id)
    {
        lock (gate) return !running.ContainsKey(id);
    }

    private async Task RunAsync(Guid id)
    {
        do await OnceAsync(id);
        while (MoreCame(id));
    }

    private bool MoreCame(Guid id)
    {
        lock (gate)
        {
            if (running[id]) running[id] = false;
            else return !running.Remove(id);
            return true;
        }
    }

    private async Task OnceAsync(Guid id)
    {
        try
        {
            foreach (var part in calls.Find(id)?.Parts ?? [])
            {
                if (part is { File: null, Dropped: false }) await TriedAsync(() => FetchAsync(id, part), () => MissedAsync(id, part));
                if (calls.Find(id)?.Parts.FirstOrDefault(p => p.Recording == part.Recording) is not { } now) return;
                if (!now.Deleted && (now.Dropped || now.File is not null)) await TriedAsync(() => DeleteAsync(id, now), () => Task.CompletedTask);
                if (now is { Dropped: true, Entered: false, File: { } file }) await RemoveAsync(id, now, file);
            }
        }
#pragma warning disable CA1031 // Whatever it was, the next round tries again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log.CallWorkFailed(log, "recordings", error.GetType().Name);
        }
    }

    private async Task FetchAsync(Guid id, SpokenPart part)
    {
        await using var stream = await provider.OpenAsync(part.Recording, CancellationToken.None);
        var file = await files.ReceiveAsync(stream, part.As + ".wav", Wav, CancellationToken.None);
        var after = await calls.ChangeAsync(id, c => c?.With(part.Recording, p => p with { File = file with { TellsWho = part.As == SpokenReport.Identity } }));
        if (after is null) files.Remove(file);
    }

    private async Task DeleteAsync(Guid id, SpokenPart part)
    {
        await provider.DeleteAsync(part.Recording, CancellationToken.None);
        await calls.ChangeAsync(id, c => c?.With(part.Recording, p => p with { Deleted = true }));
    }

    private async Task RemoveAsync(Guid id, SpokenPart part, ArrivedFile file)
    {
        files.Remove(file);
        await calls.ChangeAsync(id, c => c?.With(part.Recording, p => p with { File = null }));
    }

    private async Task MissedAsync(Guid id, SpokenPart part)
    {
        if (time.GetUtcNow() - part.At < GivenUp) return;
        await calls.ChangeAsync(id, c => c?.With(part.Recording, p => p with { Dropped = true, Deleted = true }));
        Log.RecordingLost(log);
    }

    private async Task TriedAsync(Func<Task> work, Func<Task> otherwise)
    {
        try
        {
            await work();
            await state.WorkedAsync();
        }
        catch (Exception error) when (error is PhoneTroubleException or IOException or HttpRequestException or NoRoomException or OperationCanceledException)
        {
            Log.ProviderFailed(log, error is PhoneTroubleException trouble ? trouble.Trouble.ToString() : error.GetType().Name);
            await state.FailedAsync(error is PhoneTroubleException known ? known.Trouble : PhoneTrouble.Away);
            await otherwise();
        }
    }
}

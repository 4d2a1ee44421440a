namespace TrustLine.Api.Intake;

/// <summary>
/// Lanes for the slow hashes, so that a flood in one slows only that one: returns and the staff's passphrases have half the cores and a short queue,
/// new reports have all cores and wait their turn.
/// </summary>
internal sealed class HashLanes : IDisposable
{
    /// <summary>Codes of new reports.</summary>
    public HashLane Reports { get; } = new(Environment.ProcessorCount, int.MaxValue);

    /// <summary>Codes of those who come back.</summary>
    public HashLane Returns { get; } = new(Half, 64);

    /// <summary>Passphrases at the office's door.</summary>
    public HashLane Passphrases { get; } = new(Half, 16);

    private static int Half => Math.Max(1, Environment.ProcessorCount / 2);

    /// <inheritdoc/>
    public void Dispose()
    {
        Reports.Dispose();
        Returns.Dispose();
        Passphrases.Dispose();
    }
}

/// <summary>One lane: so many hashes at once, and so many that wait.</summary>
internal sealed class HashLane(int width, int longestQueue) : IDisposable
{
    private readonly SemaphoreSlim places = new(width);
    private int waiting;

    /// <summary>Runs one slow hash; <see cref="LaneFullException"/> when too many wait already.</summary>
    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellation = default)
    {
        if (Interlocked.Increment(ref waiting) > longestQueue)
        {
            Interlocked.Decrement(ref waiting);
            throw new LaneFullException();
        }

        try
        {
            await places.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return await Task.Run(hash, CancellationToken.None);
        }
        finally
        {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();
}

/// <summary>Too many wait in a lane; the caller is asked to come back in a moment. Says nothing about any code or person.</summary>
internal sealed class LaneFullException() : Exception("Too many are waiting.");

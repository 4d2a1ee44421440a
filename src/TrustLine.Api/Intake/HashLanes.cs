namespace TrustLine.Api.Intake;

/// <summary>
/// Lanes for the slow hashes, so that a flood in one slows only that one: returns have half the cores and a bounded queue,
/// new reports have all cores and wait their turn.
/// </summary>
internal sealed class HashLanes : IDisposable
{
    private const int LongestReturnQueue = 64;
    private readonly SemaphoreSlim intake = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim returns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int waitingReturns;

    /// <summary>Runs a new report's hash.</summary>
    public async Task<T> IntakeAsync<T>(Func<T> hash, CancellationToken cancellation)
    {
        await intake.WaitAsync(cancellation);
        try
        {
            return await Task.Run(hash, cancellation);
        }
        finally
        {
            intake.Release();
        }
    }

    /// <summary>Runs a return's hash; <see cref="LaneFullException"/> when too many wait already.</summary>
    public async Task<T> ReturnAsync<T>(Func<T> hash, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waitingReturns) > LongestReturnQueue)
        {
            Interlocked.Decrement(ref waitingReturns);
            throw new LaneFullException();
        }

        try
        {
            await returns.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waitingReturns);
        }

        try
        {
            return await Task.Run(hash, cancellation);
        }
        finally
        {
            returns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        intake.Dispose();
        returns.Dispose();
    }
}

/// <summary>Too many returns wait; the caller is asked to come back in a moment. Says nothing about any code.</summary>
internal sealed class LaneFullException() : Exception("Too many returns are waiting.");

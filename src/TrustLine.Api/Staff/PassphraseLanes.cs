namespace TrustLine.Api.Staff;

/// <summary>Passphrases are hashed on half the cores at most, and few may wait: a crowd at the office's door slows nobody else.</summary>
internal sealed class PassphraseLanes(RefusalTime refusals, TimeProvider time) : IDisposable
{
    private const int LongestQueue = 16;
    private readonly SemaphoreSlim lanes = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int waiting;

    /// <summary>Runs one slow hash; <see cref="LanesFullException"/> when too many wait.</summary>
    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellation = default)
    {
        if (Interlocked.Increment(ref waiting) > LongestQueue)
        {
            Interlocked.Decrement(ref waiting);
            throw new LanesFullException();
        }

        try
        {
            await lanes.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            var begun = time.GetTimestamp();
            var answer = await Task.Run(hash, CancellationToken.None);
            refusals.Learn(time.GetElapsedTime(begun));
            return answer;
        }
        finally
        {
            lanes.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => lanes.Dispose();
}

/// <summary>Too many passphrases wait to be hashed; the person tries again in a moment.</summary>
internal sealed class LanesFullException() : Exception("Too many passphrases are waiting.");

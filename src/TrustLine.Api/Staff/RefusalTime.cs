namespace TrustLine.Api.Staff;

/// <summary>
/// Every refused login leaves at one fixed time after it came, whatever was wrong with it. The time is longer than the slowest
/// passphrase hash seen so far; what took longer still leaves at the next whole multiple.
/// </summary>
internal sealed class RefusalTime(StaffOptions options, TimeProvider time)
{
    private const double Margin = 1.5;
    private const double Step = 0.5;
    private double seconds = options.RefusalSeconds;

    /// <summary>The time now.</summary>
    public TimeSpan Current => TimeSpan.FromSeconds(Volatile.Read(ref seconds));

    /// <summary>Runs one slow hash and learns how long they take.</summary>
    public T Learn<T>(Func<T> hash)
    {
        var begun = time.GetTimestamp();
        var answer = hash();
        Learn(time.GetElapsedTime(begun));
        return answer;
    }

    /// <summary>A hash took this long.</summary>
    public void Learn(TimeSpan hash)
    {
        var needed = Math.Ceiling(hash.TotalSeconds * Margin / Step) * Step;
        if (needed > Volatile.Read(ref seconds)) Volatile.Write(ref seconds, needed);
    }

    /// <summary>Waits until a request that arrived at this timestamp may be refused.</summary>
    public Task HoldAsync(long arrived, CancellationToken cancellation)
    {
        var (elapsed, period) = (time.GetElapsedTime(arrived), Current);
        var whole = Math.Ceiling(elapsed / period) * period;
        return Task.Delay(whole - elapsed, time, cancellation);
    }
}

using System.Collections.Concurrent;

namespace TrustLine.Api.Staff;

/// <summary>
/// Slows guessing and never locks the honest out. A second factor may be tried ten times at once and then three times a minute for
/// each person; a browser from which this person has logged in before has an allowance of its own, so a stranger's guesses do not
/// use it up. Names that do not exist need none: they are always refused. At the door as a whole only so many may wait.
/// </summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const double Burst = 10;
    private const int MostWaiting = 256;
    private static readonly TimeSpan OneMore = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<(Guid Member, Guid Browser), Allowance> allowances = new();
    private int waiting;

    /// <summary>One try for this person, from a browser known to them or (empty id) any other; false when the allowance is used up.</summary>
    public bool Try(Guid member, Guid browser) => allowances.GetOrAdd((member, browser), _ => new Allowance(time)).Take();

    /// <summary>The person came in: their guesses are forgotten.</summary>
    public void Forget(Guid member, Guid browser) => allowances.TryRemove((member, browser), out _);

    /// <summary>A place among those who wait for their answer; null when the door is crowded and the browser is not a known one.</summary>
    public IDisposable? Enter(bool known)
    {
        if (Interlocked.Increment(ref waiting) <= MostWaiting || known) return new Place(this);
        Interlocked.Decrement(ref waiting);
        return null;
    }

    private sealed class Place(LoginThrottle door) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) Interlocked.Decrement(ref door.waiting);
        }
    }

    private sealed class Allowance(TimeProvider time)
    {
        private readonly Lock turn = new();
        private double left = Burst;
        private long at = time.GetTimestamp();

        public bool Take()
        {
            lock (turn)
            {
                var now = time.GetTimestamp();
                left = Math.Min(Burst, left + (time.GetElapsedTime(at, now) / OneMore));
                at = now;
                if (left < 1) return false;
                left--;
                return true;
            }
        }
    }
}

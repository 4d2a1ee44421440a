using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TrustLine.Api.Staff;

/// <summary>
/// Slows guessing and never locks the honest out. A browser from which this person has logged in before has an allowance of its own. Any other shares
/// one with its network only, so that a stranger elsewhere does not use up the tries of somebody at a new browser; all networks together have a
/// bound too, so that many of them guess no faster. Names that do not exist need none: they are always refused. At the door as a whole only so many may wait.
/// </summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const int MostWaiting = 256;
    private const int MostKept = 10_000;
    private const string Everywhere = "everywhere";
    private static readonly Rate Own = new(10, TimeSpan.FromSeconds(20));
    private static readonly Rate OneNetwork = new(5, TimeSpan.FromSeconds(60));
    private static readonly Rate AllNetworks = new(30, TimeSpan.FromSeconds(10));
    private readonly ConcurrentDictionary<(Guid Member, Guid Browser, string Network), Allowance> allowances = new();
    private int waiting;

    /// <summary>One try for this person, from a browser known to them or (empty id) any other in some network; false when an allowance is used up.</summary>
    public bool Try(Guid member, Guid browser, IPAddress? from)
    {
        if (allowances.Count > MostKept) Forget();
        if (browser != Guid.Empty) return Of(member, browser, "", Own).Take();
        // This machine is a proxy that does not say for whom it asks: then all the world is one network.
        if (NetworkOf(from) is not { } network) return Of(member, Guid.Empty, "", Own).Take();
        return Of(member, Guid.Empty, network, OneNetwork).Take() && Of(member, Guid.Empty, Everywhere, AllNetworks).Take();
    }

    /// <summary>The person came in: their guesses are forgotten.</summary>
    public void Forget(Guid member, Guid browser, IPAddress? from) => allowances.TryRemove((member, browser, browser == Guid.Empty ? NetworkOf(from) ?? "" : ""), out _);

    /// <summary>A place among those who wait for their answer; null when the door is crowded and the browser is not a known one.</summary>
    public IDisposable? Enter(bool known)
    {
        if (Interlocked.Increment(ref waiting) <= MostWaiting || known) return new Place(this);
        Interlocked.Decrement(ref waiting);
        return null;
    }

    private Allowance Of(Guid member, Guid browser, string network, Rate rate) => allowances.GetOrAdd((member, browser, network), _ => new Allowance(rate, time));

    // What is full again is as good as forgotten: the table of a long attack from many networks does not grow for ever.
    private void Forget()
    {
        foreach (var (key, allowance) in allowances)
            if (allowance.IsFull()) allowances.TryRemove(key, out _);
    }

    // As much of an address as one subscriber usually has: /24 and /48. Kept in memory only.
    private static string? NetworkOf(IPAddress? from)
    {
        if (from is null) return null;
        var address = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        if (IPAddress.IsLoopback(address)) return null;
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6));
    }

    private sealed record Rate(double Burst, TimeSpan OneMore);

    private sealed class Place(LoginThrottle door) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0) Interlocked.Decrement(ref door.waiting);
        }
    }

    private sealed class Allowance(Rate rate, TimeProvider time)
    {
        private readonly Lock turn = new();
        private double left = rate.Burst;
        private long at = time.GetTimestamp();

        public bool Take()
        {
            lock (turn)
            {
                Refill();
                if (left < 1) return false;
                left--;
                return true;
            }
        }

        public bool IsFull()
        {
            lock (turn)
            {
                Refill();
                return left >= rate.Burst;
            }
        }

        private void Refill()
        {
            var now = time.GetTimestamp();
            left = Math.Min(rate.Burst, left + (time.GetElapsedTime(at, now) / rate.OneMore));
            at = now;
        }
    }
}

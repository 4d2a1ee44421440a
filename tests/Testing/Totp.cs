// The second factor as a person's telephone shows it (RFC 6238, SHA-1, 30 s, six digits), written apart from the service's own.

using System.Globalization;
using System.Security.Cryptography;

namespace TrustLine.Testing;

public static class Totp
{
    private const int Step = 30;
    private const int Slow = 15;
    private static readonly Dictionary<string, long> Used = [];

    /// <summary>The code of this moment.</summary>
    public static string Code(string base32Secret, long unixSeconds)
    {
        var counter = BitConverter.GetBytes(unixSeconds / Step);
        Array.Reverse(counter);
#pragma warning disable CA5350 // The standard's default, and what telephones speak.
        var hash = HMACSHA1.HashData(Decode(base32Secret), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var value = ((hash[offset] & 0x7f) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>A code that this run has not shown yet: a used one is refused (RFC 6238, 5.2), so it may wait for the next 30 seconds.
    /// Copies of one demo share their secrets: <paramref name="where"/> tells them apart.</summary>
    public static async Task<string> FreshAsync(string base32Secret, string where = "")
    {
        var telephone = base32Secret + where;
        while (true)
        {
            var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            var now = seconds / Step;
            lock (Used)
            {
                // One step to either side is within the tolerance of the standard; the one before is soon too old when this one ends.
                var earliest = seconds % Step > Slow ? now : now - 1;
                var step = Math.Max(Used.GetValueOrDefault(telephone, long.MinValue) + 1, earliest);
                if (step <= now + 1)
                {
                    Used[telephone] = step;
                    return Code(base32Secret, step * Step);
                }
            }

            await Task.Delay(500);
        }
    }

    private static byte[] Decode(string base32)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in base32.ToUpperInvariant().Where(c => c is not ('=' or ' ' or '-')))
        {
            bits = (bits << 5) | alphabet.IndexOf(letter, StringComparison.Ordinal);
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
                bits &= (1 << held) - 1;
            }
        }

        return [.. bytes];
    }
}

namespace TrustLine.Triage.Reading;

/// <summary>The name of a feature or word as one number (FNV-1a over its letters), so that a text is weighed without a string for each of its thousand features.</summary>
internal static class FeatureKey
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> name) => With(Start, name);

    /// <summary>The key of a name that goes on: With(Of("ab"), "c") is Of("abc").</summary>
    public static ulong With(ulong key, ReadOnlySpan<char> more)
    {
        foreach (var c in more) key = With(key, c);
        return key;
    }

    public static ulong With(ulong key, char more) => (key ^ more) * Prime;

    /// <summary>The key of two concepts of one sentence.</summary>
    public static ulong Two(ulong first, ulong second) => (ulong.RotateLeft(first, 21) * Prime) ^ second;

    /// <summary>The key of a feature as weights.tsv writes it.</summary>
    public static ulong Written(ReadOnlySpan<char> name) =>
        !Feature.IsOfWords(name) && name.IndexOf('&') is > 0 and var and ? Two(Of(name[..and]), Of(name[(and + 1)..])) : Of(name);
}

/// <summary>Numbers by key: open addressing, half empty, built in one go and then only read.</summary>
internal sealed class KeyTable
{
    private readonly Slot[] slots;
    private readonly int shift;

    /// <summary>Room for so many keys.</summary>
    public KeyTable(int keys)
    {
        var bits = 64 - ulong.LeadingZeroCount((ulong)Math.Max(8, 2 * keys));
        slots = new Slot[1 << (int)bits];
        shift = 64 - (int)bits;
    }

    /// <summary>The number of a key; -1 when it has none.</summary>
    public int this[ulong key]
    {
        get
        {
            var all = slots;
            for (var at = Place(key); ; at = (at + 1) & (all.Length - 1))
            {
                ref var slot = ref all[at];
                if (slot.Number == 0) return -1;
                if (slot.Key == key) return slot.Number - 1;
            }
        }
    }

    /// <summary>False when the key has a number already, which then stays.</summary>
    public bool TryAdd(ulong key, int number)
    {
        var at = Place(key);
        for (; slots[at].Number != 0; at = (at + 1) & (slots.Length - 1))
            if (slots[at].Key == key) return false;
        slots[at] = new Slot(key, number + 1);
        return true;
    }

    private int Place(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> shift);

    // Number 0: nobody is here.
    private readonly record struct Slot(ulong Key, int Number);
}

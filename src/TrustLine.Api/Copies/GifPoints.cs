namespace TrustLine.Api.Copies;

/// <summary>The packing of points in a GIF (appendix F): codes of growing length into a table that both sides build.</summary>
internal static class GifPoints
{
    private const int Most = 4096;

    /// <summary>Exactly so many points; what the file does not have is the first colour.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int size, int count)
    {
        var points = new byte[count];
        var (clear, end) = (1 << size, (1 << size) + 1);
        var (before, last) = (new short[Most], new byte[Most]);
        var stack = new byte[Most + 1];
        for (var i = 0; i < clear; i++) last[i] = (byte)i;
        var (width, next, previous, first) = (size + 1, end + 1, -1, (byte)0);
        var (bits, held, at, written) = (0, 0, 0, 0);
        while (written < count)
        {
            for (; held < width; held += 8)
            {
                if (at == packed.Length) return points;
                bits |= packed[at++] << held;
            }

            var code = bits & ((1 << width) - 1);
            bits >>= width;
            held -= width;
            if (code == clear)
            {
                (width, next, previous) = (size + 1, end + 1, -1);
                continue;
            }

            if (code == end) break;
            if (code > next || (code == next && previous < 0)) throw UnwashableException.Broken;
            var depth = 0;
            var walk = code;
            if (code >= next)
            {
                stack[depth++] = first;
                walk = previous;
            }

            for (; walk > end; walk = before[walk]) stack[depth++] = last[walk];
            stack[depth++] = first = last[walk];
            if (previous >= 0 && next < Most)
            {
                (before[next], last[next]) = ((short)previous, first);
                if (++next == 1 << width && width < 12) width++;
            }

            previous = code;
            while (depth > 0 && written < count) points[written++] = stack[--depth];
        }

        return points;
    }

    public static byte[] Pack(byte[] points, int size)
    {
        using var packed = new MemoryStream();
        var (clear, end) = (1 << size, (1 << size) + 1);
        var (table, mask) = (new Dictionary<int, int>(Most), (byte)((1 << size) - 1));
        var (width, next, bits, held) = (size + 1, end + 1, 0, 0);
        void Put(int code)
        {
            bits |= code << held;
            for (held += width; held >= 8; held -= 8, bits >>= 8) packed.WriteByte((byte)bits);
        }

        Put(clear);
        var prefix = -1;
        foreach (var raw in points)
        {
            var point = raw & mask;
            if (prefix < 0)
            {
                prefix = point;
            }
            else if (table.TryGetValue((prefix << 8) | point, out var known))
            {
                prefix = known;
            }
            else
            {
                Put(prefix);
                if (next < Most)
                {
                    if (next == 1 << width && width < 12) width++;
                    table[(prefix << 8) | point] = next++;
                }
                else
                {
                    Put(clear);
                    table.Clear();
                    (width, next) = (size + 1, end + 1);
                }

                prefix = point;
            }
        }

        if (prefix >= 0) Put(prefix);
        if (next == 1 << width && width < 12) width++;
        Put(end);
        if (held > 0) packed.WriteByte((byte)bits);
        return packed.ToArray();
    }
}

namespace TrustLine.Channels.Email.Mime.Headers;

/// <summary>Message ids (RFC 5322, 3.6.4) without their brackets; old programs leave the brackets out or fold inside them.</summary>
internal static class MessageIds
{
    private const int Longest = 998;

    /// <summary>The ids of a header, each once; of too many the first and the last, which are the thread's root and its nearest.</summary>
    internal static List<string> Read(string? header, int most, ISet<Remark> remarks)
    {
        var ids = new List<string>();
        if (string.IsNullOrWhiteSpace(header)) return ids;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rest = header.AsSpan();
        if (!rest.Contains('<'))
        {
            foreach (var word in header.Split((char[])[' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries))
                if (word.Contains('@', StringComparison.Ordinal) && seen.Add(word)) ids.Add(Clean(word));
        }

        while (rest.IndexOf('<') is >= 0 and var open)
        {
            rest = rest[(open + 1)..];
            var close = rest.IndexOf('>');
            if (close < 0) close = rest.Length;
            var id = Clean(rest[..close].ToString());
            if (id.Length > 0 && seen.Add(id)) ids.Add(id);
            rest = rest[Math.Min(close + 1, rest.Length)..];
        }

        if (ids.Count <= most) return ids;
        remarks.Add(Remark.TooManyAddresses);
        return [ids[0], .. ids[^(most - 1)..]];
    }

    private static string Clean(string id)
    {
        var kept = string.Concat(id.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        return kept.Length <= Longest ? kept : kept[..Longest];
    }
}

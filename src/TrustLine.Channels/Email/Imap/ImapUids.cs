using System.Globalization;

namespace TrustLine.Channels.Email.Imap;

/// <summary>Sets of message numbers as they stand on the line: <c>2:4,7</c> (RFC 9051 9, sequence-set).</summary>
internal static class ImapUids
{
    /// <summary>More than any mailbox that is emptied by a watch ever holds; a server that names more is broken.</summary>
    internal const int Most = 1_000_000;

    private const int LongestSet = 4000; // Servers take lines of 8192 bytes (RFC 7162 4).

    /// <summary>These numbers as sets, none longer than a server takes in one line.</summary>
    public static IEnumerable<string> Sets(IEnumerable<uint> uids)
    {
        var set = new System.Text.StringBuilder();
        var sorted = uids.Distinct().Order().ToList();
        for (var i = 0; i < sorted.Count;)
        {
            var last = i;
            while (last + 1 < sorted.Count && sorted[last + 1] == sorted[last] + 1) last++;
            if (set.Length > LongestSet)
            {
                yield return set.ToString();
                set.Clear();
            }

            if (set.Length > 0) set.Append(',');
            set.Append(CultureInfo.InvariantCulture, $"{sorted[i]}");
            if (last > i) set.Append(CultureInfo.InvariantCulture, $":{sorted[last]}");
            i = last + 1;
        }

        if (set.Length > 0) yield return set.ToString();
    }

    /// <summary>Adds the numbers of a set that the server sent.</summary>
    public static void Read(string set, ICollection<uint> into)
    {
        foreach (var part in set.Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var from = Number(colon < 0 ? part : part[..colon]);
            var to = colon < 0 ? from : Number(part[(colon + 1)..]);
            if (to < from) (from, to) = (to, from);
            if (to - from >= Most || into.Count + (to - from) >= Most) throw new ImapTroubleException(ImapTrouble.Broken);
            for (var uid = (ulong)from; uid <= to; uid++) into.Add((uint)uid);
        }
    }

    /// <summary>One number, never 0 (RFC 9051 9, nz-number).</summary>
    public static uint Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new ImapTroubleException(ImapTrouble.Broken);
}

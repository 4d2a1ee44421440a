using System.Text;

namespace TrustLine.Channels.Email.Mime.Headers;

/// <summary>The headers of a mail or part (RFC 5322, 2.2) as bytes, unfolded when asked for. Bounded; what is beyond is not kept.</summary>
internal sealed class HeaderBlock(MailBounds bounds)
{
    private readonly List<(string Name, int Start, int Length)> fields = [];
    private byte[] kept = [];
    private int used, field = -1, seen;

    /// <summary>Names of the headers in their order, in small letters.</summary>
    internal IEnumerable<string> Names => fields.Select(f => f.Name);

    /// <summary>Whether nothing stands here.</summary>
    internal bool Empty => fields.Count == 0;

    /// <summary>Whether some of it was not kept.</summary>
    internal bool Cut { get; private set; }

    /// <summary>The name of a header that this line begins; null when it begins none.</summary>
    internal static string? NameOf(ReadOnlySpan<byte> line)
    {
        var colon = line[..Math.Min(line.Length, 200)].IndexOf((byte)':');
        if (colon <= 0) return null;
        var name = line[..colon].TrimEnd(" \t"u8); // "Subject : x" (RFC 5322, 4.5).
        foreach (var b in name)
            if (b is <= 32 or >= 127) return null; // RFC 5322, 3.6.8
        return name.IsEmpty ? null : Encoding.ASCII.GetString(name).ToLowerInvariant();
    }

    /// <summary>A line that begins the header of this name.</summary>
    internal void Begin(string name, ReadOnlySpan<byte> line)
    {
        if (++seen > bounds.Headers)
        {
            (Cut, field) = (true, -1);
            return;
        }

        fields.Add((name, used, 0));
        field = fields.Count - 1;
        Add(line[(line.IndexOf((byte)':') + 1)..]);
    }

    /// <summary>A line, or a piece of a long one, that goes on the last header.</summary>
    internal void Continue(ReadOnlySpan<byte> line)
    {
        if (field >= 0) Add(line);
    }

    /// <summary>The unfolded bytes of the first header of this name; empty when there is none.</summary>
    internal ReadOnlySpan<byte> Bytes(string name)
    {
        foreach (var f in fields)
            if (f.Name == name) return kept.AsSpan(f.Start, f.Length).Trim(" \t\r"u8);
        return [];
    }

    /// <summary>How often it stands.</summary>
    internal int Count(string name)
    {
        var count = 0;
        foreach (var f in fields)
            if (f.Name == name) count++;
        return count;
    }

    /// <summary>Whether it stands at all.</summary>
    internal bool Has(string name) => Count(name) > 0;

    /// <summary>The first header of this name as text without decoding of words; null when there is none.</summary>
    internal string? Plain(string name) => Has(name) ? HeaderText.Plain(Bytes(name)) : null;

    /// <summary>All headers of this name as text without decoding of words.</summary>
    internal List<string> All(string name)
    {
        var all = new List<string>();
        foreach (var f in fields)
            if (f.Name == name) all.Add(HeaderText.Plain(kept.AsSpan(f.Start, f.Length).Trim(" \t\r"u8)));
        return all;
    }

    // One header and all together are bounded.
    private void Add(ReadOnlySpan<byte> bytes)
    {
        var (name, start, length) = fields[field];
        var room = Math.Min(bounds.HeaderLength - length, bounds.HeaderBytes - used);
        if (bytes.Length > room)
        {
            Cut = true;
            bytes = bytes[..Math.Max(0, room)];
        }

        if (used + bytes.Length > kept.Length) Array.Resize(ref kept, Math.Min(Math.Max(1024, Math.Max(kept.Length * 2, used + bytes.Length)), Math.Max(bounds.HeaderBytes, used + bytes.Length)));
        bytes.CopyTo(kept.AsSpan(used));
        used += bytes.Length;
        fields[field] = (name, start, length + bytes.Length);
    }
}

using System.Text;

namespace TrustLine.Channels.Email.Mime.Headers;

/// <summary>Addresses of a header (RFC 5322, 3.4; RFC 6532) with groups, comments, old routes and what programs make of them.</summary>
internal sealed class AddressList
{
    private const int LongestAddress = 320;
    private const int LongestName = 500;
    private readonly List<Correspondent> found = [];
    private readonly ISet<Remark> remarks;
    private readonly StringBuilder phrase = new();
    private readonly StringBuilder comment = new();
    private readonly string raw;
    private string? address, group;
    private bool joined, noQuote, noComment;

    private AddressList(string raw, ISet<Remark> remarks) => (this.raw, this.remarks) = (raw, remarks);

    /// <summary>All addresses of these headers.</summary>
    internal static List<Correspondent> Read(IEnumerable<string> headers, int most, ISet<Remark> remarks)
    {
        var all = new List<Correspondent>();
        foreach (var header in headers)
        {
            var list = new AddressList(header, remarks);
            list.Read(most);
            all.AddRange(list.found);
        }

        if (all.Count <= most) return all;
        remarks.Add(Remark.TooManyAddresses);
        return all[..most];
    }

    private void Read(int most)
    {
        for (var at = 0; at < raw.Length && found.Count <= most; at++)
        {
            var c = raw[at];
            if (c == '"' && !noQuote) Quoted(ref at);
            else if (c == '(' && !noComment) Comment(ref at);
            else if (c == '<' && address is null) Angle(ref at);
            else if (c is ',' or ';') Flush(c);
            else if (c == ':' && group is null && address is null && phrase.Length > 0 && !Contains(phrase, '@')) BeginGroup();
            else phrase.Append(c);
        }

        Flush(',');
    }

    private static bool Contains(StringBuilder text, char c)
    {
        foreach (var chunk in text.GetChunks())
            if (chunk.Span.Contains(c)) return true;
        return false;
    }

    private void BeginGroup()
    {
        group = HeaderText.Line(phrase.ToString(), remarks).Text;
        phrase.Clear();
    }

    private void Quoted(ref int at)
    {
        var mark = phrase.Length;
        var i = at + 1;
        for (; i < raw.Length && raw[i] != '"'; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length) i++;
            phrase.Append(raw[i]);
        }

        if (i < raw.Length)
        {
            at = i;
            return;
        }

        // Never closed: it stands for itself, and so do all that follow.
        phrase.Length = mark;
        phrase.Append('"');
        noQuote = true;
    }

    private void Comment(ref int at)
    {
        var depth = 0;
        var inside = new StringBuilder();
        for (var i = at; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length) inside.Append(raw[++i]);
            else if (raw[i] == '(' && depth++ == 0) continue;
            else if (raw[i] == ')' && --depth == 0)
            {
                if (comment.Length > 0) comment.Append(' ');
                comment.Append(inside);
                at = i;
                return;
            }
            else inside.Append(raw[i]);
        }

        phrase.Append('(');
        noComment = true;
    }

    private void Angle(ref int at)
    {
        var end = raw.AsSpan(at + 1).IndexOfAny(">,;") is >= 0 and var stop ? at + 1 + stop : raw.Length;
        if (raw.AsSpan(at + 1).StartsWith("@") && end < raw.Length && raw[end] != '>' && raw.IndexOf('>', end) is >= 0 and var close && raw.AsSpan(end, close - end).IndexOfAny('<', '"') < 0) end = close; // <@a,@b:c@d>
        var inside = raw.AsSpan(at + 1, end - at - 1);
        if (inside.StartsWith("@") && inside.IndexOf(':') is > 0 and var route) inside = inside[(route + 1)..]; // RFC 5322, 4.4
        address = inside.ToString();
        at = end < raw.Length && raw[end] != '>' ? end - 1 : end;
    }

    private void Flush(char by)
    {
        var name = phrase.ToString().Trim();
        if (address is null && name.Contains('@', StringComparison.Ordinal))
        {
            // A bare address, perhaps with a name before or behind it.
            var words = name.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
            address = words.First(w => w.Contains('@', StringComparison.Ordinal)).Trim('[', ']', '\'', '>');
            name = string.Join(' ', words.Where(w => !w.Contains('@', StringComparison.Ordinal)));
        }

        if (name.Length == 0 && comment.Length > 0) name = comment.ToString().Trim();
        if (name.Length > 0 || !string.IsNullOrWhiteSpace(address)) Add(name, address ?? "");
        phrase.Clear();
        comment.Clear();
        address = null;
        if (by == ';') group = null;
    }

    private void Add(string name, string written)
    {
        var words = HeaderText.Line(Short(name), remarks);
        var one = new Correspondent(Unquoted(words.Text), Address(written)) { OtherName = words.Other is null ? null : Unquoted(words.Other), Group = group };

        // Иванов, Иван <a@b>: the comma of a name that should have been quoted.
        if (found.Count > 0 && !joined && one.Address.Length > 0 && one.Name.Length > 0 && found[^1] is { Address: "", Name.Length: > 0 } before && before.Group == group)
        {
            found[^1] = one with { Name = before.Name + ", " + one.Name };
            joined = true;
            return;
        }

        joined = false;
        found.Add(one);
        if (one.Name.Contains('@', StringComparison.Ordinal) && !one.Name.Contains(one.Address, StringComparison.OrdinalIgnoreCase)) remarks.Add(Remark.NameLooksLikeAddress);
    }

    private static string Short(string name) => name.Length <= LongestName * 4 ? name : name[..(LongestName * 4)];

    // 'Name' in single quotes is Outlook's way.
    private static string Unquoted(string name)
    {
        name = name.Length > 1 && name[0] is '\'' or '"' && name[^1] == name[0] ? name[1..^1].Trim() : name;
        return name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];
    }

    private string Address(string written)
    {
        var clean = HeaderText.Clean(written, remarks);
        var kept = string.Concat(clean.Where(c => !char.IsWhiteSpace(c)));
        return kept.Length <= LongestAddress ? kept : kept[..LongestAddress];
    }
}

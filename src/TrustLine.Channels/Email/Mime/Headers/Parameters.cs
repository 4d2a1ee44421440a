using System.Text;
using TrustLine.Channels.Email.Mime.Charsets;
using TrustLine.Channels.Email.Mime.Parts;

namespace TrustLine.Channels.Email.Mime.Headers;

/// <summary>A value with parameters, as Content-Type and Content-Disposition (RFC 2045, 5.1; RFC 2183), with continuations and charsets of RFC 2231 and the ways around it.</summary>
internal sealed class Parameters
{
    private static readonly System.Buffers.SearchValues<char> AfterValue = System.Buffers.SearchValues.Create(";, \t(\r\n");
    private const int Most = 200;
    private const int MostSegments = 100;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Parameters(string value) => Value = value;

    /// <summary>The value itself, in small letters.</summary>
    internal string Value { get; }

    /// <summary>The parameter of this name (small letters); null when there is none.</summary>
    internal string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>Reads a header; an empty one has an empty value.</summary>
    internal static Parameters Read(ReadOnlySpan<byte> header, ISet<Remark> remarks)
    {
        var raw = HeaderText.Plain(header);
        var end = raw.AsSpan().IndexOfAny(AfterValue);
        var parameters = new Parameters((end < 0 ? raw : raw[..end]).Trim().Trim('"').ToLowerInvariant());
        if (end < 0) return parameters;
        var pieces = new Dictionary<string, SortedDictionary<int, (string Text, bool Encoded)>>(StringComparer.Ordinal);
        var count = 0;
        for (var at = end; at < raw.Length && count < Most; count++)
        {
            var (name, value) = Next(raw, ref at);
            if (name.Length > 0) Keep(parameters.values, pieces, name.ToLowerInvariant(), value);
        }

        foreach (var (name, segments) in pieces) parameters.values[name] = Joined(segments, remarks);
        return parameters;
    }

    private static (string Name, string Value) Next(string raw, ref int at)
    {
        while (at < raw.Length && (raw[at] is ';' or ',' || char.IsWhiteSpace(raw[at]))) at++;
        if (at < raw.Length && raw[at] == '(')
        {
            var close = raw.IndexOf(')', at);
            at = close < 0 ? raw.Length : close + 1;
            return ("", "");
        }

        var start = at;
        while (at < raw.Length && raw[at] is not ('=' or ';')) at++;
        var name = raw[start..at].Trim();
        if (at >= raw.Length || raw[at] == ';') return (name, "");
        at++;
        while (at < raw.Length && char.IsWhiteSpace(raw[at])) at++;
        if (at >= raw.Length || raw[at] != '"')
        {
            // Not quoted: blanks in file names are a common sin, so the value goes to the next semicolon.
            start = at;
            while (at < raw.Length && raw[at] != ';') at++;
            return (name, raw[start..at].Trim());
        }

        var value = new StringBuilder();
        for (at++; at < raw.Length && raw[at] != '"'; at++)
        {
            // A backslash quotes only what needs it: paths of Windows stand here as they are.
            if (raw[at] == '\\' && at + 1 < raw.Length && raw[at + 1] is '"' or '\\') at++;
            value.Append(raw[at]);
        }

        while (at < raw.Length && raw[at] != ';') at++;
        return (name, value.ToString());
    }

    // name, name*=charset'language'%41, name*0=, name*0*= (RFC 2231, 3 and 4).
    private static void Keep(Dictionary<string, string> values, Dictionary<string, SortedDictionary<int, (string Text, bool Encoded)>> pieces, string name, string value)
    {
        var star = name.IndexOf('*');
        if (star < 0)
        {
            values.TryAdd(name, value);
            return;
        }

        var encoded = name.EndsWith('*');
        var number = name[(star + 1)..].TrimEnd('*');
        var index = 0;
        if (number.Length > 0 && (!int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out index) || index >= MostSegments)) return;
        if (!pieces.TryGetValue(name[..star], out var segments)) pieces[name[..star]] = segments = [];
        segments.TryAdd(index, (value, encoded));
    }

    private static string Joined(SortedDictionary<int, (string Text, bool Encoded)> segments, ISet<Remark> remarks)
    {
        if (!segments.Values.Any(s => s.Encoded)) return string.Concat(segments.Values.Select(s => s.Text));
        var bytes = new List<byte>();
        string? charset = null;
        var first = true;
        foreach (var (text, encoded) in segments.Values)
        {
            var from = 0;
            if (first && encoded && text.IndexOf('\'') is >= 0 and var quote && text.IndexOf('\'', quote + 1) is >= 0 and var second)
            {
                charset = text[..quote];
                from = second + 1;
            }

            first = false;
            var raw = Encoding.UTF8.GetBytes(text[from..]);
            for (var i = 0; i < raw.Length; i++)
            {
                if (encoded && raw[i] == '%' && i + 2 < raw.Length && QuotedDecoder.Hex(raw[i + 1]) is >= 0 and var high && QuotedDecoder.Hex(raw[i + 2]) is >= 0 and var low)
                {
                    bytes.Add((byte)((high << 4) | low));
                    i += 2;
                }
                else
                {
                    bytes.Add(raw[i]);
                }
            }
        }

        return TextBytes.Read(bytes.ToArray(), charset, remarks).Text;
    }
}

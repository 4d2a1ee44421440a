using System.Buffers;
using System.Text;

namespace TrustLine.Channels.Email.Mime.Words;

/// <summary>Files that stand as letters inside a text (uuencode, POSIX): taken out whole, left in place when they are not.</summary>
internal static class FilesInText
{
    private const int Most = 20;

    /// <summary>The files of a text and the text without them.</summary>
    internal static (ReadOnlyMemory<byte> Left, List<(string Name, ReadOnlyMemory<byte> Bytes)> Files) TakeOut(ReadOnlyMemory<byte> text)
    {
        var files = new List<(string, ReadOnlyMemory<byte>)>();
        if (text.Span.IndexOf("begin "u8) < 0) return (text, files);
        var rest = new ArrayBufferWriter<byte>(text.Length);
        var ended = true;
        for (var at = 0; at < text.Length;)
        {
            var line = Line(text.Span, at, out var next);
            if (ended && files.Count < Most && Name(line) is { } name)
            {
                var bytes = Decode(text.Span, next, out var after);
                if (bytes is not null)
                {
                    files.Add((name, bytes.Value));
                    at = after;
                    continue;
                }

                ended = false; // One that never ends: looking again would only cost time.
            }

            rest.Write(text.Span[at..next]);
            at = next;
        }

        return (rest.WrittenMemory, files);
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, int at, out int next)
    {
        var end = text[at..].IndexOf((byte)'\n');
        next = end < 0 ? text.Length : at + end + 1;
        return text[at..next].TrimEnd("\r\n"u8);
    }

    private static string? Name(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("begin "u8) || line.Length is < 11 or > 300) return null;
        var mode = line[6..];
        var blank = mode.IndexOf((byte)' ');
        if (blank is < 3 or > 4) return null;
        foreach (var digit in mode[..blank])
            if (digit is < (byte)'0' or > (byte)'7') return null;
        return Headers.HeaderText.Plain(mode[(blank + 1)..]).Trim('"', ' ');
    }

    private static ReadOnlyMemory<byte>? Decode(ReadOnlySpan<byte> text, int at, out int after)
    {
        var bytes = new ArrayBufferWriter<byte>();
        after = at;
        while (at < text.Length)
        {
            var line = Line(text, at, out at);
            if (line.SequenceEqual("end"u8))
            {
                after = at;
                return bytes.WrittenMemory;
            }

            if (line.IsEmpty || line[0] is (byte)'`' or (byte)' ') continue;
            var length = (line[0] - 32) & 63;
            if (line[0] is < 32 or > 96 || line.Length < ((length * 4 + 2) / 3) - 1) return null;
            var room = bytes.GetSpan(64);
            var written = 0;
            for (var i = 1; written < length; i += 4)
            {
                static int Sign(ReadOnlySpan<byte> from, int index) => index < from.Length ? (from[index] - 32) & 63 : 0;
                var bits = (Sign(line, i) << 18) | (Sign(line, i + 1) << 12) | (Sign(line, i + 2) << 6) | Sign(line, i + 3);
                for (var shift = 16; shift >= 0 && written < length; shift -= 8) room[written++] = (byte)(bits >> shift);
            }

            bytes.Advance(written);
        }

        return null;
    }
}

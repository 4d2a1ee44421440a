using System.Text;

namespace TrustLine.Channels.Email.Mime.Words;

/// <summary>Text of format=flowed (RFC 3676): lines that end in a blank go on in the next one of the same quotation.</summary>
internal static class Flowed
{
    /// <summary>The text with its paragraphs whole again.</summary>
    internal static string Join(string text, bool deleteBlank)
    {
        var joined = new StringBuilder(text.Length);
        var (deep, flows) = (0, false);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw;
            var quote = 0;
            while (quote < line.Length && line[quote] == '>') quote++;
            line = line[quote..];
            if (line.StartsWith(" ")) line = line[1..]; // space-stuffing (4.4)
            var signature = line is "-- ";
            if (flows && quote == deep && !signature)
            {
                joined.Append(line);
            }
            else
            {
                if (joined.Length > 0) joined.Append('\n');
                joined.Append('>', quote);
                if (quote > 0) joined.Append(' ');
                joined.Append(line);
            }

            (deep, flows) = (quote, line.EndsWith(" ") && !signature);
            if (flows && deleteBlank) joined.Length--;
        }

        return joined.ToString();
    }
}

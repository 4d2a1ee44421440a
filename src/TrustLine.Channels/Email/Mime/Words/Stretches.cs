namespace TrustLine.Channels.Email.Mime.Words;

/// <summary>
/// Tells the writer's own words from what they answer, what they pass on and how they sign. It only parts the text, it never drops any: one after another the stretches are the whole. In doubt words are the writer's own.
/// </summary>
internal static class Stretches
{
    private const int LongestSignature = 15;
    private const int LongestSignatureLine = 120;

    /// <summary>The stretches of a text.</summary>
    internal static IReadOnlyList<(Stretch Kind, string Text)> Of(string text)
    {
        if (text.Length == 0) return [];
        var lines = Lines(text);
        var kinds = new Stretch[lines.Count];
        Quotations(lines, kinds);
        Signatures(lines, kinds);
        var all = new List<(Stretch, string)>();
        for (var i = 0; i < lines.Count;)
        {
            var start = i;
            while (i < lines.Count && kinds[i] == kinds[start]) i++;
            all.Add((kinds[start], string.Concat(lines.GetRange(start, i - start))));
        }

        return all;
    }

    // Lines with their ends, so that they can be put together again.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }

    private static void Quotations(List<string> lines, Stretch[] kinds)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (Quoted(line))
            {
                kinds[i] = Stretch.Quoted;
            }
            else if (Marks.BeginsPassedOn(line))
            {
                Array.Fill(kinds, Stretch.Forwarded, i, lines.Count - i);
                return;
            }
            else if (Marks.BeginsAnswered(line) || Headed(lines, i))
            {
                Array.Fill(kinds, Stretch.Quoted, i, lines.Count - i);
                return;
            }
            else if (Introduced(lines, i) is > 0 and var length)
            {
                var next = i + length;
                while (next < lines.Count && Blank(lines[next])) next++;
                if (next >= lines.Count || Quoted(lines[next]))
                {
                    // The words below the quotation are the writer's own again.
                    Array.Fill(kinds, Stretch.Quoted, i, length);
                    i += length - 1;
                }
                else if (Marks.Introduces(lines[i + length - 1]) && lines[i + length - 1].Contains('@', StringComparison.Ordinal))
                {
                    // A program that does not mark the lines it quotes: everything below.
                    Array.Fill(kinds, Stretch.Quoted, i, lines.Count - i);
                    return;
                }
            }
        }

        // Blank lines inside a quotation belong to it.
        for (var i = 1; i < lines.Count; i++)
        {
            if (!Blank(lines[i]) || kinds[i] != Stretch.Own || kinds[i - 1] != Stretch.Quoted) continue;
            var end = i;
            while (end < lines.Count && Blank(lines[end])) end++;
            if (end == lines.Count || kinds[end] == Stretch.Quoted) Array.Fill(kinds, Stretch.Quoted, i, end - i);
            i = end;
        }
    }

    // One, two or three lines that introduce a quotation: programs wrap them.
    private static int Introduced(List<string> lines, int i)
    {
        if (Marks.Introduces(lines[i])) return 1;
        if (Blank(lines[i]) || !(lines[i].Any(char.IsAsciiDigit) || lines[i].Contains('@', StringComparison.Ordinal))) return 0;
        for (var more = 1; more <= 2 && i + more < lines.Count && !Blank(lines[i + more]); more++)
            if (Marks.Introduces(lines[i + more]) && (lines[i].Contains("20", StringComparison.Ordinal) || lines[i].Contains(':', StringComparison.Ordinal)) && lines[i].Length < 200) return more + 1;
        return 0;
    }

    // From:, Sent:, To:, Subject: written into the text, with Outlook's rule above or not.
    private static bool Headed(List<string> lines, int i)
    {
        if (Marks.IsRule(lines[i]))
        {
            var below = i + 1;
            while (below < lines.Count && below < i + 3 && Blank(lines[below])) below++;
            return below < lines.Count && Marks.NamesSender(lines[below]) && Headed(lines, below);
        }

        if (!Marks.NamesSender(lines[i])) return false;
        var more = 0;
        for (var next = i + 1; next < lines.Count && next < i + 8 && !Blank(lines[next]); next++)
            if (Marks.NamesMore(lines[next])) more++;
        return more >= 2;
    }

    // From a mark to the end of the writer's words, if that is short enough to be a signature.
    private static void Signatures(List<string> lines, Stretch[] kinds)
    {
        var end = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (kinds[i] != Stretch.Own) continue;
            var line = lines[i];
            var program = Marks.IsProgram(line);
            if (!program && !Marks.PartsSignature(line) && !Marks.Closes(line)) continue;
            for (end = Math.Max(end, i); end < lines.Count && kinds[end] == Stretch.Own;) end++;
            if (program)
            {
                // Only this line: people write below it too.
                kinds[i] = Stretch.Signature;
                continue;
            }

            if (Sign(lines, i + 1, end)) Array.Fill(kinds, Stretch.Signature, i, end - i);
        }
    }

    private static bool Sign(List<string> lines, int from, int to)
    {
        var words = 0;
        for (var i = from; i < to; i++)
        {
            if (Blank(lines[i])) continue;
            if (++words > LongestSignature || lines[i].Length > LongestSignatureLine || Postscript(lines[i])) return false;
        }

        return true;
    }

    private static bool Postscript(string line)
    {
        var text = line.TrimStart();
        foreach (var mark in (string[])["P.S", "PS.", "PS:", "P. S", "З.Ы", "П.С", "Пс.", "Қосымша:", "Р.S", "Р.С"])
            if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool Quoted(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.StartsWith(">") || text.StartsWith("|") && text.Length > 2 && text[1] == ' ';
    }

    private static bool Blank(string line) => string.IsNullOrWhiteSpace(line);
}

using System.Text;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Reading;

/// <summary>Reads the small tab-separated lexicons; lines that begin with # are their comments.</summary>
internal static class LexiconFile
{
    /// <summary>Where the trainer reads the files, so that a changed lexicon needs no build; null in the service, which has them inside.</summary>
    public static string? Folder { get; set; }

    /// <summary>The rows, cell by cell.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        var rows = new List<string[]>();
        foreach (var line in Lines(Text(name))) rows.Add(line.ToString().Split('\t'));
        return rows;
    }

    /// <summary>The file in one string; a large one is read line by line with <see cref="Lines"/>.</summary>
    public static string Text(string name)
    {
        if (Folder is not null) return File.ReadAllText(Path.Combine(Folder, name));
        using var stream = StatuteFile.Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The lines that are neither empty nor comments.</summary>
    public static LineWalk Lines(string text) => new(text);

    /// <summary>The part before the first tab, and what follows it.</summary>
    public static ReadOnlySpan<char> Cell(ref ReadOnlySpan<char> line)
    {
        var tab = line.IndexOf('\t');
        var cell = tab < 0 ? line : line[..tab];
        line = tab < 0 ? [] : line[(tab + 1)..];
        return cell;
    }

    /// <summary>Walks a text line by line without a string for each.</summary>
    public ref struct LineWalk(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly LineWalk GetEnumerator() => this;

        public bool MoveNext()
        {
            while (rest.Length > 0)
            {
                var end = rest.IndexOf('\n');
                Current = (end < 0 ? rest : rest[..end]).TrimEnd('\r');
                rest = end < 0 ? [] : rest[(end + 1)..];
                if (Current.Length > 0 && Current[0] != '#') return true;
            }

            return false;
        }
    }
}

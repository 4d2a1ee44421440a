using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace TrustLine.Triage.Statutes;

/// <summary>The files of the law that travel inside the assembly. Reading collects every fault and reports them all at once.</summary>
internal static class StatuteFile
{
    public static Stream Open(string name) =>
        typeof(StatuteFile).Assembly.GetManifestResourceStream(name)
        ?? throw new StatutesInvalidException([$"{name}: not in the assembly"]);

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Rows of a CSV of RFC 4180 by column name; the first line names the columns.</summary>
    public static IEnumerable<StatuteRow> Rows(string name, string content, List<string> faults)
    {
        string[]? columns = null;
        var line = 0;
        foreach (var raw in content.Split('\n'))
        {
            line++;
            var text = raw.TrimEnd('\r');
            if (text.Length == 0) continue;
            var cells = Cells(text);
            if (columns is null)
            {
                columns = cells;
            }
            else if (cells.Length != columns.Length)
            {
                faults.Add($"{name}:{line}: {cells.Length} cells, {columns.Length} columns");
            }
            else
            {
                yield return new StatuteRow(name, line, columns, cells, faults);
            }
        }
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') { cell.Append('"'); i++; }
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { cells.Add(cell.ToString()); cell.Clear(); }
            else cell.Append(c);
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}

/// <summary>One row, which notes what it cannot read instead of throwing.</summary>
internal sealed class StatuteRow(string file, int line, string[] columns, string[] cells, List<string> faults)
{
    public string this[string column]
    {
        get
        {
            if (Array.IndexOf(columns, column) is >= 0 and var place) return cells[place];
            Fault($"there is no column {column}");
            return "";
        }
    }

    public void Fault(string what) => faults.Add($"{file}:{line}: {what}");

    public string Required(string column)
    {
        if (this[column].Length == 0) Fault($"{column} is empty");
        return this[column];
    }

    public LocalDate Day(string column)
    {
        var parsed = LocalDatePattern.Iso.Parse(this[column]);
        if (!parsed.Success) Fault($"{column} is no date");
        return parsed.Success ? parsed.Value : default;
    }

    public LocalDate? DayOrNone(string column) => this[column].Length == 0 ? null : Day(column);

    public int Whole(string column)
    {
        if (!int.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) Fault($"{column} is no whole number");
        return value;
    }

    public IReadOnlyList<string> Words(string column) => this[column].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string? WordOrNone(string column) => this[column].Length == 0 ? null : this[column];

    public Guid Id(string column)
    {
        if (!Guid.TryParseExact(this[column], "D", out var value)) Fault($"{column} is no id");
        return value;
    }

    public bool Flag(string column)
    {
        if (!bool.TryParse(this[column], out var value)) Fault($"{column} is neither true nor false");
        return value;
    }

    public T Word<T>(string column) where T : struct, Enum
    {
        if (!Enum.TryParse(this[column].Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T value)) Fault($"{column} is no {typeof(T).Name}");
        return value;
    }
}

/// <summary>The files of the law do not hold together; the message lists every fault. The service must not start.</summary>
public sealed class StatutesInvalidException(IReadOnlyList<string> faults)
    : Exception("The files of the law are faulty: " + string.Join("; ", faults))
{
    /// <summary>Every fault found, as file:line: what.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

// What a drill found: figures with their units, and claims that held or did not.

using System.Globalization;

namespace TrustLine.Drills;

public sealed class Figures
{
    private readonly TextWriter _output;
    private readonly Lock _turn = new();

    public Figures(string verb, IEnumerable<string> arguments, TextWriter output)
    {
        _output = output;
        Say($"dotnet run -c Release --project tests/Drills -- {string.Join(' ', [verb, .. arguments])}");
        Say($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {(AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "DEBUG: not a figure to quote")}");
    }

    public List<string> Broken { get; } = [];

    public void Say(FormattableString line) => Write(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A claim: said with its figure whether it holds or not.</summary>
    public bool Holds(bool claim, FormattableString figure)
    {
        var text = figure.ToString(CultureInfo.InvariantCulture);
        Write((claim ? "  holds  " : "  BROKEN ") + text);
        if (!claim)
        {
            lock (_turn)
            {
                Broken.Add(text);
            }
        }

        return claim;
    }

    public int Conclude()
    {
        Write(Broken.Count == 0 ? "everything holds" : $"{Broken.Count} broken: {string.Join("; ", Broken.Take(5))}");
        return Broken.Count == 0 ? 0 : 1;
    }

    private void Write(string line)
    {
        lock (_turn)
        {
            _output.WriteLine(line);
            _output.Flush();
        }
    }
}

/// <summary>--name NUMBER pairs, and --data FOLDER.</summary>
public sealed class Options
{
    private readonly Dictionary<string, int> _values = [];

    /// <summary>The folder of a line that is made to last; null for one that goes with the drill.</summary>
    public string? Folder { get; private set; }

    public static bool TryParse(IReadOnlyList<string> arguments, out Options options)
    {
        options = new();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] == "--data" && i + 1 < arguments.Count)
            {
                options.Folder = Path.GetFullPath(arguments[i + 1]);
                continue;
            }

            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Count
                || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            options._values[arguments[i][2..]] = value;
        }

        return true;
    }

    public static Options Of(params (string Name, int Value)[] values)
    {
        var options = new Options();
        foreach (var (name, value) in values)
        {
            options._values[name] = value;
        }

        return options;
    }

    public int Get(string name, int fallback) => _values.GetValueOrDefault(name, fallback);
}

/// <summary>Times of many requests.</summary>
public sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public void Add(TimeSpan time)
    {
        lock (_milliseconds)
        {
            _milliseconds.Add(time.TotalMilliseconds);
        }
    }

    /// <summary>The time in ms that this share of the requests stayed under.</summary>
    public double Percentile(double share)
    {
        lock (_milliseconds)
        {
            var sorted = _milliseconds.Order().ToList();
            return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
        }
    }
}

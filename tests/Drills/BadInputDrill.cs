// The table of bad input, row by row, with the memory of the process beside it.

using TrustLine.Testing;

namespace TrustLine.Drills;

public static class BadInputDrill
{
    public const string Claim = "bad input gets a problem document, nothing is stored, nothing comes back raw";

    public static async Task RunAsync(Options options, Figures figures)
    {
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        var first = await reporter.ReportsAsync(new Story("Начальник взял взятку.", "ru"));
        var files = line.SealedFiles();
        foreach (var row in BadInput.Table)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Get("seconds", 60)));
            var answer = await row.Send(line, limit.Token);
            var wrong = BadInput.Judge(row, answer);
            figures.Holds(wrong is null, $"{row.Name}: {answer.Status} {wrong}");
        }

        var last = await reporter.ReportsAsync(new Story("Начальник взял взятку.", "ru"));
        var between = int.Parse(last.RegistrationNumber.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)
            - int.Parse(first.RegistrationNumber.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) - 1;
        figures.Holds(between == 0, $"{BadInput.Table.Count} rows sent, {between} of them became reports");
        figures.Holds(files.SequenceEqual(line.SealedFiles()), $"{line.SealedFiles().Count - files.Count} sealed files left behind");
        figures.Holds(!line.Log().Contains(BadInput.Mark, StringComparison.OrdinalIgnoreCase), $"the log holds nothing of what was sent");
        figures.Say($"resident memory {line.Memory().Now >> 20} MB, at most {line.Memory().Peak >> 20} MB");
    }
}

// Runs tests/checks/leaks.py, the project's own judge, over folders that a service has left behind.

using System.Diagnostics;

namespace TrustLine.Testing;

public static class Leaks
{
    /// <summary>Exit status 0 where no word was found, 1 with a line for each hit.</summary>
    public static async Task<Answer> LookAsync(IEnumerable<string> words, params string[] paths)
    {
        var start = new ProcessStartInfo("python3", [Repository.PathOf("tests", "checks", "leaks.py"), .. words.SelectMany(w => new[] { "--word", w }), .. paths])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Alive.Add(process);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Alive.Remove(process);
        return new(process.ExitCode, await output, await error);
    }
}

// How many messages a second one core reads and judges, how soon the first, and what is kept in memory for it.

using System.Diagnostics;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Drills;

public static class TriageDrill
{
    public const string Claim = "--seconds 10 --atleast 3000 --start 150 --megabytes 60: messages a second on one core, JSON in and out; time until the first answer, memory kept";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("tests", "corpus", "dev.jsonl"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var first = TriageLine.Answer(lines[0]);
        figures.Holds(watch.ElapsedMilliseconds <= options.Get("start", 150), $"the first answer after {watch.ElapsedMilliseconds} ms: dictionaries and weights are read");
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / (1024.0 * 1024);
        figures.Holds(grown <= options.Get("megabytes", 60), $"{grown:0} MB of memory are kept for them");
        long length = first.Length;
        foreach (var line in lines) length += TriageLine.Answer(line).Length; // What has not been compiled yet is no figure.

        var seconds = TimeSpan.FromSeconds(options.Get("seconds", 10));
        var (count, cpu) = (0L, Process.GetCurrentProcess().TotalProcessorTime);
        watch.Restart();
        while (watch.Elapsed < seconds)
        {
            foreach (var line in lines) length += TriageLine.Answer(line).Length;
            count += lines.Length;
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        figures.Say($"{count:N0} messages in {watch.Elapsed.TotalSeconds:0.0} s, {used.TotalSeconds:0.0} s of processor, {length / 1024.0 / 1024:0} MB of answers");
        figures.Holds(count / used.TotalSeconds >= options.Get("atleast", 3000), $"{count / used.TotalSeconds:N0} messages a second of one core");
    }
}

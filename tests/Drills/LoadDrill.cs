// How many reports a second the line takes, durably, and what share of the bare work that is; then ten thousand arrivals that overlap.

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class LoadDrill
{
    public const string Claim = "--clients 16 --seconds 30 --total 10000: reports a second, p50/p99, share of the bare work, memory, start-up";
    private const int NarrativeBytes = 1500;

    public static async Task RunAsync(Options options, Figures figures)
    {
        var clients = options.Get("clients", 16);
        var length = TimeSpan.FromSeconds(options.Get("seconds", 30));
        await using var line = await LineProcess.StartDemoAsync();
        var starts = new List<double> { line.StartUp.TotalMilliseconds };
        for (var i = 0; i < 4; i++)
        {
            await line.StopAsync();
            await line.StartAsync();
            starts.Add(line.StartUp.TotalMilliseconds);
        }

        starts.Sort();
        figures.Holds(starts[starts.Count / 2] < 1500, $"start-up to the first answered request: median {starts[starts.Count / 2]:F0} ms of {starts.Count} ({starts[0]:F0} to {starts[^1]:F0})");
        await Task.Delay(TimeSpan.FromSeconds(3));
        var idle = line.Memory().Now;

        figures.Say($"narrative of {NarrativeBytes} bytes, {clients} clients; the clients share the cores with the service, the bare work has them alone");
        await PressAsync(line, clients, TimeSpan.FromSeconds(Math.Min(5, length.TotalSeconds)), null);
        var before = line.ProcessorSeconds();
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var run = await PressAsync(line, clients, length, null);
        var (service, generator) = (line.ProcessorSeconds() - before, (Process.GetCurrentProcess().TotalProcessorTime - own).TotalSeconds);
        var loaded = line.Memory();
        figures.Holds(run.Refused == 0, $"{run.Receipts.Count} reports in {run.Length.TotalSeconds:F1} s, {run.Refused} refused: {run.PerSecond:F1} a second, p50 {run.Times.Percentile(.5):F1} ms, p99 {run.Times.Percentile(.99):F1} ms");
        figures.Say($"processor: service {1000 * service / run.Receipts.Count:F2} ms a report, load generator {1000 * generator / run.Receipts.Count:F2} ms a report");
        figures.Say($"resident memory: {idle >> 20} MB idle, {loaded.Now >> 20} MB after the load, {loaded.Peak >> 20} MB at most");
        await line.KillAsync();

        var folder = Scratch.Folder("bare");
        using var bare = new BareWork(folder, NarrativeBytes);
        await bare.RunAsync(clients, TimeSpan.FromSeconds(Math.Min(3, length.TotalSeconds)));
        var alone = await bare.RunAsync(clients, length);
        figures.Say($"bare work: {alone.PerSecond:F1} a second, p50 {alone.Times.Percentile(.5):F1} ms, p99 {alone.Times.Percentile(.99):F1} ms, {alone.PerCommit:F1} reports a commit");
        figures.Say($"  of which the code's hash {alone.Hash:F2} ms, the seals {alone.Seals:F2} ms (by the wall clock), {alone.Bytes} bytes committed a report");
        figures.Say($"processor: bare work {alone.Processor:F2} ms a report; in processor time the service's share is {alone.Processor / (1000 * service / run.Receipts.Count):F2}");
        var share = run.PerSecond / alone.PerSecond;
        figures.Holds(share >= .6, $"share of the bare work: {share:F2} (aim 0.60)");
        figures.Holds(run.PerSecond >= 150, $"{run.PerSecond:F1} reports a second (aim 150 on an idle machine)");

        if (options.Get("total", 0) > 0)
        {
            await line.StartAsync();
            await ArrivalDrill.PressAsync(line, options.Get("total", 0), 64, figures);
        }
    }

    internal static async Task<Run> PressAsync(LineProcess line, int clients, TimeSpan length, int? total)
    {
        var run = new Run();
        var taken = 0;
        var watch = Stopwatch.StartNew();
        using var http = line.Http();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(c => Task.Run(async () =>
        {
            for (var i = 0; watch.Elapsed < length && (total is null || Interlocked.Increment(ref taken) <= total); i++)
            {
                using var content = new ByteArrayContent(Body(c, i));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                var begun = watch.Elapsed;
                using var answer = await http.PostAsync(new Uri("/api/reports", UriKind.Relative), content);
                run.Times.Add(watch.Elapsed - begun);
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
                    run.Took(json.RootElement.GetProperty("registrationNumber").GetString()!);
                }
                else
                {
                    run.Refuse();
                }
            }
        })));
        run.Took(watch.Elapsed);
        return run;
    }

    private static byte[] Body(int client, int i)
    {
        var start = $"Начальник отдела взял взятку за сертификат без испытаний, случай {client}-{i}. ";
        var fill = new string('о', (NarrativeBytes - System.Text.Encoding.UTF8.GetByteCount(start)) / 2);
        return System.Text.Encoding.UTF8.GetBytes($"{{\"language\":\"ru\",\"narrative\":\"{start}{fill}\"}}");
    }

    internal sealed class Run
    {
        private TimeSpan _took;
        private int _refused;

        public Times Times { get; } = new();

        public List<string> Receipts { get; } = [];

        public int Refused => _refused;

        public double PerSecond => Receipts.Count / _took.TotalSeconds;

        public void Took(TimeSpan time) => _took = time;

        public TimeSpan Length => _took;

        public void Took(string number)
        {
            lock (Receipts)
            {
                Receipts.Add(number);
            }
        }

        public void Refuse() => Interlocked.Increment(ref _refused);
    }
}

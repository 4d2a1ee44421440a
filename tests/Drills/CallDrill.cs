// Many callers at once, each leaving a whole report by voice: how long the provider waits for each answer, and that every call became one report.

using System.Diagnostics;
using TrustLine.Testing;
using TrustLine.Testing.Phone;

namespace TrustLine.Drills;

public static class CallDrill
{
    public const string Claim = "--count 200 --think 2000 --p99 300: simultaneous calls by phone, each one report; p50/p99 of webhook answers in ms";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var (count, think, aim) = (options.Get("count", 200), options.Get("think", 2000), options.Get("p99", 300));
        using var provider = new PhoneDouble();
        await using var line = await LineProcess.StartDemoAsync(new Dictionary<string, string?>(provider.Settings) { ["Channels:Phone:GraceSeconds"] = "1" });
        using (var first = await CallSimulator.DialAsync(line.BaseAddress, provider, listens: false)) await ReportAsync(first, 0, 0); // The first call meets code that has not run yet.
        var (calls, watch, own, service) = (new List<CallSimulator>(), Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, line.ProcessorSeconds());
        await Task.WhenAll(Enumerable.Range(1, count).Select(async i =>
        {
            await Task.Delay(Draw(think));
            var call = await CallSimulator.DialAsync(line.BaseAddress, provider, listens: false, pause: 1000);
            lock (calls) calls.Add(call);
            await ReportAsync(call, i, think);
        }));
        var took = watch.Elapsed;
        var times = new Times();
        foreach (var time in calls.SelectMany(c => c.Times)) times.Add(time);
        figures.Say($"{count} simultaneous calls, {times.Count} webhooks in {took.TotalSeconds:F1} s, {times.Count / took.TotalSeconds:F0} a second; processor: service {line.ProcessorSeconds() - service:F1} s, callers {(Process.GetCurrentProcess().TotalProcessorTime - own).TotalSeconds:F1} s of the same cores");
        figures.Holds(times.Percentile(.99) < aim, $"webhook answers: p50 {times.Percentile(.5):F0} ms, p95 {times.Percentile(.95):F0} ms, p99 {times.Percentile(.99):F0} ms, longest {times.Percentile(1):F0} ms (aim p99 under {aim} ms)");
        for (var wait = 0; wait < 600 && !provider.Recordings.IsEmpty; wait++) await Task.Delay(100);
        figures.Holds(provider.Recordings.IsEmpty && provider.Deleted.Count == count + 1, $"{provider.Deleted.Count} recordings fetched, sealed and deleted at the provider, {provider.Recordings.Count} left there");
        figures.Holds(calls.All(c => c.IsOver), $"{calls.Count(c => c.IsOver)} of {count} calls came to their end with a code");
        var verified = await line.CommandAsync(["verify-journal"]);
        figures.Holds(verified.Status == 0, $"verify-journal: {verified.Output.Trim()} {verified.Error.Trim()}");
        foreach (var call in calls) call.Dispose();
    }

    // Between two keys people hear at least some words: up to the time to think, evenly spread.
    private static async Task ReportAsync(CallSimulator call, int i, int think)
    {
        async Task ActAsync(Func<Task> act)
        {
            await Task.Delay(Draw(think));
            await act();
        }

        foreach (var key in new[] { "2", "2", "2", "2", "2", "2" }) await ActAsync(() => call.PressAsync(key));
        await ActAsync(() => call.SpeakAsync(PhoneDouble.Voice($"story {i}")));
        await ActAsync(call.StaySilentAsync);
        await ActAsync(call.StaySilentAsync);
        foreach (var key in new[] { "2", "3", "1", "2" }) await ActAsync(() => call.PressAsync(key));
        for (var tries = 0; tries < 3; tries++) await ActAsync(call.StaySilentAsync); // The last four digits are not keyed back: who does not listen knows no code.
        await call.HangUpAsync();
    }

    private static int Draw(int limit) => limit == 0 ? 0 : System.Security.Cryptography.RandomNumberGenerator.GetInt32(limit);
}

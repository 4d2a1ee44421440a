// Very many arrivals that overlap: none refused, and the numbers run on without gap or repeat.

using System.Globalization;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class ArrivalDrill
{
    public const string Claim = "--total 10000 --clients 64: overlapping arrivals, none refused, numbers without gap or repeat";

    public static async Task RunAsync(Options options, Figures figures)
    {
        await using var line = await LineProcess.StartDemoAsync();
        await PressAsync(line, options.Get("total", 10_000), options.Get("clients", 64), figures);
    }

    internal static async Task PressAsync(LineProcess line, int total, int clients, Figures figures)
    {
        var run = await LoadDrill.PressAsync(line, clients, TimeSpan.FromHours(1), total);
        figures.Holds(run.Refused == 0 && run.Receipts.Count == total, $"{total} overlapping arrivals of {clients} clients: {run.Receipts.Count} taken, {run.Refused} refused, {run.PerSecond:F1} a second");
        var ordinals = run.Receipts.Select(r => int.Parse(r.Split('-')[1], CultureInfo.InvariantCulture)).Order().ToList();
        figures.Holds(ordinals.SequenceEqual(Enumerable.Range(ordinals[0], total)), $"numbers {ordinals[0]} to {ordinals[^1]} without gap or repeat");
        var verified = await line.CommandAsync(["verify-journal"]);
        figures.Holds(verified.Status == 0, $"verify-journal: {verified.Output.Trim()} {verified.Error.Trim()}");
    }
}

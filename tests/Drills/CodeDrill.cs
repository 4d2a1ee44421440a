// A flood of wrong receipt codes: honest reporters and pages keep their pace.

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class CodeDrill
{
    public const string Claim = "--per-minute 1000 --seconds 60: under wrong codes, p95 of honest pages and reports is under 200 ms";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var perMinute = options.Get("per-minute", 1000);
        var length = TimeSpan.FromSeconds(options.Get("seconds", 60));
        await using var line = await LineProcess.StartDemoAsync();
        using var reporter = line.Reporter();
        using var http = line.Http();
        var honest = (await reporter.ReportsAsync(Sample(0))).ReceiptCode!;
        for (var i = 0; i < 20; i++)
        {
            await reporter.ReportsAsync(Sample(i));
            await http.GetStringAsync(new Uri("/ru/report", UriKind.Relative));
        }

        Times wrong = new(), pages = new(), reports = new(), returns = new();
        var answers = new Dictionary<HttpStatusCode, int>();
        var watch = Stopwatch.StartNew();
        var flood = Task.Run(async () =>
        {
            var random = new Random(3);
            var sent = new List<Task>();
            for (var i = 0; watch.Elapsed < length; i++)
            {
                var wait = TimeSpan.FromMinutes((double)i / perMinute) - watch.Elapsed;
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                var code = string.Concat(Enumerable.Range(0, 16).Select(_ => random.Next(10)));
                sent.Add(Task.Run(async () =>
                {
                    var begun = watch.Elapsed;
                    using var answer = await http.PostAsJsonAsync("/api/reports/return", new { receiptCode = code });
                    wrong.Add(watch.Elapsed - begun);
                    lock (answers)
                    {
                        answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
                    }
                }));
            }

            await Task.WhenAll(sent);
        });
        var reading = HonestAsync(length, TimeSpan.FromMilliseconds(250), pages, async i =>
        {
            using var answer = await http.GetAsync(new Uri((i % 3) switch { 0 => "/kk", 1 => "/ru/report", _ => "/en/return" }, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
        });
        var reporting = HonestAsync(length, TimeSpan.FromMilliseconds(500), reports, i => reporter.ReportsAsync(Sample(i)));
        var returning = HonestAsync(length, TimeSpan.FromMilliseconds(1000), returns, async _ =>
        {
            if (await reporter.ReturnsAsync(honest) is null)
            {
                throw new InvalidOperationException("an honest code was refused");
            }
        });
        await Task.WhenAll(flood, reading, reporting, returning);

        figures.Say($"{wrong.Count} wrong codes in {length.TotalSeconds:F0} s ({wrong.Count / length.TotalMinutes:F0} a minute): {string.Join(", ", answers.Select(a => $"{(int)a.Key} × {a.Value}"))}, p95 {wrong.Percentile(.95):F0} ms");
        figures.Holds(answers.Keys.All(k => k is HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable), $"no wrong code opened anything or broke anything");
        figures.Holds(wrong.Count >= .95 * perMinute * length.TotalMinutes, $"the flood was as strong as it should be");
        figures.Holds(pages.Percentile(.95) < options.Get("p95", 200), $"{pages.Count} honest pages: p50 {pages.Percentile(.5):F1}, p95 {pages.Percentile(.95):F1} ms");
        figures.Holds(reports.Percentile(.95) < options.Get("p95", 200), $"{reports.Count} honest reports: p50 {reports.Percentile(.5):F1}, p95 {reports.Percentile(.95):F1} ms");
        // Honest returns stand in the flood's own lane (design.md 4): they are shown, and must only come through.
        figures.Holds(returns.Percentile(.95) < options.Get("returns", 2000), $"{returns.Count} honest returns: p50 {returns.Percentile(.5):F1}, p95 {returns.Percentile(.95):F1} ms");
    }

    private static Story Sample(int i) => new($"Начальник отдела взял взятку за сертификат. Случай {i}.", "ru");

    private static async Task HonestAsync(TimeSpan length, TimeSpan pause, Times times, Func<int, Task> act)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; watch.Elapsed < length; i++)
        {
            var begun = watch.Elapsed;
            await act(i);
            times.Add(watch.Elapsed - begun);
            var rest = pause - (watch.Elapsed - begun);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest);
            }
        }
    }
}

// Known and unknown login names are answered in the same time and with the same words.

using System.Diagnostics;
using System.Globalization;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class LoginDrill
{
    public const string Claim = "--count 30: a known and an unknown login name are refused in the same time";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var count = options.Get("count", 30);
        await using var line = await LineProcess.StartDemoAsync();
        var person = line.Staff.First(s => s.Role.Contains("officer", StringComparison.OrdinalIgnoreCase));
        var kinds = new (string Name, string Login, string Passphrase, bool GoodFactor)[]
        {
            ("unknown name", "nobody-here", "wrong words that nobody chose", false),
            ("known name, wrong factor", person.Login, "wrong words that nobody chose", false),
            ("known name, good factor, wrong passphrase", person.Login, "wrong words that nobody chose", true),
        };
        var times = kinds.ToDictionary(k => k.Name, _ => new List<double>());
        var said = kinds.ToDictionary(k => k.Name, _ => new HashSet<string>());
        var random = new Random(5);
        // A good factor can be shown once in 30 seconds, so that kind is measured fewer times.
        var good = Math.Min(count, options.Get("good", 6));
        for (var i = 0; i < count; i++)
        {
            // In mixed order, so that a drift of the machine touches all alike.
            foreach (var kind in kinds.Where(k => !k.GoodFactor || i < good).OrderBy(_ => random.Next()))
            {
                using var visitor = line.Visitor();
                var officer = new Officer(visitor, person with { Login = kind.Login });
                await visitor.OpensAsync("/office/login");
                var factor = kind.GoodFactor ? await Totp.FreshAsync(person.TotpSecret, line.BaseAddress.Authority) : random.Next(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
                var request = visitor.Prepares("form:has(input[type=password])", officer.Answers(kind.Passphrase, factor));
                var watch = Stopwatch.StartNew();
                var page = await visitor.GoAsync(request);
                times[kind.Name].Add(watch.Elapsed.TotalMilliseconds);
                said[kind.Name].Add($"{(int)page.Status} {page.Text.Replace(kind.Login, "LOGIN", StringComparison.Ordinal)}");
            }
        }

        foreach (var (name, list) in times)
        {
            var sorted = list.Order().ToList();
            figures.Say($"{name}: {list.Count} times, median {sorted[(list.Count - 1) / 2]:F1} ms, {sorted[0]:F1} to {sorted[^1]:F1} ms");
        }

        var medians = times.Values.Select(l => l.Order().ElementAt((l.Count - 1) / 2)).ToList();
        figures.Holds(medians.Max() - medians.Min() < options.Get("within", 10), $"the medians lie {medians.Max() - medians.Min():F1} ms apart");
        figures.Holds(said.Values.SelectMany(s => s).Distinct().Count() == 1, $"the words are the same");
    }
}

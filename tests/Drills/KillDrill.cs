// SIGKILL at random moments while reports, files and messages arrive, many of them delivered twice: what was acknowledged is there, once, whole.

using System.Globalization;
using System.Net;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class KillDrill
{
    public const string Claim = "--rounds 200: after SIGKILL nothing acknowledged is missing or unreadable, nothing is there twice";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var rounds = options.Get("rounds", 200);
        var seed = options.Get("seed", 1);
        var random = new Random(seed);
        var all = new List<Delivery>();
        await using var line = await LineProcess.StartDemoAsync();
        using (var reporter = line.Reporter())
        {
            // Where the demo's own reports end.
            all.Add(Delivery.Make("first", random));
            await all[0].SendAsync(reporter);
        }

        var start = Ordinal(all[0].Number!);
        figures.Say($"{rounds} rounds, seed {seed}");
        for (var round = 0; round < rounds; round++)
        {
            var fresh = await LoadAndKillAsync(line, round, random);
            all.AddRange(fresh);
            if (round % 10 == 0 || round == rounds - 1)
            {
                var verified = await line.CommandAsync(["verify-journal"]);
                if (verified.Status != 0)
                {
                    figures.Holds(false, $"verify-journal after round {round}: {verified.Status} {verified.Output} {verified.Error}");
                }
            }

            await line.StartAsync();
            await CheckAsync(line, fresh, round, figures);
        }

        figures.Say($"{all.Count} deliveries, {all.Count(d => d.Acknowledged)} acknowledged before the kill, {all.Count(d => d.Doubled)} delivered twice at once, {all.Count(d => d.Story.Files?.Count > 0)} with files, {all.Sum(d => d.Messages.Count)} messages acknowledged");
        await ConcludeAsync(line, all, start, figures);
    }

    /// <summary>Reports arrive from six sides until the process dies in the midst of them.</summary>
    private static async Task<List<Delivery>> LoadAndKillAsync(LineProcess line, int round, Random random)
    {
        var deliveries = Enumerable.Range(0, 400).Select(i => Delivery.Make(string.Create(CultureInfo.InvariantCulture, $"r{round}n{i}"), random)).ToList();
        var queue = new Queue<Delivery>(deliveries);
        var moment = TimeSpan.FromMilliseconds(random.Next(20, 1200));
        using var reporter = line.Reporter();
        var begun = new List<Delivery>();
        var senders = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                Delivery next;
                lock (queue)
                {
                    if (!queue.TryDequeue(out next!))
                    {
                        return;
                    }

                    begun.Add(next);
                }

                try
                {
                    await next.SendAsync(reporter);
                }
                catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
                {
                    // The process is gone: what was not acknowledged by now was promised to nobody.
                    return;
                }
            }
        })).ToList();
        await Task.Delay(moment);
        await line.KillAsync();
        await Task.WhenAll(senders);
        return begun;
    }

    private static async Task CheckAsync(LineProcess line, List<Delivery> deliveries, int round, Figures figures)
    {
        using var reporter = line.Reporter();
        foreach (var delivery in deliveries)
        {
            if (delivery is { Acknowledged: true, Doubled: false } && (await reporter.ReturnsAsync(delivery.Code!))?.RegistrationNumber != delivery.Number)
            {
                figures.Holds(false, $"round {round}: the code of {delivery.Number} opens nothing, or another report");
            }

            // The provider delivers again whatever it is not sure of; we deliver everything again.
            var again = await reporter.ReportsAsync(delivery.Story, delivery.Key);
            if (delivery.Number is not null && again.RegistrationNumber != delivery.Number)
            {
                figures.Holds(false, $"round {round}: delivered again, {delivery.Number} became {again.RegistrationNumber}");
            }

            delivery.Number = again.RegistrationNumber;
            delivery.Code = again.ReceiptCode ?? delivery.Code;
        }
    }

    private static async Task ConcludeAsync(LineProcess line, List<Delivery> all, int start, Figures figures)
    {
        var numbers = all.Select(d => d.Number!).ToList();
        figures.Holds(numbers.Distinct().Count() == all.Count, $"{all.Count} deliveries are {numbers.Distinct().Count()} reports");
        var ordinals = numbers.Select(Ordinal).Order().ToList();
        figures.Holds(ordinals.SequenceEqual(Enumerable.Range(start, all.Count)), $"numbers {ordinals[0]} to {ordinals[^1]} without gap or repeat");

        int unopened = 0, lost = 0;
        using (var reporter = line.Reporter())
        {
            foreach (var delivery in all)
            {
                var back = await reporter.ReturnsAsync(delivery.Code!);
                unopened += back?.RegistrationNumber == delivery.Number ? 0 : 1;
                lost += delivery.Messages.Count(m => back?.Messages.Any(b => b.Text == m) != true);
            }
        }

        figures.Holds(unopened == 0, $"{all.Count} codes used, {unopened} did not open their report");
        figures.Holds(lost == 0, $"{all.Sum(d => d.Messages.Count)} acknowledged messages, {lost} missing");

        int unread = 0, wrong = 0, files = 0;
        using (var officer = await Officer.LogsInAsync(line, "officer"))
        {
            foreach (var delivery in all)
            {
                var page = await officer.ReadsAsync(delivery.Number!);
                if (!page.Text.Contains(delivery.Mark, StringComparison.Ordinal))
                {
                    unread++;
                    figures.Say($"  {delivery.Number} without {delivery.Mark}: {page}");
                }

                var taken = await officer.TakesFilesAsync();
                foreach (var file in delivery.Story.Files ?? [])
                {
                    files++;
                    wrong += taken.Count(t => t.Answer.StatusCode == HttpStatusCode.OK && t.Bytes.AsSpan().SequenceEqual(file.Bytes)) == 1 ? 0 : 1;
                }
            }
        }

        figures.Holds(unread == 0, $"{all.Count} reports read by the officer, {unread} without their text");
        figures.Holds(wrong == 0, $"{files} files compared byte for byte by the officer, {wrong} wrong or missing");
        var verified = await line.CommandAsync(["verify-journal"]);
        figures.Holds(verified.Status == 0, $"verify-journal: {verified.Output.Trim()} {verified.Error.Trim()}");
    }

    private static int Ordinal(string number) => int.Parse(number.Split('-')[1], CultureInfo.InvariantCulture);

    private sealed record Delivery(string Key, string Mark, Story Story, bool Doubled, bool Writes)
    {
        public string? Number { get; set; }

        public string? Code { get; set; }

        public bool Acknowledged { get; private set; }

        public List<string> Messages { get; } = [];

        public static Delivery Make(string name, Random random)
        {
            // Letters only: a run of digits may be taken for a telephone number and cut out as identity.
            var mark = "mark" + name + string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('a' + random.Next(26))));
            List<Paper> files = random.Next(3) > 0 ? [] :
                [.. Enumerable.Range(0, random.Next(1, 3)).Select(i => Papers.Noise($"f{i}.bin", random.Next(1, 300_000), random.Next()))];
            return new(
                mark, mark, new Story($"Начальник лаборатории взял взятку за сертификат. {mark}. " + new string('о', random.Next(2000)), "ru", Files: files),
                Doubled: random.Next(3) == 0, Writes: random.Next(4) == 0);
        }

        public async Task SendAsync(Reporter reporter)
        {
            var sent = Enumerable.Range(0, Doubled ? 2 : 1).Select(_ => reporter.ReportsAsync(Story, Key)).ToList();
            try
            {
                await Task.WhenAll(sent);
            }
            finally
            {
                foreach (var receipt in sent.Where(s => s.IsCompletedSuccessfully).Select(s => s.Result))
                {
                    Acknowledged = true;
                    Number ??= receipt.RegistrationNumber;
                    Code = receipt.ReceiptCode ?? Code;
                }
            }

            if (Writes && !Doubled)
            {
                var text = "Ещё: " + Mark;
                await reporter.WritesAsync(Code!, text);
                Messages.Add(text);
            }
        }
    }
}

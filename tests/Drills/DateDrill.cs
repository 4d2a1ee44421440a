// How many due dates a second the calendar gives, each with all the steps of its explanation.

using System.Diagnostics;
using NodaTime;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;

namespace TrustLine.Drills;

public static class DateDrill
{
    public const string Claim = "--seconds 5 --atleast 50000: due dates a second on one core, each with the steps that explain it";

    public static Task RunAsync(Options options, Figures figures)
    {
        var length = TimeSpan.FromSeconds(options.Get("seconds", 5));
        var kinds = StatuteBook.Current.Deadlines.Kinds;
        var first = new LocalDate(2021, 7, 1);
        long count = 0, steps = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length)
        {
            // Every kind from every day of nine years, in turn.
            for (var n = 0; n < 1000; n++, count++)
            {
                steps += StatutoryClock.Published.Due(kinds[(int)(count % kinds.Count)], first.PlusDays((int)(count / kinds.Count % 3280))).Steps.Count;
            }
        }

        var perSecond = count / watch.Elapsed.TotalSeconds;
        figures.Say($"{count:N0} due dates of {kinds.Count} kinds in {watch.Elapsed.TotalSeconds:0.0} s, {(double)steps / count:0.0} steps each");
        figures.Holds(perSecond >= options.Get("atleast", 50_000), $"{perSecond:N0} due dates a second");
        return Task.CompletedTask;
    }
}

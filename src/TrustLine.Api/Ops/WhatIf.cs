using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Ops;

/// <summary>
/// The verb what-if: given changed files of the law, the open cases that would change, as CSV number,clock,old,new. Reads and changes nothing; knows no content. Each case is counted under the
/// rows that hold on its own days, by both laws, so that a rule with a new date leaves older cases as they are.
/// </summary>
internal static class WhatIf
{
    private static readonly (string Option, string File)[] Files =
        [("--calendar", "kz_nonworking_days.csv"), ("--years", "years.csv"), ("--deadlines", "deadlines.csv"), ("--grounds", "grounds.json"), ("--acts", "acts.csv")];

    public static int Run(string[] args, LineOptions options)
    {
        var law = Changed(args);
        if (!File.Exists(Path.Combine(options.DataDir, "trustline.db"))) throw new BadUseException("what-if: there is no database in DataDir.");
        if (!File.Exists(options.KeyFilePath)) throw new BadUseException("what-if: there is no key file.");
        using var opening = Opening.ForChecking(options);
        using var db = opening.Database.Read();
        CommandLine.Say("number,clock,old,new");
        foreach (var row in Rows(db, opening.Keys.Cards, law)) CommandLine.Say(row);
        return 0;
    }

    /// <summary>The lines for these rows: a date that would move, a clock that would start (no old date) or that nothing would start any more (no new one).</summary>
    public static IEnumerable<string> Rows(JournalDb db, ServerCards cards, StatuteBook law)
    {
        var entered = Provisions.Read(db, cards, () => throw new StartRefusedException("A row is damaged.")).Where(e => e.Card.Matter == Matter.Calendar).ToList();
        var clock = new StatutoryClock(EnteredDays.Of(entered, law), law.Deadlines);
        foreach (var report in db.Reports.AsNoTracking().Where(r => r.Open).OrderBy(r => r.Number).AsEnumerable())
        {
            if (cards.TryOpen(report.Card, CardJson.Default.ReportCard, report.Id) is not { } card) throw new StartRefusedException("A row is damaged: run verify-journal.");
            foreach (var (kind, old, next) in Changes(report, card, clock, law)) yield return $"{report.Number},{kind},{old:yyyy-MM-dd},{next:yyyy-MM-dd}";
        }
    }

    private static IEnumerable<(string Kind, DateOnly? Old, DateOnly? New)> Changes(Report report, ReportCard card, StatutoryClock clock, StatuteBook law)
    {
        var running = card.Clocks.Where(c => c.StoppedAt is null).ToList();
        // What a ground of the case's disposition starts, by the law that there is and by the changed one, as they stand on the day of registration.
        var day = report.RegisteredDay.ToLocalDate();
        var (starts, wouldStart) = (GroundOf(card) is { } key ? StatuteBook.Current.Ground(key, day)?.Clock : null, GroundOf(card) is { } same ? law.Ground(same, day)?.Clock : null);
        foreach (var one in running)
        {
            var gone = one.Kind == starts && starts != wouldStart && one.Kind == ClockKinds.Redirect;
            var due = gone ? (DateOnly?)null : Due(one, clock);
            if (due != one.Due) yield return (one.Kind, one.Due, due);
        }

        if (card.Confirmed && wouldStart is { } begins && begins != starts && card.Clocks.All(c => c.Kind != begins))
            yield return (begins, null, Due(new(begins, report.RegisteredDay, report.RegisteredDay), clock));
    }

    // A rule that the changed law no longer has starts nothing; a year without data leaves the date where it is.
    private static DateOnly? Due(RunningClock running, StatutoryClock clock)
    {
        try
        {
            return running.DueBy(clock);
        }
        catch (ClockKindUnknownException)
        {
            return null;
        }
    }

    private static string? GroundOf(ReportCard card) => card.Disposition switch
    {
        Disposition.Redirect => GroundKeys.AnonymousException,
        Disposition.RejectAnonymous => GroundKeys.Anonymous,
        Disposition.RejectNoFacts => GroundKeys.NoFacts,
        _ => null,
    };

    private static StatuteBook Changed(string[] args)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, file) in Files)
        {
            var place = Array.IndexOf(args, option);
            if (place < 0) continue;
            if (place + 1 >= args.Length || !File.Exists(args[place + 1])) throw new BadUseException($"what-if: {option} names no file.");
            files[file] = File.ReadAllText(args[place + 1], Encoding.UTF8);
        }

        if (files.Count == 0) throw new BadUseException($"what-if: give a changed file: {string.Join(", ", Files.Select(f => f.Option + " FILE"))}.");
        try
        {
            return StatuteBook.With(files);
        }
        catch (StatutesInvalidException faulty)
        {
            throw new BadUseException("what-if: " + faulty.Message);
        }
    }
}

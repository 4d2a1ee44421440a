using NodaTime.Text;
using TrustLine.Api.Administration;
using TrustLine.Api.Copies;
using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;

namespace TrustLine.Api.Ops;

/// <summary>
/// The verbs that other programs rely on (design.md 8). Exit status 0 for success, 1 for "checked and found wrong",
/// 2 for bad use, with one clear line on standard error. The only file of the service that writes to the console.
/// </summary>
internal static class CommandLine
{
    private const int Success = 0, Wrong = 1, BadUse = 2;

    /// <summary>Runs a verb; null when there is none and the service is to run.</summary>
    public static int? Run(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-') || args[0] == "demo") return null;
        try
        {
            return args[0] switch
            {
                "triage" => ReadMessages(),
                "calendar" => WriteCalendar(args),
                "clock" => WriteClock(args),
                "what-if" => WhatIf.Run(args, Options(args)),
                "verify-journal" => VerifyJournal(args),
                WashVerb.Name => Wash(),
                _ => Refuse("There is no verb of that name. Verbs: demo, triage, calendar, clock, what-if, verify-journal; none runs the service."),
            };
        }
        catch (Exception error) when (error is BadUseException or StartRefusedException)
        {
            return Refuse(error.Message);
        }
    }

    /// <summary>One line for the person at the console: links, addresses, invented passphrases of the demo.</summary>
    public static void Say(string line) => Console.Out.WriteLine(line);

    /// <summary>The reason of a refusal, on standard error.</summary>
    public static int Refuse(string line)
    {
        Console.Error.WriteLine(line);
        return BadUse;
    }

    private static int ReadMessages()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
        using var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 16);
        var number = 0;
        try
        {
            while (input.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line)) output.WriteLine(TriageLine.Answer(line));
            }
        }
        catch (TriageLineException error)
        {
            throw new BadUseException($"triage: line {number}: {error.Message}");
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw new BadUseException($"triage: after line {number}: not UTF-8");
        }

        return Success;
    }

    private static int WriteCalendar(string[] args)
    {
        try
        {
            AstanaTime.SelfTest();
            foreach (var row in CalendarCsv.Rows(Day(args, "--from"), Day(args, "--to"), EnteredCalendar(args))) Say(row);
            return Success;
        }
        catch (Exception error) when (error is ArgumentException or CalendarYearUnknownException)
        {
            throw new BadUseException($"calendar: {error.Message}");
        }
    }

    private static int WriteClock(string[] args)
    {
        try
        {
            AstanaTime.SelfTest();
            Say(ClockAnswer.ToJson(Option(args, "--kind"), Option(args, "--start"), new StatutoryClock(EnteredCalendar(args))));
            return Success;
        }
        catch (ClockKindUnknownException)
        {
            throw new BadUseException($"clock: --kind is one of {string.Join(", ", StatuteBook.Current.Deadlines.Kinds)}.");
        }
        catch (Exception error) when (error is ArgumentException or FormatException or CalendarYearUnknownException)
        {
            throw new BadUseException($"clock: {error.Message}");
        }
    }

    private static int VerifyJournal(string[] args)
    {
        var options = Options(args);
        if (!File.Exists(Path.Combine(options.DataDir, "trustline.db"))) throw new BadUseException("verify-journal: there is no database in DataDir.");
        using var opening = Opening.ForChecking(options);
        var remembered = HeadMemory.Load(options); // Before the rows: the running service may write on.
        using var db = opening.Database.Snapshot();
        var faults = new JournalCheck(db, opening.Keys.LogSigner, remembered).Run();
        foreach (var fault in faults) Console.Error.WriteLine(fault);
        Say(faults.Count == 0 ? $"The Journal holds: {db.Entries.Count()} entries, {db.Reports.Count()} reports." : $"The Journal does not hold: {faults.Count} faults.");
        return faults.Count == 0 ? Success : Wrong;
    }

    // For the service itself only: it is its own child.
    private static int Wash()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        WashVerb.Run(input, output);
        return Success;
    }

    // The same days as the service counts by, when its data folder and key file are at hand; otherwise the published ones, and the person is told so.
    private static WorkingCalendar EnteredCalendar(string[] args)
    {
        var options = Options(args);
        if (!File.Exists(Path.Combine(options.DataDir, "trustline.db"))) return WorkingCalendar.Published;
        try
        {
            if (!File.Exists(options.KeyFilePath)) throw new StartRefusedException("There is no key file.");
            using var opening = Opening.ForChecking(options);
            using var db = opening.Database.Read();
            return EnteredDays.Of(Provisions.Read(db, opening.Keys.Cards, () => throw new StartRefusedException("A row is damaged.")).Where(e => e.Card.Matter == Matter.Calendar));
        }
        catch (Exception error) when (error is StartRefusedException or Microsoft.Data.Sqlite.SqliteException)
        {
            Console.Error.WriteLine($"{args[0]}: the entries of the administrator could not be read; this is the published calendar.");
            return WorkingCalendar.Published;
        }
    }

    private static LineOptions Options(string[] args) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables().AddCommandLine(args[1..]).Build().Get<LineOptions>() ?? new();

    private static NodaTime.LocalDate Day(string[] args, string name) =>
        LocalDatePattern.Iso.Parse(Option(args, name)) is { Success: true, Value: var day } ? day : throw new BadUseException($"{args[0]}: {name} is a day as 2026-12-31.");

    private static string Option(string[] args, string name)
    {
        var place = Array.IndexOf(args, name);
        return place > 0 && place + 1 < args.Length ? args[place + 1] : throw new BadUseException($"{args[0]}: {name} is missing.");
    }
}

/// <summary>The command was not used as it should be; the message says how.</summary>
internal sealed class BadUseException(string message) : Exception(message);

using System.Text.Json;
using TrustLine.Api.Journal;

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
                "triage" => Triage(),
                "calendar" => Calendar(args),
                "clock" => Clock(args),
                "verify-journal" => VerifyJournal(args),
                "verify-receipt" => VerifyReceipt(args),
                _ => Refuse($"There is no verb of that name. Verbs: demo, triage, calendar, clock, verify-journal, verify-receipt."),
            };
        }
        catch (BadUseException error)
        {
            return Refuse(error.Message);
        }
    }

    /// <summary>One line for the person at the console: links, addresses, why the start was refused.</summary>
    public static void Say(string line) => Console.Out.WriteLine(line);

    /// <summary>The reason of a refusal, on standard error.</summary>
    public static int Refuse(string line)
    {
        Console.Error.WriteLine(line);
        return BadUse;
    }

    private static string Option(string[] args, string name)
    {
        var place = Array.IndexOf(args, name);
        return place > 0 && place + 1 < args.Length ? args[place + 1] : throw new BadUseException($"{args[0]}: {name} is missing.");
    }
}

/// <summary>The command was not used as it should be; the message says how.</summary>
internal sealed class BadUseException(string message) : Exception(message);

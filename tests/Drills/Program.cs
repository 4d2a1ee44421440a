// The long figures, one verb each: what was measured, the command that measured it, and exit status 1 when the claim is false.

using TrustLine.Drills;

var drills = new Dictionary<string, (string Claim, Func<Options, Figures, Task> Run)>(StringComparer.Ordinal)
{
    ["kill"] = (KillDrill.Claim, KillDrill.RunAsync),
    ["leaks"] = (LeakDrill.Claim, LeakDrill.RunAsync),
    ["load"] = (LoadDrill.Claim, LoadDrill.RunAsync),
    ["arrivals"] = (ArrivalDrill.Claim, ArrivalDrill.RunAsync),
    ["codes"] = (CodeDrill.Claim, CodeDrill.RunAsync),
    ["logins"] = (LoginDrill.Claim, LoginDrill.RunAsync),
    ["files"] = (FileDrill.Claim, FileDrill.RunAsync),
    ["triage"] = (TriageDrill.Claim, TriageDrill.RunAsync),
    ["left-form"] = (LeftFormDrill.Claim, LeftFormDrill.RunAsync),
    ["big-file"] = (BigFileDrill.Claim, BigFileDrill.RunAsync),
    ["cases"] = (CaseDrill.Claim, CaseDrill.RunAsync),
    ["inbox"] = (InboxDrill.Claim, InboxDrill.RunAsync),
    ["dates"] = (DateDrill.Claim, DateDrill.RunAsync),
    ["calls"] = (CallDrill.Claim, CallDrill.RunAsync),
    ["mime"] = (MimeDrill.Claim, MimeDrill.RunAsync),
    ["bad-input"] = (BadInputDrill.Claim, BadInputDrill.RunAsync),
};

if (args is not [var verb, .. var rest] || !drills.TryGetValue(verb, out var drill) || !Options.TryParse(rest, out var options))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Drills -- VERB [--option NUMBER ...] [--data FOLDER]");
    foreach (var (name, (claim, _)) in drills)
    {
        Console.Error.WriteLine($"  {name,-10} {claim}");
    }

    return 2;
}

var figures = new Figures(verb, rest, Console.Out);
await drill.Run(options, figures);
return figures.Conclude();

// The long figures in short: the same code with small numbers, so that it breaks here first.

using TrustLine.Drills;

namespace TrustLine.Scenes.Tests;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

[Collection(Alone.Name)]
public sealed class ShortDrills
{
    [Fact]
    public Task Killed_four_times() => HoldsAsync(KillDrill.RunAsync, ("rounds", 4));

    [Fact]
    [Trait("Needs", "python")]
    public Task Nothing_leaks_while_10_MB_arrive() => HoldsAsync(LeakDrill.RunAsync, ("megabytes", 10));

    [Fact]
    public Task Thirty_files_in_pieces() => HoldsAsync(FileDrill.RunAsync, ("count", 30));

    [Fact]
    public Task One_file_of_48_MB() => HoldsAsync(BigFileDrill.RunAsync, ("megabytes", 48));

    [Fact]
    public Task Wrong_codes_for_ten_seconds() => HoldsAsync(CodeDrill.RunAsync, ("seconds", 10), ("p95", 20000), ("returns", 20000));

    /// <summary>The full drill compares 30 answers of each kind within 10 ms. A build machine has neighbours: here the words must be the same, the times only of one size.</summary>
    [Fact]
    public Task Ten_refused_logins_of_each_kind() => HoldsAsync(LoginDrill.RunAsync, ("count", 10), ("good", 2), ("within", 500));

    [Fact]
    public Task A_form_left_and_sent_twice_across_restarts() => HoldsAsync(LeftFormDrill.RunAsync, ("seconds", 1));

    [Fact]
    public Task Three_hundred_overlapping_arrivals() => HoldsAsync(ArrivalDrill.RunAsync, ("total", 300), ("clients", 32));

    [Fact]
    public Task Due_dates_for_a_second() => HoldsAsync(DateDrill.RunAsync, ("seconds", 1), ("atleast", 5000));

    [Fact]
    public Task Twenty_simultaneous_calls() => HoldsAsync(CallDrill.RunAsync, ("count", 20), ("think", 100), ("p99", 5000));

    [Fact]
    public Task Sixty_cases_of_an_invented_past() => HoldsAsync(CaseDrill.RunAsync, ("count", 60), ("verify", 1));

    private static async Task HoldsAsync(Func<Options, Figures, Task> drill, params (string, int)[] options)
    {
        using var said = new StringWriter();
        var figures = new Figures("short", options.SelectMany(o => new[] { "--" + o.Item1, $"{o.Item2}" }), said);
        await drill(Options.Of(options), figures);
        Assert.True(figures.Broken.Count == 0, said.ToString());
    }
}

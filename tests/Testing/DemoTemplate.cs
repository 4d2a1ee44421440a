// One demo, made once per test run and stopped again: its folder is the mould from which every test takes its own line.

namespace TrustLine.Testing;

internal static class DemoTemplate
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> FolderAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var folder = Scratch.Folder("demo");
        // Somebody configured is told of danger, so the demo enters no invented contact, who would win over the settings of a test.
        var line = await LineProcess.StartAsync(folder, "demo", new Dictionary<string, string?> { ["Organisation:Duty:0:Email"] = "nobody@example.kz", ["Organisation:Duty:0:Role"] = "other" });
        var status = await line.StopAsync();
        return status == 0 ? folder : throw new InvalidOperationException($"the demo stopped with {status}:\n{line.Log()}");
    }
}

// One demo, made once per test run and stopped again: its folder is the mould from which every test takes its own line.

namespace TrustLine.Testing;

internal static class DemoTemplate
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> FolderAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var folder = Scratch.Folder("demo");
        var line = await LineProcess.StartAsync(folder, "demo");
        var status = await line.StopAsync();
        return status == 0 ? folder : throw new InvalidOperationException($"the demo stopped with {status}:\n{line.Log()}");
    }
}

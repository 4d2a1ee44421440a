using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustLine.Peers.Tests;

/// <summary>A node script that judges us: JSON lines in, JSON lines out. Without node or its modules it fails, it is never skipped.</summary>
internal sealed class Judge : IDisposable
{
    private readonly Process process;

    internal Judge(string folder, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, folder);
        if (!Directory.Exists(Path.Combine(path, "node_modules")))
            throw new InvalidOperationException($"Run `npm ci` in tests/Peers/{folder} first: the judge's modules are not there.");
        process = Process.Start(new ProcessStartInfo("node", "judge.mjs") { WorkingDirectory = path, RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    internal JsonNode Ask(object question)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(question));
        process.StandardInput.Flush();
        return JsonNode.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The judge has stopped."))!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(10_000))
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

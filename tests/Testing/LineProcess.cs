// The real service as a process of its own, on a free loopback port, with its own data folder, key file, temporary folder and log.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TrustLine.Testing;

/// <summary>One of the invented staff of the demo, as demo-credentials.json gives them.</summary>
public sealed record Credential(string Role, string Name, string Login, string Passphrase, string TotpSecret);

/// <summary>What a command of the service answered.</summary>
public sealed record Answer(int Status, string Output, string Error);

public sealed partial class LineProcess : IAsyncDisposable
{
    private const int Term = 15;
    private readonly Dictionary<string, string?> _settings;
    private readonly string? _verb;
    private Process? _process;

    private LineProcess(string folder, string? verb, IReadOnlyDictionary<string, string?>? settings)
    {
        Folder = folder;
        _verb = verb;
        Directory.CreateDirectory(TempDir);
        Directory.CreateDirectory(Path.Combine(folder, "cwd"));
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        var port = FreePort();
        BaseAddress = new Uri($"http://127.0.0.1:{port}");
        _settings = new()
        {
            ["DataDir"] = DataDir,
            ["KeyFile"] = KeyFile,
            ["PublicBaseUrl"] = BaseAddress.ToString().TrimEnd('/'),
            ["ASPNETCORE_URLS"] = BaseAddress.ToString(),
            ["TMPDIR"] = TempDir,
            // Who waits ten seconds for every reply waits for nothing that a test has not asked for.
            ["Staff:UndoSeconds"] = "0",
            // Tests hold words and numbers: how full this machine's disk is, is none of them.
            ["ReservedBytes"] = "0",
            ["ReservedPercent"] = "0",
            // The tests' own settings must not leak into the service.
            ["CI"] = null,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            _settings[name] = value;
        }
    }

    /// <summary>Everything of this line lies below this folder.</summary>
    public string Folder { get; }

    public string DataDir => Path.Combine(Folder, "data");

    public string KeyFile => Path.Combine(Folder, "keys", "line.key");

    public string TempDir => Path.Combine(Folder, "tmp");

    public string LogFile => Path.Combine(Folder, "line.log");

    public Uri BaseAddress { get; }

    /// <summary>From the start of the process to the first answered request.</summary>
    public TimeSpan StartUp { get; private set; }

    public int Id => _process!.Id;

    public bool Running => _process is { HasExited: false };

    public static string ServiceDll
    {
        get
        {
            var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
            return Repository.PathOf("src", "TrustLine.Api", "bin", configuration, "net10.0", "TrustLine.Api.dll");
        }
    }

    public IReadOnlyList<Credential> Staff =>
        JsonSerializer.Deserialize<List<Credential>>(File.ReadAllText(Path.Combine(DataDir, "demo-credentials.json")), JsonSerializerOptions.Web)!;

    /// <summary>An empty folder, no verb: the line as an administrator first meets it.</summary>
    public static async Task<LineProcess> StartEmptyAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var line = Idle(settings);
        // Nobody can be sealed to yet: it lives, and it need not call itself ready.
        await line.StartAsync(until: "/health/live");
        return line;
    }

    /// <summary>A line with the invented staff, copied from one demo that is made once for this test run; with the verb it goes on as a demo.</summary>
    public static async Task<LineProcess> StartDemoAsync(IReadOnlyDictionary<string, string?>? settings = null, string? verb = null)
    {
        var template = await DemoTemplate.FolderAsync();
        var folder = Scratch.Folder("line");
        Scratch.Copy(Path.Combine(template, "data"), Path.Combine(folder, "data"));
        Scratch.Copy(Path.Combine(template, "keys"), Path.Combine(folder, "keys"));
        return await StartAsync(folder, verb, settings);
    }

    public static async Task<LineProcess> StartAsync(string folder, string? verb, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var line = new LineProcess(folder, verb, settings);
        await line.StartAsync();
        return line;
    }

    /// <summary>Starts the process and waits until it answers; a service that ends instead is an error with its log.</summary>
    public async Task StartAsync(TimeSpan? within = null, string until = "/health/ready")
    {
        var watch = Stopwatch.StartNew();
        _process = Launch(_verb is null ? [] : [_verb]);
        using var http = new HttpClient { BaseAddress = BaseAddress, Timeout = TimeSpan.FromSeconds(5) };
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"the service ended with {_process.ExitCode}:\n{Log()}");
            }

            if (watch.Elapsed > (within ?? TimeSpan.FromSeconds(120)))
            {
                await KillAsync();
                throw new TimeoutException($"the service was not ready in {watch.Elapsed}:\n{Log()}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(until, UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    StartUp = watch.Elapsed;
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet: that is what we wait for.
            }

            await Task.Delay(10);
        }
    }

    /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        Alive.Remove(_process);
    }

    /// <summary>SIGTERM, as an administrator or systemd stops it. Returns the exit status.</summary>
    public async Task<int> StopAsync()
    {
        _ = Kill(_process!.Id, Term);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await _process.WaitForExitAsync(limit.Token);
        Alive.Remove(_process);
        return _process.ExitCode;
    }

    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    /// <summary>Runs one verb of the command line on this line's folder and waits for its end.</summary>
    public async Task<Answer> CommandAsync(IEnumerable<string> arguments, string input = "")
    {
        var start = Prepare(["dotnet", ServiceDll, .. arguments]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        Alive.Add(process);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        Alive.Remove(process);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>A line that is never started: for verbs that need only a folder, and for starts that must be refused.</summary>
    public static LineProcess Idle(IReadOnlyDictionary<string, string?>? settings = null) => new(Scratch.Folder("line"), null, settings);

    public string Log() => File.Exists(LogFile) ? ReadShared(LogFile) : "";

    /// <summary>What lies in the data folder beside the database: sealed files, whole or half.</summary>
    public IReadOnlyList<string> SealedFiles() =>
        [.. Directory.EnumerateFiles(DataDir, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(DataDir, f)).Where(f => !f.StartsWith("trustline.db", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Resident memory in bytes, and the highest since the start.</summary>
    public (long Now, long Peak) Memory()
    {
        var status = File.ReadAllLines($"/proc/{Id}/status");
        return (Field("VmRSS:"), Field("VmHWM:"));

        long Field(string name) => long.Parse(
            status.First(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Processor seconds used so far, by the whole process.</summary>
    public double ProcessorSeconds()
    {
        var stat = File.ReadAllText($"/proc/{Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    /// <summary>A client without cookies and without following redirects: what the service says is what the test sees.</summary>
    public HttpClient Http() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 256 })
    {
        BaseAddress = BaseAddress,
        Timeout = TimeSpan.FromMinutes(5),
    };

    public Reporter Reporter() => new(Http());

    public Visitor Visitor() => new(BaseAddress);

    public async ValueTask DisposeAsync()
    {
        if (Running)
        {
            await KillAsync();
        }

        _process?.Dispose();
        Scratch.Remove(Folder);
    }

    private Process Launch(string[] arguments)
    {
        // The shell gives way to the service at once (exec), so the id is the service's, and the log costs no pump in between.
        var start = Prepare(["/bin/sh", "-c", "exec \"$@\" >>\"$TRUSTLINE_TEST_LOG\" 2>&1 </dev/null", "sh", "dotnet", ServiceDll, .. arguments]);
        start.Environment["TRUSTLINE_TEST_LOG"] = LogFile;
        var process = Process.Start(start)!;
        Alive.Add(process);
        return process;
    }

    private ProcessStartInfo Prepare(string[] command)
    {
        // An empty working directory of its own: the service may not depend on where it was started, and what it drops there is seen.
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Path.Combine(Folder, "cwd"), UseShellExecute = false };
        foreach (var (name, value) in _settings)
        {
            if (value is null)
            {
                start.Environment.Remove(name.Replace(":", "__", StringComparison.Ordinal));
            }
            else
            {
                start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
            }
        }

        return start;
    }

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int id, int signal);
}

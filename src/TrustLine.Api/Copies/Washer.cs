using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Copies;

/// <summary>
/// Has washed copies made of files that have just come in. Each file gets a child process of its own, which knows nothing but that file, has bounded time and
/// memory, and is fed and read through pipes; nothing is in clear on disk. Whatever goes wrong, the file itself is kept and says that it is not washed.
/// </summary>
internal sealed class Washer(ILogger<Washer> log) : IDisposable
{
    private readonly SemaphoreSlim lanes = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>
    /// The file with what became of it, and its copy where there is one. <paramref name="open"/> gives its bytes, <paramref name="keep"/> seals the copy as it
    /// comes, told its media type and the ending of its name.
    /// </summary>
    public async Task<ArrivedFile> WashAsync(ArrivedFile original, Func<Task<byte[]>> open, Func<Stream, string, string, Task<ArrivedFile>> keep, CancellationToken cancellation)
    {
        if (original.Length > WashBounds.LargestFile) return original with { Washing = Washing.TooLarge };
        if (!await lanes.WaitAsync(WashBounds.LongestWait, cancellation)) return Unwashed(original, Washing.NoRoom, "all lanes are taken");
        byte[]? bytes = null;
        try
        {
            bytes = await open();
            return FileKinds.Of(bytes, original.Name, original.MediaType) switch
            {
                FileKind.Other => original with { Washing = Washing.OtherKind },
                FileKind.Text => original with { Washing = Washing.Plain },
                var kind => await InChildAsync(kind, original, bytes, keep, cancellation),
            };
        }
        finally
        {
            if (bytes is not null) Digest.Wipe(bytes);
            lanes.Release();
        }
    }

    private async Task<ArrivedFile> InChildAsync(FileKind kind, ArrivedFile original, byte[] bytes, Func<Stream, string, string, Task<ArrivedFile>> keep, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(WashBounds.LongestWash);
        Process? child = null;
        try
        {
            child = Process.Start(Child()) ?? throw new InvalidOperationException();
            child.StandardError.Close(); // What a crash says may quote the file.
            var (input, output) = (child.StandardInput.BaseStream, child.StandardOutput.BaseStream);
            await input.WriteAsync(new[] { (byte)kind }, time.Token);
            await input.WriteAsync(bytes, time.Token);
            await input.DisposeAsync();
            var head = new byte[WashVerb.HeadLength];
            await output.ReadExactlyAsync(head, time.Token);
            var (washing, leftOut, length) = ((Washing)head[0], (LeftOut)head[1], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(3)));
            if (washing != Washing.Copy) return original with { Washing = washing is Washing.OtherKind or Washing.TooLarge ? washing : Washing.Failed };
            if (WashVerb.Form(head[2]) is not var (mediaType, ending)) return original with { Washing = Washing.Failed };
            return original with { Washing = Washing.Copy, LeftOut = leftOut, Copy = await keep(new CopyStream(output, length, time.Token), mediaType, ending) };
        }
#pragma warning disable CA1031 // Whatever happened to the child, the file itself is there and its report must not be lost; only a copy without room refuses the file.
        catch (Exception error) when (error is not NoRoomException && !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Unwashed(original, error is Win32Exception or InvalidOperationException ? Washing.NoRoom : Washing.Failed, error.GetType().Name);
        }
        finally
        {
            if (child is { HasExited: false }) child.Kill(entireProcessTree: true);
            child?.Dispose();
        }
    }

    private ArrivedFile Unwashed(ArrivedFile original, Washing washing, string why)
    {
        Log.NotWashed(log, washing, why);
        return original with { Washing = washing };
    }

    /// <summary>This very program, however it was started, with nothing of the service's settings and secrets around it.</summary>
    private static ProcessStartInfo Child()
    {
        var program = typeof(Washer).Assembly.Location;
        var self = Environment.ProcessPath ?? "dotnet";
        var byHost = program.Length > 0 && !Path.GetFileNameWithoutExtension(self).Equals(Path.GetFileNameWithoutExtension(program), StringComparison.OrdinalIgnoreCase);
        var host = Path.GetFileNameWithoutExtension(self) is "dotnet" ? self : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(byHost ? host : self, byHost ? [program, WashVerb.Name] : [WashVerb.Name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        // <root>/shared/Microsoft.NETCore.App/<version>: the child runs on what this process runs on.
        var root = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? ".").Parent?.Parent?.Parent;
        var kept = new[] { "PATH", "DOTNET_ROOT", "LD_LIBRARY_PATH", "SystemRoot" }.Select(n => (Name: n, Value: Environment.GetEnvironmentVariable(n))).Where(v => v.Value is not null).ToList();
        start.Environment.Clear();
        if (root is not null && Directory.Exists(Path.Combine(root.FullName, "shared"))) start.Environment["DOTNET_ROOT"] = root.FullName;
        foreach (var (name, value) in kept) start.Environment[name] = value;
        start.Environment["DOTNET_GCHeapHardLimit"] = WashBounds.MostMemory.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // No debugger's pipe in a temporary folder.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        return start;
    }

    /// <inheritdoc/>
    public void Dispose() => lanes.Dispose();

    /// <summary>The child's output: exactly as long as it said, and in time whoever reads it.</summary>
    private sealed class CopyStream(Stream inner, int length, CancellationToken time) : Stream
    {
        private int left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, time);
            left -= read;
            return left < 0 || (read == 0 && left > 0 && buffer.Length > 0) ? throw new EndOfStreamException() : read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
    }
}

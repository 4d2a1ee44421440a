// The smallest mail server: takes every mail on a loopback port, without TLS, and remembers it. For machines that have only the SDK.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrustLine.Testing;

public sealed class SmtpSink : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();

    public SmtpSink(int port = 0)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>An address that is refused for good.</summary>
    public string? Refuses { get; set; }

    /// <summary>Every command that was said.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public static Dictionary<string, string?> SettingsFor(int port) => new()
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Smtp:Security"] = "None",
        ["Smtp:From"] = "line@example.kz",
    };

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 localhost");
            while (await reader.ReadLineAsync() is { } line)
            {
                Heard.Enqueue(line);
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        var mail = new StringBuilder();
                        while (await reader.ReadLineAsync() is { } text && text != ".")
                        {
                            mail.Append(text.StartsWith("..", StringComparison.Ordinal) ? text[1..] : text).Append('\n');
                        }

                        Mails.Enqueue(mail.ToString());
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "RCPT" when Refuses is { } address && line.Contains(address, StringComparison.OrdinalIgnoreCase):
                        await writer.WriteLineAsync("550 5.1.1 no such mailbox");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 yes");
                        break;
                }
            }
        }
        catch (IOException)
        {
            // The sender went away: nothing was promised to it.
        }
    }
}

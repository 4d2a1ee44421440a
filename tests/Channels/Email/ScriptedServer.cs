// A mail server that says what a test wants it to say, and remembers what it was told.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TrustLine.Channels.Email;

namespace TrustLine.Tests.Channels.Email;

internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Every connection runs the script; the connection ends with it.</summary>
    public ScriptedServer(Func<Talk, Task> script)
    {
        _listener.Start();
        _ = Task.Run(async () =>
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(async () =>
                {
                    using var _ = client;
                    try
                    {
                        await script(new(client.GetStream(), Heard, _stop.Token));
                    }
                    catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
                    {
                        // The client has left: that is often what is tested.
                    }
                });
            }
        });
    }

    /// <summary>Every line that any client said.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>How a client is told to come here; short of patience where the server never answers.</summary>
    public MailAccount Account(MailSecurity security = MailSecurity.None, string? user = "u", string? password = "secret", bool hasty = false) =>
        new() { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Security = security, User = user, Password = password, Patience = TimeSpan.FromSeconds(hasty ? 0.3 : 10) };

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    internal sealed class Talk(NetworkStream stream, ConcurrentQueue<string> heard, CancellationToken stop)
    {
        private const string LoggedIn = "@ OK [CAPABILITY IMAP4rev1 UIDPLUS MOVE ESEARCH] in\n";

        public Task SayAsync(string lines) => stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ReplaceLineEndings("\r\n")), stop).AsTask();

        /// <summary>Never ends and never speaks.</summary>
        public Task BeSilentAsync() => Task.Delay(Timeout.Infinite, stop);

        /// <summary>Says the same for ever, as fast as it is taken or with a pause.</summary>
        public async Task FloodAsync(string text, int pause = 0)
        {
            var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
            for (;;)
            {
                await stream.WriteAsync(bytes, stop);
                if (pause > 0) await Task.Delay(pause, stop);
            }
        }

        /// <summary>The next line that the client says; null when it has left.</summary>
        public async Task<string?> HearAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await stream.ReadAsync(one, stop) == 1)
            {
                if (one[0] == '\n')
                {
                    var text = Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                    heard.Enqueue(text);
                    return text;
                }

                line.Add(one[0]);
            }

            return null;
        }

        /// <summary>Answers IMAP commands by their name: <c>@</c> in an answer stands for the tag; what has no answer is done.</summary>
        public async Task AnswerAsync(params (string Command, string Answer)[] answers)
        {
            while (await HearAsync() is { } line)
            {
                var (tag, rest) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (line[..at], line[(at + 1)..]) : (line, "");
                var found = Array.FindIndex(answers, a => rest.StartsWith(a.Command, StringComparison.OrdinalIgnoreCase));
                await SayAsync((found >= 0 ? answers[found].Answer : rest.StartsWith("LOGIN", StringComparison.Ordinal) ? LoggedIn : "@ OK done\n").Replace("@", tag, StringComparison.Ordinal));
            }
        }
    }
}

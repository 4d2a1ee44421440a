using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace TrustLine.Api.Outbox;

/// <summary>Whether the mail server answers, asked every minute whether or not there is anything to send: what is shown of it to everybody must not tell that a report came.</summary>
internal sealed class MailWatch(IOptions<SmtpOptions> options, TimeProvider time, ILogger<MailWatch> log) : Rounds(TimeSpan.FromMinutes(1), time, log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const string Greeting = "220"; // RFC 5321 4.2

    /// <summary>How it stood at the last look.</summary>
    public MailHealth State { get; private set; } = options.Value.Configured ? MailHealth.Ok : MailHealth.Off;

    /// <summary>Since when the server has not answered; null while it does.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <summary>When the server last answered; null when it has not since the start.</summary>
    public DateTimeOffset? LastAnswer { get; private set; }

    /// <summary>Asks the server once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (!options.Value.Configured) return;
        var now = Time.GetUtcNow();
        if (await AnswersAsync(cancellation))
        {
            if (State == MailHealth.Away) Log.MailBack(Logger);
            (State, AwaySince, LastAnswer) = (MailHealth.Ok, null, now);
        }
        else
        {
            if (State != MailHealth.Away) Log.MailAway(Logger);
            (State, AwaySince) = (MailHealth.Away, AwaySince ?? now);
        }
    }

    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation) => LookAsync(cancellation);

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(options.Value.Host, options.Value.Port, limit.Token);
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n" };
            var answers = (await reader.ReadLineAsync(limit.Token))?.StartsWith(Greeting, StringComparison.Ordinal) == true;
            await writer.WriteLineAsync("QUIT".AsMemory(), limit.Token);
            await writer.FlushAsync(limit.Token);
            return answers;
        }
        catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}

/// <summary>How mail stands.</summary>
internal enum MailHealth
{
    /// <summary>The server answers.</summary>
    Ok,

    /// <summary>It does not: nobody is told anything until it is back.</summary>
    Away,

    /// <summary>None is set up: nobody is ever told anything.</summary>
    Off,
}

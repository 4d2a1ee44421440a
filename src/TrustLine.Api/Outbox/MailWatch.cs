using Microsoft.Extensions.Options;
using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Smtp;

namespace TrustLine.Api.Outbox;

/// <summary>Whether the mail server answers, asked every minute whether or not there is anything to send: what is shown of it to everybody must not tell that a report came.</summary>
internal sealed class MailWatch(IOptions<SmtpOptions> options, TimeProvider time, ILogger<MailWatch> log) : Rounds(TimeSpan.FromMinutes(1), time, log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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

    // As far as a letter would go without being one: greeting, TLS, farewell. The name and password are not said every minute.
    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            var ourName = EmailAddress.TryParse(options.Value.From)?.AsciiDomain ?? "localhost";
            await using var session = await SmtpSession.OpenAsync(options.Value.Account(Patience, login: false), ourName, cancellation);
            await session.QuitAsync();
            return true;
        }
        catch (SmtpTroubleException)
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

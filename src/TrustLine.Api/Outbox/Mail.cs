using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace TrustLine.Api.Outbox;

/// <summary>Sends one letter over SMTP (RFC 5321) with the framework's client: STARTTLS or, to this machine only, nothing.</summary>
internal sealed class Mail(IOptions<SmtpOptions> options)
{
    // Short retries for a server that stumbles; a server that is away is the sweeper's matter.
    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<SmtpException>(Passing).Handle<SocketException>().Handle<TimeoutRejectedException>(),
        })
        .AddTimeout(TimeSpan.FromSeconds(20))
        .Build();

    /// <summary>Whether there is a server to send by.</summary>
    public bool Configured => options.Value.Configured;

    /// <summary>Returns when the server has accepted the letter; <see cref="SmtpException"/> and the like when it has not.</summary>
    public async Task SendAsync(string to, Letter letter, CancellationToken cancellation)
    {
        var smtp = options.Value;
        await pipeline.ExecuteAsync(async token =>
        {
            using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.Security != MailSecurity.None, Timeout = 20_000 };
            if (smtp.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, smtp.Password);
            using var message = new MailMessage(smtp.From, to, letter.Subject, letter.Text)
            {
                SubjectEncoding = Encoding.UTF8,
                BodyEncoding = Encoding.UTF8,
            };
            message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834
            await client.SendMailAsync(message, token);
        }, cancellation);
    }

    // 4yz replies pass; 5yz replies are an answer (RFC 5321 4.2.1).
    private static bool Passing(SmtpException error) => (int)error.StatusCode is < 500;
}

/// <summary>A letter without content: that something waits, its number, and where.</summary>
internal sealed record Letter(string Subject, string Text);

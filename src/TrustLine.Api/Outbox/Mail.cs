using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Letters;
using TrustLine.Channels.Email.Smtp;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>Sends one letter to one recipient by the office's mail server.</summary>
internal sealed class Mail(IOptions<SmtpOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Short retries for a server that stumbles; a server that is away is the sweeper's matter.
    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<SmtpTroubleException>(error => error.Passes).Handle<TimeoutRejectedException>(),
        })
        .AddTimeout(Patience)
        .Build();

    /// <summary>Whether there is a server to send by.</summary>
    public bool Configured => options.Value.Configured;

    /// <summary>Returns when the server has accepted the letter; <see cref="SmtpTroubleException"/> when it has not.</summary>
    public async Task SendAsync(string to, Letter letter, CancellationToken cancellation)
    {
        var smtp = options.Value;
        if (EmailAddress.TryParse(to) is not { } recipient || EmailAddress.TryParse(smtp.From) is not { } from) throw new SmtpTroubleException(SmtpTrouble.Address);
        // Composed once: a letter that comes twice because a line broke is the same letter, by its Message-ID.
        var composed = LetterComposer.Compose(new()
        {
            From = from,
            To = recipient,
            Subject = letter.Subject,
            Text = letter.Text,
            Language = letter.Language,
            At = time.GetUtcNow(),
            Author = LetterAuthor.Service,
        });
        try
        {
            await pipeline.ExecuteAsync(
                async token =>
                {
                    await using var session = await SmtpSession.OpenAsync(smtp.Account(Patience), from.AsciiDomain, token);
                    await session.SendAsync(from, recipient, composed.Bytes, token);
                    await session.QuitAsync();
                },
                cancellation);
        }
        catch (TimeoutRejectedException)
        {
            throw new SmtpTroubleException(SmtpTrouble.Silent);
        }
    }
}

/// <summary>A letter without content: that something waits, its number, and where.</summary>
internal sealed record Letter(string Subject, string Text, Language Language);

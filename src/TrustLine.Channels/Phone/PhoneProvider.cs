using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace TrustLine.Channels.Phone;

/// <summary>
/// The provider's REST as far as it is needed: fetch a recording, delete it there. Addresses are made from our settings and the recording's id, never from what a webhook
/// says they are.
/// </summary>
public sealed class PhoneProvider : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http;
    private readonly PhoneOptions options;
    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    /// <summary>With the account's name and token.</summary>
    public PhoneProvider(PhoneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !options.ApiBase.IsLoopback, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // A recording may not be ready at once, and then is not found.
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>().Handle<IOException>()
                    .HandleResult(r => (r.StatusCode == HttpStatusCode.NotFound && r.RequestMessage?.Method == HttpMethod.Get) || r.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(400),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(Patience)
            .Build();
    }

    /// <summary>The recording as a WAV stream; <see cref="PhoneTroubleException"/> when it cannot be had now. The caller disposes it.</summary>
    public async Task<Stream> OpenAsync(string recording, CancellationToken cancellation)
    {
        var answer = await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, Recordings + recording + ".wav"), cancellation);
        if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) == true)
            return await answer.Content.ReadAsStreamAsync(cancellation);
        using (answer) throw Trouble(answer.StatusCode);
    }

    /// <summary>Deletes the recording at the provider; what is not there any more is deleted.</summary>
    public async Task DeleteAsync(string recording, CancellationToken cancellation)
    {
        using var answer = await AskAsync(() => new HttpRequestMessage(HttpMethod.Delete, Recordings + recording + ".json"), cancellation);
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotFound) throw Trouble(answer.StatusCode);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    // Read anew each time: a simulated provider knows its own address only once it listens.
    private string Recordings => $"{options.ApiBase.ToString().TrimEnd('/')}/2010-04-01/Accounts/{options.AccountSid}/Recordings/";

    private async Task<HttpResponseMessage> AskAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                async token =>
                {
                    using var message = request();
                    return await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
                },
                cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutRejectedException or IOException)
        {
            throw new PhoneTroubleException(error is TimeoutRejectedException ? PhoneTrouble.Silent : PhoneTrouble.Away);
        }
    }

    private static PhoneTroubleException Trouble(HttpStatusCode status) => new(status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => PhoneTrouble.Refused,
        HttpStatusCode.NotFound => PhoneTrouble.Missing,
        _ => PhoneTrouble.Away,
    });
}

/// <summary>The provider could not do what was asked; says of which kind the trouble is and nothing of any call.</summary>
public sealed class PhoneTroubleException(PhoneTrouble trouble) : Exception("The phone provider: " + trouble)
{
    /// <summary>Of which kind.</summary>
    public PhoneTrouble Trouble => trouble;
}

/// <summary>Why the provider did not do it.</summary>
public enum PhoneTrouble
{
    /// <summary>It is not there, or has a fault of its own.</summary>
    Away,

    /// <summary>It does not answer in time.</summary>
    Silent,

    /// <summary>It does not take our account and token.</summary>
    Refused,

    /// <summary>It has no such recording.</summary>
    Missing,
}

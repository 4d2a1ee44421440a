using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Calls;

/// <summary>Before every webhook: is the phone switched on, is the body of a size, is it signed. And after it: whatever fails, the caller hears words.</summary>
internal sealed class CallDoor(PhoneOptions options, LineOptions line, PromptSounds sounds, ILogger<CallDoor> log)
{
    private const string Nameless = nameof(Nameless);
    private const int MostTries = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether calls are taken.</summary>
    public bool IsOpen => options.Enabled;

    /// <summary>A webhook that is answered with what is heard next.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, Func<PhoneRequest, Task<string>> answer)
    {
        if (await ReadAsync(http) is not { } request) return Refusal(http);
        for (var tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                return Spoken(await answer(request));
            }
#pragma warning disable CA1031 // Whatever it was, silence on the line would be worse; the log has its kind.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.CallWorkFailed(log, "answer", error.GetType().Name);
                if (tries < MostTries) await Task.Delay(tries * Rest);
            }
        }

        return Spoken(Fault(http));
    }

    /// <summary>A webhook that only tells something: when it fails the provider tells it again.</summary>
    public async Task<IResult> TakeAsync(HttpContext http, Func<PhoneRequest, Task> take)
    {
        if (await ReadAsync(http) is not { } request) return Refusal(http);
        await take(request);
        return Spoken(TwiML.Empty());
    }

    private static IResult Spoken(string answer) => Results.Text(answer, TwiML.MediaType);

    private IResult Refusal(HttpContext http) => Results.StatusCode(!IsOpen ? StatusCodes.Status404NotFound : http.Items.ContainsKey(Nameless) ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden);

    // Read whole in memory, never through the framework's form: that could lie on disk, and names the caller.
    private async Task<PhoneRequest?> ReadAsync(HttpContext http)
    {
        if (!IsOpen || http.Request.ContentLength > PhoneBody.Largest) return null;
        var bytes = new byte[PhoneBody.Largest + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.RequestAborted);
        if (length == bytes.Length || PhoneBody.Of(bytes[..length], http.Request.ContentType) is not { } body) return null;
        var publicBase = line.PublicBaseUrl ?? new Uri($"{http.Request.Scheme}://{http.Request.Host}");
        if (!PhoneSignature.Fits(options.AuthToken, publicBase, http.Request.Path + http.Request.QueryString.Value, body, http.Request.Headers[PhoneSignature.Header])) return null;
        var request = new PhoneRequest(body);
        if (request.Call.Length > 0) return request;
        http.Items[Nameless] = Nameless;
        return null;
    }

    // A step is tried again while its key or recording is at hand. Then the provider is asked to come again, a second later and at most three times: whoever has spoken is not hung
    // up on for a fault that passes. Then it is said, in all three languages, since which one it is may be what could not be read.
    private string Fault(HttpContext http)
    {
        var places = line.Places(0);
        if (http.Request.Query.TryGetValue("at", out var at) && http.Request.Query["again"].ToString().Length < MostTries)
            return TwiML.Onward($"{places.Root}{http.Request.Path}?at={Uri.EscapeDataString(at.ToString())}&again={http.Request.Query["again"]}1");
        var said = Enum.GetValues<Language>().SelectMany(l => Talk.Fault(Menu.Current, new CallState { At = Menu.Current.Start }, new CallFacts()).Say.OfType<Said.Prompt>().Select(p => places.Sound(sounds.OpaqueName(p.Id, l))));
        return TwiML.Of(said, new Expected.Over(), places, [], options.RingSeconds, "");
    }
}

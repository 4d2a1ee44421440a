// A caller at the provider's exchange: dials in, hears prompts as text, presses keys, leaves a recording, hangs up at any point; every answer is read strictly.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using TrustLine.Api.Demo.Phone;

namespace TrustLine.Testing.Phone;

public sealed class CallSimulator : IDisposable
{
    private static readonly XElement Over = new("Hangup");
    private readonly HttpClient _http;
    private readonly Uri _line;
    private readonly PhoneDouble _provider;
    private readonly string _from;
    private readonly List<HeardPrompt> _heard = [];
    private XElement _waiting = Over;
    private XElement? _next;
    private bool _through;
    private bool _left;

    private CallSimulator(Uri line, PhoneDouble provider, string from) =>
        (_line, _provider, _from, _http) = (line, provider, from, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) });

    public string Id { get; } = PhoneDouble.NewId("CA");

    /// <summary>What was heard since the caller last did something.</summary>
    public IReadOnlyList<HeardPrompt> Heard => _heard;

    /// <summary>The ids of it, without pieces.</summary>
    public IReadOnlyList<string> Ids => [.. _heard.Select(h => h.Id)];

    /// <summary>The digits that were spoken, in their order.</summary>
    public string Digits => string.Concat(_heard.Where(h => h.Id.StartsWith("ivr.digit.", StringComparison.Ordinal)).Select(h => h.Id[^1]));

    /// <summary>What the exchange waits for: Gather, Record, Dial or Hangup.</summary>
    public string Expects => _waiting.Name.LocalName;

    public bool IsOver => ReferenceEquals(_waiting, Over) || Expects == "Hangup";

    /// <summary>Recordings of the caller that were played back.</summary>
    public List<byte[]> PlayedBack { get; } = [];

    /// <summary>How long each answer took.</summary>
    public List<TimeSpan> Times { get; } = [];

    /// <summary>Whether sounds are fetched and listened to; a load that only measures webhooks does without.</summary>
    public bool Listens { get; init; } = true;

    /// <summary>How long a pause of one second lasts here, in ms.</summary>
    public int Pause { get; init; }

    /// <summary>Every webhook is sent twice, as a provider does that lost the first answer.</summary>
    public bool Twice { get; set; }

    /// <summary>Called with each address before it is asked; a test may break or mend something then.</summary>
    public Action<string>? Asking { get; set; }

    /// <summary>The phones that ring now.</summary>
    public IReadOnlyList<string> Rung => [.. Waiting("Dial").Elements("Number").Select(n => n.Value)];

    /// <summary>The addresses that are asked when one of them is picked up.</summary>
    public IReadOnlyList<string> Offers => [.. Waiting("Dial").Elements("Number").Select(n => n.Attribute("url")!.Value)];

    /// <summary>What the operator heard who picked up last.</summary>
    public IReadOnlyList<HeardPrompt> OperatorHeard { get; private set; } = [];

    public static async Task<CallSimulator> DialAsync(Uri line, PhoneDouble provider, string from = "+77010000000", bool listens = true, int pause = 40)
    {
        var call = new CallSimulator(line, provider, from) { Listens = listens, Pause = pause };
        await call.GoAsync("/channels/phone/call", []);
        return call;
    }

    /// <summary>Keys are pressed while the exchange gathers; more than it takes are an error of the test.</summary>
    public Task PressAsync(string keys) => GoOnAsync("Gather", new() { ["Digits"] = keys });

    /// <summary>Nothing is pressed, or nothing is said.</summary>
    public Task StaySilentAsync() => Expects == "Record" ? AfterwardsAsync() : GoOnAsync("Gather", new() { ["Digits"] = "" });

    /// <summary>The caller says something after the tone and presses the hash key; the exchange tells of the recording twice, as providers do.</summary>
    public async Task SpeakAsync(byte[] wav, int seconds = 2, bool full = false)
    {
        var (recording, waiting) = (_provider.Keep(wav), Waiting("Record"));
        var told = Told(recording, seconds);
        await GoOnAsync("Record", new(told) { ["Digits"] = full ? "" : "#" });
        await TellAsync(waiting.Attribute("recordingStatusCallback")!.Value, new(told) { ["RecordingStatus"] = "completed" });
    }

    /// <summary>An operator picks up and presses a key, or none, as an answering machine does; whether the caller is put through.</summary>
    public async Task<bool> PickUpAsync(string phone, string key = "1")
    {
        var leg = new Dictionary<string, string> { ["CallSid"] = PhoneDouble.NewId("CA"), ["ParentCallSid"] = Id, ["From"] = "+77172000000", ["To"] = phone, ["Direction"] = "outbound-dial" };
        var verbs = StrictTwiML.Read(await PostAsync(Waiting("Dial").Elements("Number").Single(n => n.Value == phone).Attribute("url")!.Value, leg));
        var heard = new List<HeardPrompt>();
        foreach (var play in verbs.Where(v => v.Name.LocalName == "Gather").Take(1).Elements("Play")) heard.AddRange(Ear.Listen(await _http.GetByteArrayAsync(new Uri(_line, play.Value))).Prompts);
        OperatorHeard = heard;
        if (key.Length > 0 && verbs.FirstOrDefault(v => v.Name.LocalName == "Gather") is { } gather) verbs = StrictTwiML.Read(await PostAsync(gather.Attribute("action")!.Value, new(leg) { ["Digits"] = key }));
        return _through = verbs.Count == 0 || _through;
    }

    /// <summary>The ringing ends: after a talk if somebody took the call; otherwise nobody did, all were talking, or a machine picked up and was put down.</summary>
    public Task RingAsync(string status = "no-answer", bool tellsOfTalk = true)
    {
        var form = new Dictionary<string, string> { ["DialCallStatus"] = _through ? "completed" : status };
        if (tellsOfTalk && form["DialCallStatus"] == "completed") form["DialBridged"] = _through ? "true" : "false";
        _through = false;
        return GoOnAsync("Dial", form);
    }

    /// <summary>The answer to a webhook of this exchange, whatever the call waits for.</summary>
    public Task<string> AskAsync(string address, Dictionary<string, string> form) => PostAsync(address, form);

    /// <summary>The caller hangs up, in the middle of speaking if there is something said; callbacks may be lost.</summary>
    public async Task HangUpAsync(byte[]? speaking = null, bool tells = true)
    {
        if (_left) return;
        _left = true;
        if (speaking is not null && Expects == "Record")
        {
            var told = Told(_provider.Keep(speaking), 2);
            var callback = _waiting.Attribute("recordingStatusCallback")!.Value;
            await PostAsync(_waiting.Attribute("action")!.Value, new(told) { ["Digits"] = "hangup", ["CallStatus"] = "completed" });
            if (tells) await TellAsync(callback, new(told) { ["RecordingStatus"] = "completed" });
        }

        if (tells) await TellAsync("/channels/phone/status", new() { ["CallStatus"] = "completed", ["CallDuration"] = "60" });
        _waiting = Over;
    }

    /// <summary>The last prompts, as text.</summary>
    public override string ToString() => string.Join(' ', _heard.Select(h => h.Text));

    /// <summary>Sends a webhook with a signature of its own; the status.</summary>
    public async Task<HttpStatusCode> ForgeAsync(string path, string signature)
    {
        using var request = Request(new Uri(_line, path), Form([]), signature);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Told(string recording, int seconds) => new()
    {
        ["RecordingSid"] = recording, ["RecordingUrl"] = "https://provider.example/" + recording, ["RecordingDuration"] = seconds.ToString(CultureInfo.InvariantCulture),
    };

    private Dictionary<string, string> Form(Dictionary<string, string> more) => new(more)
    {
        ["CallSid"] = more.GetValueOrDefault("CallSid", Id), ["AccountSid"] = _provider.Account, ["From"] = more.GetValueOrDefault("From", _from), ["Caller"] = _from, ["To"] = more.GetValueOrDefault("To", "+77172000000"),
        ["Called"] = "+77172000000", ["CallerName"] = "Planted Caller", ["FromCity"] = "ASTANA", ["Direction"] = more.GetValueOrDefault("Direction", "inbound"), ["CallStatus"] = more.GetValueOrDefault("CallStatus", "in-progress"),
    };

    private XElement Waiting(string verb) => Expects == verb ? _waiting : throw new InvalidOperationException($"the exchange waits for {Expects}, not for {verb}; last heard: {string.Join(' ', Ids.TakeLast(6))}");

    private async Task GoOnAsync(string verb, Dictionary<string, string> form)
    {
        var action = Waiting(verb).Attribute("action")!.Value;
        _heard.Clear();
        await GoAsync(action, form);
    }

    private async Task AfterwardsAsync()
    {
        var next = _next ?? throw new InvalidOperationException("nothing follows the recording");
        _heard.Clear();
        await GoAsync(next.Value, []);
    }

    // Follows the answer until something is waited for, as the exchange does.
    private async Task GoAsync(string address, Dictionary<string, string> form)
    {
        for (var steps = 0; steps < 400; steps++)
        {
            var verbs = StrictTwiML.Read(await PostAsync(address, form));
            (_waiting, _next, address, form) = (Over, null, "", []);
            foreach (var verb in verbs)
            {
                switch (verb.Name.LocalName)
                {
                    case "Play": await HearAsync(verb.Value); continue;
                    case "Pause": await Task.Delay(Pause); continue;
                    case "Redirect": address = verb.Value; break;
                    case "Gather":
                        foreach (var play in verb.Elements("Play")) await HearAsync(play.Value);
                        _waiting = verb;
                        return;
                    case "Record":
                        (_waiting, _next) = (verb, verb.ElementsAfterSelf("Redirect").FirstOrDefault());
                        return;
                    default:
                        _waiting = verb;
                        return;
                }

                break;
            }

            if (address.Length == 0) return;
        }

        throw new TimeoutException("the line keeps the caller waiting");
    }

    private async Task HearAsync(string address)
    {
        if (!Listens) return;
        var wav = await _http.GetByteArrayAsync(new Uri(_line, address));
        var (prompts, unknown) = Ear.Listen(wav);
        if (unknown > 100) PlayedBack.Add(wav);
        else _heard.AddRange(prompts);
    }

    private async Task TellAsync(string address, Dictionary<string, string> form)
    {
        var answer = await PostAsync(address, form);
        if (StrictTwiML.Read(answer).Count > 0) throw new FormatException("a callback that only tells something is answered with verbs");
    }

    private async Task<string> PostAsync(string address, Dictionary<string, string> form)
    {
        Asking?.Invoke(address);
        var (uri, whole) = (new Uri(_line, address), Form(form));
        var answer = await OnceAsync(uri, whole);
        if (!Twice) return answer;
        var again = await OnceAsync(uri, whole);
        return again == answer ? answer : throw new InvalidOperationException($"a repetition was answered otherwise:\n{answer}\n{again}");
    }

    private async Task<string> OnceAsync(Uri uri, Dictionary<string, string> form)
    {
        using var request = Request(uri, form, _provider.Sign(uri.ToString(), form));
        var watch = Stopwatch.StartNew();
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        lock (Times) Times.Add(watch.Elapsed);
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/xml") throw new InvalidOperationException($"{uri.AbsolutePath} answered {(int)answer.StatusCode}");
        return text;
    }

    private static HttpRequestMessage Request(Uri uri, Dictionary<string, string> form, string signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", signature);
        request.Headers.Add("I-Twilio-Idempotency-Token", Guid.CreateVersion7().ToString());
        return request;
    }
}

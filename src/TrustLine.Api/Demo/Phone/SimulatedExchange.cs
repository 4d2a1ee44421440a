using System.Xml;
using System.Xml.Linq;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Prompts;

namespace TrustLine.Api.Demo.Phone;

/// <summary>
/// The provider's exchange, simulated: takes calls of whoever tries the demo, follows the line's answers up to whatever waits for the caller, and passes on keys, silence, a
/// voice, a hang-up, and operators who pick up or do not. It knows of the line what a provider knows: its addresses.
/// </summary>
internal sealed partial class SimulatedExchange(SimulatedWire wire, SimulatedTape tape, HeardWords words, PhoneOptions options)
{
    /// <summary>The line's own number, invented.</summary>
    public const string Line = "+77172000000";

    /// <summary>What stands for the number of a caller who hides it.</summary>
    public const string Hidden = "anonymous";

    private const int MostCalls = 30, MostTurns = 200;
    private const string TakingKey = "1";

    // A second of the provider's, so that nobody waits for long.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, SimulatedCall> calls = new(StringComparer.Ordinal);

    /// <summary>The call of a handle; null when it is not known, or no longer.</summary>
    public SimulatedCall? Find(string handle)
    {
        lock (gate) return calls.GetValueOrDefault(handle);
    }

    /// <summary>Somebody calls the line from this number.</summary>
    public async Task<SimulatedCall> DialAsync(string from)
    {
        var call = new SimulatedCall(new Leg(Told(from, Line, "inbound")));
        lock (gate)
        {
            calls.Add(call.Handle, call);
            while (calls.Count > MostCalls) calls.RemoveAt(0);
        }

        await ActAsync(call, "did.dial", from, () => FollowAsync(call, call.Caller, PhonePlaces.Folder + "/call"));
        return call;
    }

    /// <summary>One key, or several; the answer goes out when as many are there as are waited for.</summary>
    public Task PressAsync(SimulatedCall call, string keys)
    {
        if (call.Caller.Waiting is not { Name.LocalName: "Gather" } gather) return Task.CompletedTask;
        var end = (string?)gather.Attribute("finishOnKey") ?? "#";
        var most = (int?)gather.Attribute("numDigits") ?? int.MaxValue;
        foreach (var key in keys)
        {
            if (end.Contains(key, StringComparison.Ordinal)) return GatheredAsync(call);
            call.Typed += key;
            if (call.Typed.Length >= most) return GatheredAsync(call);
        }

        return Task.CompletedTask;
    }

    /// <summary>Nothing more is pressed, or nothing is said.</summary>
    public Task StaySilentAsync(SimulatedCall call) => call.Caller switch
    {
        { Expects: "Gather" } => GatheredAsync(call),
        { Expects: "Record" } leg => ActAsync(call, "did.silent", "", () => GoOnAsync(call, leg, leg.Afterwards)),
        _ => Task.CompletedTask,
    };

    /// <summary>Something is said after the tone, and ended by the hash key, by the time, or by hanging up.</summary>
    public async Task SpeakAsync(SimulatedCall call, byte[] samples, bool hangsUp)
    {
        if (call.Caller.Waiting is not { Name.LocalName: "Record" } record) return;
        var most = ((int?)record.Attribute("maxLength") ?? 3600) * MuLaw.Rate;
        var full = samples.Length >= most;
        var recording = tape.Keep(full ? samples[..most] : samples);
        (string, string)[] told =
        [
            ("RecordingSid", recording), ("RecordingUrl", $"{options.ApiBase}/2010-04-01/Accounts/{options.AccountSid}/Recordings/{recording}"),
            ("RecordingDuration", Text(PhoneSound.Seconds(Math.Min(samples.Length, most)))),
        ];
        await ActAsync(call, hangsUp ? "did.speak.hang" : "did.speak", Text(PhoneSound.Seconds(Math.Min(samples.Length, most))), async () =>
        {
            if (hangsUp) await TellAsync(call, call.Caller, Action(record), [.. told, ("Digits", "hangup"), ("CallStatus", "completed")]);
            else await FollowAsync(call, call.Caller, Action(record), [.. told, ("Digits", full ? "" : "#")]);
            if ((string?)record.Attribute("recordingStatusCallback") is { } callback) await ToldAsync(call, call.Caller, callback, [.. told, ("RecordingStatus", "completed")]);
            if (hangsUp) await EndAsync(call);
        });
    }

    /// <summary>Operators are rung: one of them picks up and takes the call by a key, or puts the phone down again; or nobody does, or all are talking.</summary>
    public Task RingAsync(SimulatedCall call, string how, int phone = 0)
    {
        if (call is not { Caller.Waiting: { Name.LocalName: "Dial" } dial, Operator: null }) return Task.CompletedTask;
        return ActAsync(call, "did.ring." + how, "", async () =>
        {
            call.OperatorHeard = [];
            if (how is "none" or "busy") await FollowAsync(call, call.Caller, Action(dial), ("DialCallStatus", how == "busy" ? "busy" : "no-answer"));
            else await PickUpAsync(call, dial, dial.Elements("Number").ElementAt(phone), takes: how == "takes");
        });
    }

    /// <summary>The talk with the operator ends.</summary>
    public Task EndTalkAsync(SimulatedCall call) => call is not { Caller.Waiting: { Name.LocalName: "Dial" } dial, Operator: { } other } ? Task.CompletedTask : ActAsync(call, "did.talk", "", async () =>
    {
        call.Operator = null;
        await FollowAsync(call, call.Caller, Action(dial), ("DialCallStatus", "completed"), ("DialCallSid", other.Id), ("DialCallDuration", "60"), ("DialBridged", "true"));
    });

    /// <summary>The caller hangs up.</summary>
    public Task HangUpAsync(SimulatedCall call) => call.Over ? Task.CompletedTask : ActAsync(call, "did.hang", "", () => EndAsync(call));

    private Task GatheredAsync(SimulatedCall call)
    {
        var (gather, keys) = (call.Caller.Waiting, call.Typed);
        return ActAsync(call, keys.Length > 0 ? "did.press" : "did.silent", keys, () =>
            keys.Length == 0 && (string?)gather.Attribute("actionOnEmptyResult") != "true" ? GoOnAsync(call, call.Caller, call.Caller.Afterwards) : FollowAsync(call, call.Caller, Action(gather), ("Digits", keys)));
    }

    private async Task PickUpAsync(SimulatedCall call, XElement dial, XElement number, bool takes)
    {
        var leg = new Leg(new Dictionary<string, string>(Told((string?)dial.Attribute("callerId") ?? Line, number.Value, "outbound-dial")) { ["ParentCallSid"] = call.Caller.Id });
        if ((string?)number.Attribute("statusCallback") is { } callback) await ToldAsync(call, leg, callback, ("CallStatus", "in-progress"));
        // Before the two are joined the operator may be told something, and asked for a key.
        if ((string?)number.Attribute("url") is { } url) await FollowAsync(call, leg, url);
        call.OperatorHeard = [.. leg.Heard];
        if (takes && leg.Waiting is { Name.LocalName: "Gather" } asked) await FollowAsync(call, leg, Action(asked), ("Digits", TakingKey));
        if (takes && leg.Expects == "Nothing") call.Operator = leg;
        else await FollowAsync(call, call.Caller, Action(dial), ("DialCallStatus", "completed"), ("DialCallSid", leg.Id), ("DialBridged", "false"));
    }

    private async Task ActAsync(SimulatedCall call, string did, string keys, Func<Task> act)
    {
        call.Begin(did, keys);
        call.Refused = await TriedAsync(act);
        if (call.Refused is not null) await TriedAsync(() => EndAsync(call));
        call.End();
    }

    // What a provider would refuse: then it hangs up.
    private static async Task<string?> TriedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception refused) when (refused is FormatException or XmlException or HttpRequestException or OperationCanceledException)
        {
            return refused.Message;
        }
    }
}

using System.Xml.Linq;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Demo.Phone;

/// <summary>How the exchange follows the line's answers: verb after verb and address after address, as a provider does.</summary>
internal sealed partial class SimulatedExchange
{
    private async Task FollowAsync(SimulatedCall call, Leg leg, string address, params IEnumerable<(string, string)> told)
    {
        var form = leg.Form(told);
        for (var turns = 0; turns < MostTurns; turns++)
        {
            if (await GoAsync(call, leg, await OnceAsync(call, address, form)) is not { } next) return;
            (address, form) = (next, leg.Form());
        }

        throw new FormatException("the line sends its caller round and round");
    }

    private async Task GoOnAsync(SimulatedCall call, Leg leg, IReadOnlyList<XElement> verbs)
    {
        if (await GoAsync(call, leg, verbs) is { } next) await FollowAsync(call, leg, next);
    }

    // One verb after the other, up to the first that waits; where the answer sends the exchange to, if it does.
    private async Task<string?> GoAsync(SimulatedCall call, Leg leg, IReadOnlyList<XElement> verbs)
    {
        foreach (var (place, verb) in verbs.Index())
        {
            switch (verb.Name.LocalName)
            {
                case "Play": await HearAsync(leg, verb); continue;
                case "Pause": await Task.Delay(Pause); continue;
                case "Redirect": return verb.Value;
                case "Gather":
                    foreach (var play in verb.Elements("Play")) await HearAsync(leg, play);
                    break;
            }

            leg.WaitAt(verb, verbs.Skip(place + 1));
            if (verb.Name.LocalName == "Hangup" && leg == call.Caller) await EndAsync(call);
            return null;
        }

        leg.WaitAt(null, []);
        if (leg == call.Caller) await EndAsync(call);
        return null;
    }

    private async Task HearAsync(Leg leg, XElement play)
    {
        leg.Heard.Add(words.Of(play.Value));
        leg.Sounds.Add(await wire.FetchAsync(play.Value));
    }

    private async Task EndAsync(SimulatedCall call)
    {
        if (call.Over) return;
        call.Over = true;
        await ToldAsync(call, call.Caller, PhonePlaces.Folder + "/status", ("CallStatus", "completed"), ("CallDuration", "60"));
    }

    // A callback that only tells something is answered with nothing.
    private async Task ToldAsync(SimulatedCall call, Leg leg, string address, params IEnumerable<(string, string)> told)
    {
        if ((await TellAsync(call, leg, address, told)).Count > 0) throw new FormatException("a callback that only tells something was answered with verbs");
    }

    private Task<IReadOnlyList<XElement>> TellAsync(SimulatedCall call, Leg leg, string address, IEnumerable<(string, string)> told) => OnceAsync(call, address, leg.Form(told));

    private async Task<IReadOnlyList<XElement>> OnceAsync(SimulatedCall call, string address, Dictionary<string, string> form)
    {
        var (verbs, took) = await wire.TellAsync(address, form);
        call.Wire.Add(new(new Uri(new Uri("http://line/"), address).PathAndQuery, string.Join(' ', verbs.Select(v => v.Name.LocalName)), took));
        return verbs;
    }

    private Dictionary<string, string> Told(string from, string to, string direction) => new()
    {
        ["AccountSid"] = options.AccountSid, ["From"] = from, ["Caller"] = from, ["To"] = to, ["Called"] = to, ["Direction"] = direction, ["FromCountry"] = "KZ", ["ToCountry"] = "KZ",
    };

    private static string Action(XElement verb) => verb.Attribute("action")!.Value;

    private static string Text(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

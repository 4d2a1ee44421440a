using System.Xml.Linq;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Demo.Phone;

/// <summary>One end of a call at the exchange: what it heard last, and what is waited for there. Prints nothing.</summary>
internal sealed class Leg(IReadOnlyDictionary<string, string> told)
{
    private static readonly XElement Nothing = new("Nothing");

    /// <summary>The provider's id of it, as in every webhook of its own.</summary>
    public string Id { get; } = "CA" + Convert.ToHexStringLower(Draw.Bytes(16));

    /// <summary>The words of what was heard since the last act.</summary>
    public List<HeardSound> Heard { get; } = [];

    /// <summary>The samples of it.</summary>
    public List<byte[]> Sounds { get; } = [];

    /// <summary>The verb that waits for something.</summary>
    public XElement Waiting { get; private set; } = Nothing;

    /// <summary>The verbs that follow when nothing comes.</summary>
    public IReadOnlyList<XElement> Afterwards { get; private set; } = [];

    /// <summary>Which verb waits: Gather, Record, Dial, Hangup; Nothing when the answer has come to its end.</summary>
    public string Expects => Waiting.Name.LocalName;

    /// <summary>The exchange waits at this verb; none is the end of the answer.</summary>
    public void WaitAt(XElement? verb, IEnumerable<XElement> afterwards) => (Waiting, Afterwards) = (verb ?? Nothing, [.. afterwards]);

    /// <summary>Something was done: what was heard before is over.</summary>
    public void Begin()
    {
        Heard.Clear();
        Sounds.Clear();
    }

    /// <summary>The fields of a webhook of this end.</summary>
    public Dictionary<string, string> Form(params IEnumerable<(string Name, string Value)> more)
    {
        var form = new Dictionary<string, string>(told, StringComparer.Ordinal) { ["CallSid"] = Id, ["ApiVersion"] = "2010-04-01", ["CallStatus"] = "in-progress" };
        foreach (var (name, value) in more) form[name] = value;
        return form;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(Leg);
}

/// <summary>One call of the simulated phone, in memory only. Prints nothing.</summary>
internal sealed class SimulatedCall(Leg caller)
{
    /// <summary>Under which name the page finds it: not the provider's id.</summary>
    public string Handle { get; } = Convert.ToHexStringLower(Draw.Bytes(16));

    /// <summary>One act at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Who calls.</summary>
    public Leg Caller => caller;

    /// <summary>What the operator heard who picked up last; nothing while nobody did.</summary>
    public IReadOnlyList<HeardSound> OperatorHeard { get; set; } = [];

    /// <summary>The operator with whom the caller talks; null while there is none.</summary>
    public Leg? Operator { get; set; }

    /// <summary>The keys pressed so far of several that are waited for.</summary>
    public string Typed { get; set; } = "";

    /// <summary>How many acts there were: the sound of each has an address of its own.</summary>
    public int Acts { get; private set; }

    /// <summary>What was done and heard, act by act.</summary>
    public List<CallMoment> Moments { get; } = [];

    /// <summary>The webhooks of the last act.</summary>
    public List<WireLine> Wire { get; } = [];

    /// <summary>Why a provider would have hung up; null while all is well.</summary>
    public string? Refused { get; set; }

    /// <summary>Whether the call is over.</summary>
    public bool Over { get; set; }

    /// <summary>An act begins: its name among the texts, and what was pressed.</summary>
    public void Begin(string did, string keys = "")
    {
        Acts++;
        Typed = "";
        Wire.Clear();
        caller.Begin();
        Moments.Add(new(did, keys, caller.Heard));
    }

    /// <summary>What was heard stays with its act.</summary>
    public void End() => Moments[^1] = Moments[^1] with { Heard = [.. caller.Heard] };

    /// <inheritdoc/>
    public override string ToString() => nameof(SimulatedCall);
}

/// <summary>One act of the caller and what was heard upon it. Prints nothing.</summary>
public sealed record CallMoment(string Did, string Keys, IReadOnlyList<HeardSound> Heard)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(CallMoment);
}

/// <summary>One webhook: where it went, which verbs came back, how long that took.</summary>
public sealed record WireLine(string Path, string Verbs, TimeSpan Took);

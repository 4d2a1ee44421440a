namespace TrustLine.Api.Demo.Phone;

/// <summary>What the simulated phone's page shows.</summary>
/// <param name="T">The words.</param>
/// <param name="Now">The real moment.</param>
/// <param name="Open">Whether the line is open at it.</param>
/// <param name="Opens">When it opens next; null while it is open, or while that cannot be told.</param>
/// <param name="Hours">The hours that the menu was last told.</param>
/// <param name="Call">The call; null before one.</param>
public sealed record PhoneView(PhoneTexts T, DateTimeOffset Now, bool Open, DateTimeOffset? Opens, string Hours, CallView? Call)
{
    /// <summary>What was wrong, by its text; null when nothing was.</summary>
    public string? Wrong { get; init; }
}

/// <summary>One call as the page shows it. Prints nothing.</summary>
/// <param name="Handle">How the page names it.</param>
/// <param name="Act">Which act this is.</param>
/// <param name="Expects">What is waited for: Gather, Record, Dial; Talk while an operator is there, Over when it is over.</param>
public sealed record CallView(string Handle, int Act, string Expects)
{
    /// <summary>What was heard upon the last act.</summary>
    public required IReadOnlyList<HeardSound> Heard { get; init; }

    /// <summary>What an operator heard who picked up.</summary>
    public required IReadOnlyList<HeardSound> OperatorHeard { get; init; }

    /// <summary>Whether more than one key is waited for.</summary>
    public bool ManyKeys { get; init; }

    /// <summary>The keys pressed so far.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Whether the caller is asked to say who they are.</summary>
    public bool NamesOneself { get; init; }

    /// <summary>Numbers that are rung.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Everything so far.</summary>
    public required IReadOnlyList<CallMoment> Moments { get; init; }

    /// <summary>The webhooks of the last act.</summary>
    public required IReadOnlyList<WireLine> Wire { get; init; }

    /// <summary>Why a provider would have hung up.</summary>
    public string? Refused { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CallView);

    internal static CallView Of(SimulatedCall call) => new(call.Handle, call.Acts, call.Over ? "Over" : call.Operator is not null ? "Talk" : call.Caller.Expects)
    {
        Heard = [.. call.Caller.Heard],
        OperatorHeard = call.OperatorHeard,
        ManyKeys = call.Caller.Waiting.Attribute("numDigits")?.Value != "1",
        Typed = call.Typed,
        NamesOneself = call.Caller.Waiting.Attribute("recordingStatusCallback")?.Value.Contains("as=identity", StringComparison.Ordinal) == true,
        Numbers = [.. call.Caller.Waiting.Elements("Number").Select(n => n.Value)],
        Moments = [.. call.Moments],
        Wire = [.. call.Wire],
        Refused = call.Refused,
    };
}

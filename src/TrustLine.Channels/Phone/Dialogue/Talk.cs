namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>Interprets the menu: (where the call stands, what happened) → (where it stands now, what is said, what is expected). Pure; it knows no place of the menu by name.</summary>
public static class Talk
{
    private const int MostSteps = 32;
    private const int SayAgainEvery = 6;

    /// <summary>A call begins.</summary>
    public static Turn Begin(Menu menu, CallFacts facts)
    {
        ArgumentNullException.ThrowIfNull(menu);
        return Enter(menu, new CallState { At = menu.Start }, menu.Start, [], facts);
    }

    /// <summary>The service has a fault: it is said, and the call ends.</summary>
    public static Turn Fault(Menu menu, CallState call, CallFacts facts)
    {
        ArgumentNullException.ThrowIfNull(menu);
        ArgumentNullException.ThrowIfNull(call);
        return Enter(menu, call, menu.Fault, [], facts);
    }

    /// <summary>Something happened.</summary>
    public static Turn Next(Menu menu, CallState call, CallEvent happened, CallFacts facts)
    {
        ArgumentNullException.ThrowIfNull(menu);
        ArgumentNullException.ThrowIfNull(call);
        var at = menu[call.At];
        return (happened, at) switch
        {
            (CallEvent.Pressed { Keys.Length: > 0 } pressed, { Digits: { } digits }) => Typed(menu, call, digits, pressed.Keys, facts),
            (CallEvent.Pressed { Keys.Length: > 0 } pressed, { Keys.Count: > 0 }) => Target(at, pressed.Keys, call, facts) is { } target ? Enter(menu, call, target, [], facts) : Again(menu, call, menu.Invalid, facts),
            (CallEvent.Heard { Full: true }, { Record.Full: { } full }) => Enter(menu, Spoken(call), full, [], facts),
            (CallEvent.Heard, { Record: { } record }) => Enter(menu, Spoken(call), record.Go, [], facts),
            (CallEvent.Rang { Answered: true }, { Ring: true }) => Enter(menu, call, at.Answered!, [], facts),
            (CallEvent.Rang, { Ring: true }) when call.Group + 1 < facts.Groups => Stay(at, call with { Group = call.Group + 1 }, [.. CallWords.Of(at.Help?[0] ?? [], call, facts)]),
            (CallEvent.Rang rang, { Ring: true }) => Enter(menu, call, rang.Busy && at.Busy is { } busy ? busy : at.Nobody!, [], facts),
            (CallEvent.Waited { Outcome: { } outcome }, { Wait: not null }) => Enter(menu, call, at.On.TryGetValue(outcome, out var way) ? way : menu.Fault, [], facts),
            (_, { Wait: not null }) => Wait(menu, at, call, facts),
            (_, { Ring: true }) => Enter(menu, call, at.Nobody!, [], facts),
            (_, { Record: not null }) => Again(menu, call, menu.Unheard, facts),
            _ => Again(menu, call, menu.Quiet, facts),
        };
    }

    private static Turn Typed(Menu menu, CallState call, DigitsAsked digits, string keys, CallFacts facts) =>
        keys.Contains('*', StringComparison.Ordinal) ? digits.Back is { } back ? Enter(menu, call, back, [], facts) : Again(menu, call, menu.Invalid, facts) : Enter(menu, call, digits.Go, [], facts);

    private static string? Target(MenuState at, string key, CallState call, CallFacts facts) =>
        at.Keys.Where(k => Parted.Of(k.Key) is var p && p.Name == key && (p.Condition is null || facts.Holds(p.Condition, call))).Select(k => k.Value).FirstOrDefault();

    // The same question once more, each time with more help; after the last try the way for those who make no choice.
    private static Turn Again(Menu menu, CallState call, string why, CallFacts facts)
    {
        var at = menu[call.At];
        call = call with { Tries = call.Tries + 1 };
        if (call.Tries >= at.Tries) return Enter(menu, call, at.Silent ?? menu.Silent, [], facts);
        var help = at.Help ?? menu.Help;
        return Stay(at, call, [.. CallWords.Of([why, .. help.Count == 0 ? [] : help[Math.Min(call.Tries, help.Count) - 1], .. at.Say], call, facts)]);
    }

    private static Turn Wait(Menu menu, MenuState at, CallState call, CallFacts facts)
    {
        call = call with { Waits = call.Waits + 1 };
        if (call.Waits > at.Patience) return Enter(menu, call, at.Late ?? menu.Fault, [], facts);
        return new(call, call.Waits % SayAgainEvery == 0 ? [.. CallWords.Of([menu.Still], call, facts)] : [], new Expected.Work(at.Wait!, Begins: false));
    }

    private static Turn Enter(Menu menu, CallState call, string target, List<Said> said, CallFacts facts)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var words = target.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var known = new Dictionary<string, string>(call.Known);
            foreach (var set in words[1..]) known[set.Split('=')[0]] = set.Split('=')[1];
            call = call with { At = words[0], Tries = 0, Waits = 0, Group = 0, Known = known };
            var at = menu[call.At];
            said.AddRange(CallWords.Of(at.Say, call, facts));
            if (at.End) return new(call, said, new Expected.Over());
            if (at.Asks) return Stay(at, call, said);
            target = Parted.Of(at.Go.First(g => Parted.Of(g).Condition is not { } condition || facts.Holds(condition, call))) is var way ? way.Name : "";
        }

        throw new InvalidOperationException("The menu goes in a circle.");
    }

    private static Turn Stay(MenuState at, CallState call, IReadOnlyList<Said> said) => new(call, said, at switch
    {
        { Record: { } voice } => new Expected.Voice(voice.As, voice.Seconds, at.Timeout, voice.Replaces),
        { Digits: { } digits } => new Expected.Digits(digits.Length, at.Timeout),
        { Wait: { } work } => new Expected.Work(work, Begins: true),
        { Ring: true } => new Expected.Ringing(call.Group),
        _ => new Expected.Key(at.Timeout),
    });

    private static CallState Spoken(CallState call) => call with { Known = new Dictionary<string, string>(call.Known) { ["spoken"] = "yes" } };
}

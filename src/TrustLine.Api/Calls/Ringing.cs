using TrustLine.Api.Desk;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Channels.Phone.Prompts;

namespace TrustLine.Api.Calls;

/// <summary>
/// Who is rung when a caller asks for an operator, and who of them has taken the call. Operators on duty who said at which phone they sit are rung there, and nobody else; while no one
/// has said so every configured phone rings, for a button that was forgotten must not cost a caller the operator. A caller is put through only to whoever takes the call by a key: no
/// answering machine hears one. What nobody takes goes on to the voice message.
/// </summary>
internal sealed class Ringing(
    CallKeys keys, Drafts drafts, JournalWriter writer, PhoneOptions options, PromptSounds sounds, LineOptions line, OperatorsOnDuty? duty = null, IncomingCalls? incoming = null)
{
    private const string TakingKey = "1";

    /// <summary>The groups that are rung now, one after the other.</summary>
    public IReadOnlyList<IReadOnlyList<RungPhone>> Groups()
    {
        var sitting = (duty?.Now() ?? []).Where(o => o.Phone is not null).ToLookup(o => o.Phone!, o => o.Member);
        var onDuty = options.OperatorGroups.Select(g => g.Where(sitting.Contains).ToList()).Where(g => g.Count > 0).ToList();
        return [.. (onDuty.Count > 0 ? onDuty : options.OperatorGroups).Select(g => (IReadOnlyList<RungPhone>)[.. g.Select(n => new RungPhone(n, [.. sitting[n]]))])];
    }

    /// <summary>These phones ring for a call: its name in addresses, drawn by lot, which tells neither caller nor operator.</summary>
    public string Begin(JournalAct act, IReadOnlyList<RungPhone> phones, CallState talk)
    {
        var name = FormToken.New().ForTheForm();
        bool? danger = talk["danger"] switch { "yes" => true, "no" => false, _ => null };
        drafts.Put(act, keys.Ring(name), new KeptRing(new IncomingCall(talk.Language, danger), phones), CallJson.Default.KeptRing);
        return name;
    }

    /// <summary>Whether somebody took the call; from now on nobody can.</summary>
    public bool End(JournalAct act, string name)
    {
        var taken = drafts.Opened(act.Db, keys.Ring(name), CallJson.Default.KeptRing) is { TakenAt: not null };
        Drafts.Drop(act, keys.Ring(name));
        return taken;
    }

    /// <summary>What somebody who picks up hears, in the language in which the caller will speak; nothing when the call is no longer to be had.</summary>
    public string Offer(string name, int phone) =>
        drafts.Open(keys.Ring(name), CallJson.Default.KeptRing) is { } ring && ring.IsFor(phone) ? Offered(ring, name, phone) : TwiML.HangUp();

    /// <summary>A key was pressed: the first who takes the call has it, and the page of whoever sits at that phone opens. Told again it is the same answer, and no second page.</summary>
    public Task<string> TakeAsync(string name, int phone, string key) => key != TakingKey ? Task.FromResult(Offer(name, phone)) : writer.WriteAsync(act =>
    {
        if (drafts.Opened(act.Db, keys.Ring(name), CallJson.Default.KeptRing) is not { } ring || !ring.IsFor(phone)) return TwiML.HangUp();
        if (ring.TakenAt is not null) return TwiML.Empty();
        drafts.Put(act, keys.Ring(name), ring with { TakenAt = phone }, CallJson.Default.KeptRing);
        foreach (var member in ring.Phones[phone].Operators) incoming?.Connected(act, member, ring.Call);
        return TwiML.Empty();
    });

    private string Offered(KeptRing ring, string name, int phone)
    {
        var places = line.Places(0);
        return TwiML.Offer([.. Menu.Current.Offer.Select(id => places.Sound(sounds.OpaqueName(id, ring.Call.Language)))], places.Taken(name, phone));
    }
}

/// <summary>A phone that rings, and the operators on duty who sit at it. Prints nothing.</summary>
internal sealed record RungPhone(string Number, IReadOnlyList<Guid> Operators)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(RungPhone);
}

/// <summary>A ringing, while it lasts and somebody talks: what the operator's page shall know, the phones, and which of them took the call. Prints nothing.</summary>
internal sealed record KeptRing(IncomingCall Call, IReadOnlyList<RungPhone> Phones, int? TakenAt = null)
{
    /// <summary>Whether this phone may still take the call, or has it.</summary>
    public bool IsFor(int phone) => phone >= 0 && phone < Phones.Count && (TakenAt is null || TakenAt == phone);

    /// <inheritdoc/>
    public override string ToString() => nameof(KeptRing);
}

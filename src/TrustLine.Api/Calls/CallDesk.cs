using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Calls;

/// <summary>
/// Answers the provider's webhooks: each step of a call once, and a repetition with the same answer. Nothing slow is done here; what takes time is begun, and the caller is
/// asked to wait. A recording is written down before the call goes on.
/// </summary>
internal sealed class CallDesk(
    CallKeys keys, Drafts drafts, JournalWriter writer, SpokenCalls spoken, SpokenWork words, CallWork work, CallHours hours, Ringing ringing, PromptSounds sounds, PhoneOptions options, LineOptions line, TimeProvider time)
{
    private const string BackByThisNumber = "this";
    private const string BackByAnother = "other";
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromHours(2);

    /// <summary>The answer to a call that comes in, or goes on at a step.</summary>
    public async Task<string> AnswerAsync(PhoneRequest request, int? at)
    {
        var token = keys.State(request.Call);
        if (at is not null && request.Recording.Length > 0 && drafts.Open(token, CallJson.Default.CallCard) is { } before && before.Step == at) await HearAsync(request, before);
        var card = await writer.WriteAsync(act =>
        {
            var now = drafts.Opened(act.Db, token, CallJson.Default.CallCard);
            if (now is not null && (now.Step != at || now.Over)) return now;
            var moved = now is null ? Begun(act, request) : Moved(act, now, request);
            drafts.Put(act, token, moved, CallJson.Default.CallCard);
            return moved;
        });
        if (card is { Work: not null, Outcome: null, Over: false }) work.Begin(request.Call, card);
        return card.Answer;
    }

    /// <summary>A recording is there, or there is none after all.</summary>
    public async Task RecordingAsync(PhoneRequest request, string kind, bool replaces)
    {
        if (request.Recording.Length == 0) return;
        var card = drafts.Open(keys.State(request.Call), CallJson.Default.CallCard);
        await NoteAsync(request, card, kind, replaces);
    }

    /// <summary>How the call stands: when it is over its secrets go at once, and what was said is entered as it is.</summary>
    public async Task StatusAsync(PhoneRequest request)
    {
        if (!request.Over) return;
        var token = keys.State(request.Call);
        await writer.WriteAsync(act =>
        {
            if (drafts.Opened(act.Db, token, CallJson.Default.CallCard) is not { } card) return;
            foreach (var sound in card.Sounds) Drafts.Drop(act, keys.Sound(sound));
            if (card.Ring is { } ring) ringing.End(act, ring);
            drafts.Put(act, token, card with { Over = true, Code = "", Entered = "", Sounds = [], Heard = [], Rung = [], Ring = null, Answer = TwiML.HangUp() }, CallJson.Default.CallCard, KeptAfterwards);
        });
        var now = time.GetUtcNow();
        await spoken.ChangeAsync(keys.Spoken(request.Call), c => c is null or { EndedAt: not null } ? c : c with { EndedAt = now });
        words.Begin(keys.Spoken(request.Call));
    }

    // Written down first: whatever happens next, what was said is fetched and entered.
    private async Task HearAsync(PhoneRequest request, CallCard card)
    {
        if (Menu.Current[card.Talk.At].Record is { } record && request is { Recording.Length: > 0, Seconds: > 0 }) await NoteAsync(request, card, record.As, record.Replaces);
    }

    private async Task NoteAsync(PhoneRequest request, CallCard? card, string kind, bool replaces)
    {
        var (id, now) = (keys.Spoken(request.Call), time.GetUtcNow());
        await spoken.ChangeAsync(id, before =>
        {
            var known = before ?? new SpokenCard { Delivery = keys.Delivery(request.Call), Language = card?.Talk.Language ?? Language.Kk, HeardAt = now, EndedAt = card is { Over: true } ? now : null };
            if (card is not null) known = known with { Language = card.Talk.Language, Known = card.Talk.Known, CallBack = card.CallBack, About = card.About };
            return known.Noted(request.Recording, kind, request.Seconds, request.Absent, replaces, now);
        });
        words.Begin(id);
    }

    private CallCard Begun(JournalAct act, PhoneRequest request)
    {
        var turn = Talk.Begin(Menu.Current, hours.Of(null, request.CanBeCalled));
        return Answered(act, new CallCard { Talk = turn.Call, Step = 0, Answer = "" }, turn, request);
    }

    private CallCard Moved(JournalAct act, CallCard card, PhoneRequest request)
    {
        foreach (var sound in card.Sounds) Drafts.Drop(act, keys.Sound(sound));
        var taken = card.Ring is { } ring && ringing.End(act, ring);
        var at = Menu.Current[card.Talk.At];
        if (at.Digits is not null) card = card with { Entered = request.Digits };
        var turn = Talk.Next(Menu.Current, card.Talk, Happened(at, card, request, taken), hours.Of(card, request.CanBeCalled));
        if (turn.Call["callback"] != card.Talk["callback"])
            card = card with { CallBack = turn.Call["callback"] switch { BackByThisNumber => request.CallerWhoAsked(), BackByAnother => card.Entered, _ => null } };
        return Told(act, Answered(act, card, turn, request), card, request);
    }

    // Beside what was said stand the choices made since, and now and then that the call goes on: a call whose end was never told is told from one that does.
    private CallCard Told(JournalAct act, CallCard card, CallCard before, PhoneRequest request)
    {
        var (known, now) = (card.Talk.Known, time.GetUtcNow());
        if (card.Talk["spoken"] != "yes" || (now - card.ToldAt < SpokenCalls.Enough && known.Count == before.Talk.Known.Count && known.All(k => before.Talk[k.Key] == k.Value))) return card;
        spoken.Change(act, keys.Spoken(request.Call), c => c is null ? null : c with { HeardAt = now, Known = known });
        return card with { ToldAt = now };
    }

    private static CallEvent Happened(MenuState at, CallCard card, PhoneRequest request, bool taken) => at switch
    {
        { Record: { } record } when request is { Recording.Length: > 0, Seconds: > 0 } => new CallEvent.Heard(request.Digits.Length == 0 && request.Seconds >= record.Seconds - 1),
        { Wait: not null } => new CallEvent.Waited(card.Outcome),
        { Ring: true } => new CallEvent.Rang(request.Talked(taken), request.Busy),
        _ when request.Digits.Length > 0 && !request.HungUp => new CallEvent.Pressed(request.Digits),
        _ => new CallEvent.Silence(),
    };

    private CallCard Answered(JournalAct act, CallCard card, Turn turn, PhoneRequest request)
    {
        var places = line.Places(card.Step + 1);
        var (own, addresses) = (new List<string>(), new List<string>());
        foreach (var said in turn.Say)
        {
            var name = said is Said.Prompt prompt ? sounds.OpaqueName(prompt.Id, prompt.Language) : Kept(act, said, card);
            if (said is not Said.Prompt) own.Add(name);
            addresses.Add(places.Sound(name));
        }

        // Who is rung stays as it was at the first group: somebody who goes off duty meanwhile must not cost the caller the next one.
        var rung = turn.Expect is not Expected.Ringing ? [] : card.Rung.Count > 0 ? card.Rung : ringing.Groups();
        var phones = turn.Expect is Expected.Ringing { Group: var group } && group < rung.Count ? rung[group] : [];
        var ring = phones.Count > 0 ? ringing.Begin(act, phones, turn.Call) : null;
        var begins = turn.Expect is Expected.Work { Begins: true };
        return card with
        {
            Talk = turn.Call,
            Step = places.At,
            Sounds = own,
            Rung = rung,
            Ring = ring,
            Work = turn.Expect is Expected.Work waits ? waits.Name : null,
            Outcome = begins || turn.Expect is not Expected.Work ? null : card.Outcome,
            Answer = TwiML.Of(addresses, turn.Expect, places, [.. phones.Select((p, n) => new PhoneToRing(p.Number, places.Offer(ring!, n)))], options.RingSeconds, request.Line),
        };
    }

    // A name drawn by lot, which says nothing and opens nothing without the server's key; gone with the next step.
    private string Kept(JournalAct act, Said said, CallCard card)
    {
        var name = FormToken.New().ForTheForm();
        var sound = said is Said.Composed composed ? new KeptSound(said.Language, composed.Words, []) : new KeptSound(said.Language, null, card.Heard);
        drafts.Put(act, keys.Sound(name), sound, CallJson.Default.KeptSound, KeptAfterwards);
        return name;
    }
}

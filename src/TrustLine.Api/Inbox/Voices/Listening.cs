using TrustLine.Api.Journal;

namespace TrustLine.Api.Inbox;

/// <summary>A voice is an identity: who listened to which is a fact, entered before the first byte goes out, once an hour at most, however often it is played and in how many pieces it is asked for.</summary>
internal sealed class Listening(JournalWriter writer, LineKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Once = TimeSpan.FromHours(1);

    /// <summary>Whether somebody of this id listens to the voice now: the fact is there, and less than an hour old.</summary>
    public static bool Now(IEnumerable<Fact> facts, Guid member, Guid voice, DateTimeOffset now) =>
        facts.Any(f => f.Kind == FactKind.VoiceHeard && f.By == member && f.Voice == voice && now - f.At < Once);

    /// <summary>Enters the fact unless it is there; returns when it is.</summary>
    public async Task NoteAsync(OpenCase opened, Guid member, Guid voice)
    {
        if (Now(Facts(opened.Entries()), member, voice, time.GetUtcNow())) return;
        await writer.WriteAsync(act =>
        {
            // Asked again in the pen's own order: a player asks for several pieces at once.
            var (id, now) = (opened.Report.Id, time.GetUtcNow());
            if (!Now(Facts([.. act.Db.Entries.Where(e => e.Subject == id)]), member, voice, now)) act.Record(Scope.Report, id, new Fact(FactKind.VoiceHeard, now, member) { Voice = voice });
        });
    }

    private IEnumerable<Fact> Facts(IReadOnlyList<Entry> entries) => entries.Reverse().Select(e => keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject));
}

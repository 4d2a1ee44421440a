using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>Writes a note for those who read the case: sealed under the report key, in no thread, never shown to the reporter.</summary>
internal sealed class Noting(CaseTurn turn, LineKeys keys, Replying replying, TimeProvider time)
{
    /// <summary>The same words sent twice from one page are one note.</summary>
    public async Task<ActAnswer> NoteAsync(StaffVisit visit, Guid id, Guid page, string text)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(text)) return ActAnswer.TextMissing;
        if (text.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var words = CaseTurn.Words(opened, text);
        var note = replying.MessageId(visit, id, page, "note/" + text);
        return await turn.TakeAsync(visit, id, null, (act, _, _) =>
        {
            var facts = act.Db.Entries.Where(e => e.Subject == id && e.WordsHash != null).Select(e => e.Card).ToList();
            if (facts.Exists(card => keys.Cards.Open(card, CardJson.Default.Fact, id).About == note)) return;
            act.Record(Scope.Report, id, new Fact(FactKind.NoteWritten, time.GetUtcNow(), visit.Member) { About = note }, words);
        });
    }
}

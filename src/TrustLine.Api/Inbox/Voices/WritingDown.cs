using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Writes down what a voice says, and offers it to who said it (docs/decisions/0016-the-written-text-of-a-voice.md). A text is never changed: a correction is a new version. What
/// says who reports is cut out of it as out of a message. The offered text is a message sealed to the reporter's key, until it is answered or a newer one takes its place.
/// </summary>
internal sealed class WritingDown(CaseTurn turn, LineState line, LineKeys keys, ReportSealer sealer, Replying replying, Telling telling, TimeProvider time)
{
    /// <summary>Adds a version after those that were seen; the same words again are no new one.</summary>
    public async Task<ActAnswer> TypeAsync(StaffVisit visit, Guid id, Guid voice, int seen, string text)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !Has(opened, visit, voice)) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(text)) return ActAnswer.TextMissing;
        if (text.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var versions = Facts(opened.Entries(), voice, FactKind.VoiceTyped);
        var (words, who) = AssessedArrival.Message(text.Trim(), opened.Card.Language);
        if (versions.Count > 0 && opened.Words(versions[^1].Entry) == words) return ActAnswer.Done;
        var (supplement, now) = (Draw.Id(), time.GetUtcNow());
        var hidden = who.Cut.Count == 0 ? null : sealer.SealIdentity(supplement, JsonSerializer.SerializeToUtf8Bytes(who, SheetJson.Sealed.IdentitySheet), [], opened.Card.Readers, Groups);
        byte[]? kept;
        try
        {
            kept = CaseTurn.Words(opened, words);
        }
        catch (ContentTooLargeException)
        {
            return ActAnswer.TooLong;
        }

        var overtaken = false;
        var answer = await turn.TakeAsync(visit, id, null, (act, _, _) =>
        {
            overtaken = Facts(Entries(act, id), voice, FactKind.VoiceTyped).Count != seen;
            if (overtaken) return;
            act.Record(Scope.Report, id, new Fact(FactKind.VoiceTyped, now, visit.Member) { Voice = voice }, kept);
            if (hidden is null) return;
            act.Db.AddRange(hidden.Parts.Select(p => new Part(id, supplement, p)));
            act.Db.AddRange(hidden.Slots.Select(s => new SealRow(id, supplement, s)));
            act.Record(Scope.Report, id, new Fact(FactKind.IdentityMarked, now, visit.Member) { About = supplement, Count = who.Cut.Count });
        }, opened.Card.Readers);
        return overtaken ? ActAnswer.Overtaken : answer;
    }

    /// <summary>Offers the newest version, if it is the one that was seen and was not offered yet.</summary>
    public async Task<ActAnswer> OfferAsync(StaffVisit visit, Guid id, Guid voice, int seen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !Has(opened, visit, voice)) return ActAnswer.NotHere;
        var versions = Facts(opened.Entries(), voice, FactKind.VoiceTyped);
        if (versions.Count == 0 || versions.Count != seen) return ActAnswer.Overtaken;
        var (messageId, now) = (Draw.Id(), time.GetUtcNow());
        var message = replying.Message(opened, visit, messageId, new Reply(opened.Words(versions[^1].Entry)!) { Voice = voice }, now);
        var letter = telling.Of(visit, opened, new(LetterKind.News, opened.Card.Language, opened.Report.Number, now) { Message = messageId });
        var overtaken = false;
        var answer = await turn.TakeAsync(visit, id, null, (act, _, _) =>
        {
            var facts = Facts(Entries(act, id), voice, FactKind.VoiceTyped, FactKind.TextOffered);
            overtaken = facts.Count(f => f.Fact.Kind is FactKind.VoiceTyped) != seen || facts[^1].Fact.Kind is FactKind.TextOffered;
            if (overtaken) return;
            // What waited until now is answered no more.
            foreach (var earlier in facts.Where(f => f.Fact.Kind is FactKind.TextOffered).Select(f => f.Fact.About))
                act.Db.Seals.RemoveRange(act.Db.Seals.Where(s => s.SubjectId == earlier && s.Kind == (int)SealKind.MessageKey && s.Group == 0));
            act.Db.AddThread(id, messageId, message);
            act.Record(Scope.Report, id, new Fact(FactKind.TextOffered, now, visit.Member) { About = messageId, Voice = voice });
            if (letter is not null) act.Send(letter, now);
        }, opened.Card.Readers);
        return overtaken ? ActAnswer.Overtaken : answer;
    }

    private Vault.Groups.SealingKeys Groups => line.SealingKeys ?? throw new IntakeClosedException();

    private static bool Has(OpenCase opened, StaffVisit visit, Guid voice)
    {
        if (!visit.Role.Works(opened.Card)) return false;
        using var entry = opened.File(voice);
        return entry is not null && VoicesFace.IsVoice(entry);
    }

    private static IReadOnlyList<Entry> Entries(JournalAct act, Guid id) => [.. act.Db.Entries.Where(e => e.Subject == id).OrderBy(e => e.Position)];

    private IReadOnlyList<(Entry Entry, Fact Fact)> Facts(IReadOnlyList<Entry> entries, Guid voice, params FactKind[] kinds) =>
        [.. entries.Select(e => (Entry: e, Fact: keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject))).Where(f => f.Fact.Voice == voice && kinds.Contains(f.Fact.Kind))];
}

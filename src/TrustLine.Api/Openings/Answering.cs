using System.Text;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>
/// A custodian's session: reads the reason of one request, and agrees or refuses. Agreeing re-seals the halves a to the asker's one-time key; nothing of the
/// report is opened here, nor could it be.
/// </summary>
internal sealed class Answering(Database database, JournalWriter writer, LineKeys keys, Standing standing, Lapsing lapsing, TimeProvider time)
{
    /// <summary>The reason as the asker wrote it; null when it does not open, or is not the one that was signed.</summary>
    public static string? Reason(StaffVisit visit, JournalDb db, OpeningRow row, OpeningCard card)
    {
        using var key = WordsKey(visit, db, row.Id);
        if (key is null) return null;
        var words = ThreadSealer.OpenPart(key, row.Id, db.Parts.Single(p => p.SubjectId == row.Id && p.Kind == (int)PartKind.OpeningReason).Sealed);
        return Digest.Same(Digest.Sha256(words), OpeningRequest.Parse(card.Request).ReasonHash) ? Encoding.UTF8.GetString(words) : null;
    }

    /// <summary>Agrees; a word to it may be added.</summary>
    public Task<AnsweringAnswer> AgreeAsync(StaffVisit visit, Guid opening, string words) => AnswerAsync(visit, opening, words.Trim(), agrees: true);

    /// <summary>Refuses, with a reason.</summary>
    public async Task<AnsweringAnswer> RefuseAsync(StaffVisit visit, Guid opening, string reason) =>
        string.IsNullOrWhiteSpace(reason) ? AnsweringAnswer.ReasonMissing : await AnswerAsync(visit, opening, reason.Trim(), agrees: false);

    private async Task<AnsweringAnswer> AnswerAsync(StaffVisit visit, Guid opening, string words, bool agrees)
    {
        if (words.Length > OpeningTerms.LongestReason) return AnsweringAnswer.TooLong;
        using var db = database.Read();
        if (db.Openings.SingleOrDefault(o => o.Id == opening && o.Live) is not { } row) return AnsweringAnswer.Gone;
        var card = keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, opening);
        if (card.Stage is not OpeningStage.Waiting) return AnsweringAnswer.Gone;
        if (standing.WhyNot(db, row, card) is { } why) return await LapseAsync(opening, why);
        if (Reason(visit, db, row, card) is null) return AnsweringAnswer.Gone; // Nobody answers what they could not read.
        var now = time.GetUtcNow();
        var (answer, halves) = agrees ? Agree(visit, db, row, card, words, now) : (OpeningAnswer.Refuse(OpeningRequest.Parse(card.Request), visit.Member, visit.Keys, Encoding.UTF8.GetBytes(words), now), null);
        if (answer is null) return AnsweringAnswer.Gone;
        var note = words.Length == 0 ? null : SealWords(visit, db, opening, words);
        var resealed = halves is null ? null : keys.Server.Protect(Labels.OpeningHalf, opening, halves.ToBytes());
        var after = card with
        {
            Stage = agrees ? OpeningStage.Agreed : OpeningStage.Refused, Answer = answer.ToBytes(), Custodian = visit.Member, AnsweredAt = now, EndedAt = agrees ? null : now,
        };
        return await writer.WriteAsync(act =>
        {
            // Another custodian may have answered, the case may have been ended or its readers changed, since this was made ready.
            if (act.Db.Openings.SingleOrDefault(o => o.Id == opening && o.Live) is not { } kept || !kept.Card.AsSpan().SequenceEqual(row.Card)) return AnsweringAnswer.Gone;
            Untouched.Insist(act.Db, Scope.Report, kept.ReportId);
            if (standing.WhyNot(act.Db, kept, card) is { } late)
            {
                lapsing.End(act, kept, card, late, now);
                return AnsweringAnswer.Gone;
            }

            var sealedCard = keys.Cards.Seal(after, CardJson.Default.OpeningCard, opening);
            if (resealed is null) kept.End(sealedCard);
            else kept.Agreed(sealedCard, resealed);
            if (note is not null) act.Db.Add(new Part(kept.ReportId, opening, note));
            OpeningStates.NoteSecondKey(act, keys.Cards, kept.ReportId);
            act.Record(Scope.Report, kept.ReportId, new Fact(agrees ? FactKind.OpeningAgreed : FactKind.OpeningRefused, now, visit.Member) { About = opening });
            act.Send(new Errand(ErrandKind.OpeningAnswered) { Opening = opening }, now);
            return agrees ? AnsweringAnswer.Agreed : AnsweringAnswer.Refused;
        });
    }

    private (OpeningAnswer?, ResealedHalves?) Agree(StaffVisit visit, JournalDb db, OpeningRow row, OpeningCard card, string words, DateTimeOffset now)
    {
        var envelopes = IdentityEnvelopes.Of(db, row.ReportId, card);
        var halves = new List<(Guid Subject, SecretKey HalfA)>();
        try
        {
            foreach (var envelope in envelopes)
            {
                var slot = db.Seals.Single(s => s.SubjectId == envelope.SubjectId && s.Kind == (int)SealKind.IdentityHalfA && s.Group == (int)Vault.Groups.Group.Custodians);
                if (visit.OpenSlot(slot) is not { } half) return (null, null);
                halves.Add((envelope.SubjectId, half));
            }

            return OpeningAnswer.Agree(
                OpeningRequest.Parse(card.Request), row.ReportId, IdentityEnvelopes.Hash(envelopes), card.Asker, standing.AskerKey(card)!, halves,
                visit.Member, visit.Keys, Encoding.UTF8.GetBytes(words), now);
        }
        finally
        {
            foreach (var (_, half) in halves) half.Dispose();
        }
    }

    private async Task<AnsweringAnswer> LapseAsync(Guid opening, LapseReason why)
    {
        await writer.WriteAsync(act =>
        {
            if (act.Db.Openings.SingleOrDefault(o => o.Id == opening && o.Live) is { } row) lapsing.End(act, row, keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, opening), why, time.GetUtcNow());
        });
        return AnsweringAnswer.Gone;
    }

    private static SealedPart? SealWords(StaffVisit visit, JournalDb db, Guid opening, string words)
    {
        using var key = WordsKey(visit, db, opening);
        return key is null ? null : ReportKey.SealPart(key, opening, PartKind.CaseNote, Encoding.UTF8.GetBytes(words));
    }

    private static SecretKey? WordsKey(StaffVisit visit, JournalDb db, Guid opening) =>
        db.Seals.SingleOrDefault(s => s.SubjectId == opening && s.Kind == (int)SealKind.MessageKey && s.Group == (int)visit.Group!.Value) is { } seal ? visit.OpenSlot(seal) : null;
}

/// <summary>What came of a custodian's answer.</summary>
internal enum AnsweringAnswer
{
    /// <summary>The asker may look, for a limited time.</summary>
    Agreed,

    /// <summary>It is refused.</summary>
    Refused,

    /// <summary>There is nothing to answer any more: answered by another, taken back, or lapsed.</summary>
    Gone,

    /// <summary>A refusal needs a reason.</summary>
    ReasonMissing,

    /// <summary>Too long.</summary>
    TooLong,
}

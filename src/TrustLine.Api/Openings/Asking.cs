using System.Text;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>
/// The asker's side before the answer: a signed request for one report's identity, to a one-time key, with a reason that custodians, readers and the
/// reporter will read; and taking it back.
/// </summary>
internal sealed class Asking(Database database, JournalWriter writer, LineKeys keys, LineState line, ThreadSealer thread, Standing standing, LineCalendar days, TimeProvider time)
{
    /// <summary>Asks. Who has asked already is not asked twice: one request of one asker lives at a time; others ask for themselves.</summary>
    public async Task<AskAnswer> AskAsync(StaffVisit visit, Guid id, string reason)
    {
        while (true)
        {
            try
            {
                return await TryAskAsync(visit, id, reason.Trim());
            }
            catch (GenerationOverException)
            {
                line.Changed(); // Somebody left while the reason was sealed.
            }
        }
    }

    private async Task<AskAnswer> TryAskAsync(StaffVisit visit, Guid id, string reason)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null || !Standing.MayAsk(opened.Card, visit.Role)) return AskAnswer.NotHere;
        if (!opened.Report.Open) return AskAnswer.CaseEnded;
        if (reason.Length == 0) return AskAnswer.ReasonMissing;
        if (reason.Length > OpeningTerms.LongestReason) return AskAnswer.TooLong;
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        var (now, words, opening) = (time.GetUtcNow(), Encoding.UTF8.GetBytes(reason), Draw.Id());
        var until = OpeningTerms.Until(now, days.Now.Calendar);
        int messages;
        IReadOnlyList<Guid> supplements;
        byte[] hash;
        using (var db = database.Read())
        {
            messages = IdentityEnvelopes.Messages(db, id);
            supplements = IdentityEnvelopes.Supplements(db, id);
            hash = IdentityEnvelopes.Hash(IdentityEnvelopes.Of(db, id, messages, supplements));
        }

        var question = OpeningQuestion.Ask(id, hash, visit.Member, visit.Keys, words, until);
        var sealedReason = thread.SealReason(opening, words, opened.Card.Readers, groups, AgreementPublicKey.From(opened.Report.ReporterKey));
        var card = new OpeningCard
        {
            Stage = OpeningStage.Waiting, Asker = visit.Member, AskerRole = visit.Role, AskedAt = now, Until = until, Messages = messages, Supplements = supplements, Request = question.Request.ToBytes(),
        };
        var row = new OpeningRow(opening, id, keys.Cards.Seal(card, CardJson.Default.OpeningCard, opening), keys.Server.Protect(Vault.Envelopes.Labels.OpeningOneTime, opening, question.SealedOneTimeKey));
        return await writer.WriteAsync(act =>
        {
            var report = act.Db.Reports.Single(r => r.Id == id);
            Untouched.Insist(act.Db, Scope.Report, id);
            // Sealed for those who read a moment ago: if they changed, the page is shown anew.
            if (keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id).Readers != opened.Card.Readers) return AskAnswer.NotHere;
            if (standing.WhyNot(act.Db, row, card) is { } why) return why is LapseReason.CaseEnded ? AskAnswer.CaseEnded : AskAnswer.NotHere;
            if (act.Db.Openings.Where(o => o.ReportId == id && o.Live).ToList().Any(o => keys.Cards.Open(o.Card, CardJson.Default.OpeningCard, o.Id).Asker == visit.Member)) return AskAnswer.AskedAlready;
            act.Db.Add(row);
            act.Db.AddRange(sealedReason.Parts.Select(p => new Part(id, opening, p)));
            act.Db.AddRange(sealedReason.Slots.Select(s => new SealRow(id, opening, s)));
            OpeningStates.NoteSecondKey(act, keys.Cards, id);
            act.Record(Scope.Report, id, new Fact(FactKind.OpeningAsked, now, visit.Member) { About = opening });
            act.Send(new Errand(ErrandKind.OpeningWaits) { Opening = opening }, now);
            return AskAnswer.Asked;
        });
    }

    /// <summary>Takes a request back that nobody has answered, or whose answer nobody has used.</summary>
    public Task WithdrawAsync(StaffVisit visit, Guid opening) => writer.WriteAsync(act =>
    {
        if (act.Db.Openings.SingleOrDefault(o => o.Id == opening && o.Live) is not { } row) return;
        var card = keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id);
        Untouched.Insist(act.Db, Scope.Report, row.ReportId);
        if (card.Asker != visit.Member || card.Stage is not (OpeningStage.Waiting or OpeningStage.Agreed)) return;
        var now = time.GetUtcNow();
        row.End(keys.Cards.Seal(card with { Stage = OpeningStage.Withdrawn, EndedAt = now }, CardJson.Default.OpeningCard, row.Id));
        OpeningStates.NoteSecondKey(act, keys.Cards, row.ReportId);
        act.Record(Scope.Report, row.ReportId, new Fact(FactKind.OpeningWithdrawn, now, visit.Member) { About = opening });
    });
}

/// <summary>What came of asking.</summary>
internal enum AskAnswer
{
    /// <summary>It waits for a custodian.</summary>
    Asked,

    /// <summary>There is no such report for this person, or asking is not theirs.</summary>
    NotHere,

    /// <summary>The case is over.</summary>
    CaseEnded,

    /// <summary>A reason is needed: custodian and reporter will read it.</summary>
    ReasonMissing,

    /// <summary>The reason is too long.</summary>
    TooLong,

    /// <summary>A request of this person lives already.</summary>
    AskedAlready,
}

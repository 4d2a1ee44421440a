using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Writes to the reporter: a message, a question that waits for an answer, or the answer to the report itself (10.8), which stops its clock.</summary>
internal sealed class Replying(CaseTurn turn, LineState line, ThreadSealer thread, TimeProvider time)
{
    /// <summary>The same message id sent twice is one message.</summary>
    public async Task<ActAnswer> ReplyAsync(StaffVisit visit, Guid id, Guid messageId, string text, bool asks, bool answers)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(text)) return ActAnswer.TextMissing;
        if (text.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        if (asks && answers) return ActAnswer.AsksAndAnswers;
        var now = time.GetUtcNow();
        var message = Message(opened, visit, messageId, text, asks, now);
        return await turn.TakeAsync(visit, id, null, (act, report, card) =>
        {
            if (act.Db.Messages.Any(m => m.Id == messageId)) return;
            act.Db.AddThread(id, messageId, message);
            var clocks = answers ? card.Stopped(ClockKinds.Reply, now) : card.Clocks;
            turn.Set(report, card with { WaitsForOffice = false, WaitsForReporter = asks, Clocks = clocks });
            act.Record(Scope.Report, id, new Fact(FactKind.OfficeWrote, now, visit.Member) { About = messageId });
        });
    }

    /// <summary>A message of the office, sealed to who reads now and to the reporter.</summary>
    public SealedMessage Message(OpenCase opened, StaffVisit visit, Guid messageId, string text, bool asks, DateTimeOffset at)
    {
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        var sheet = JsonSerializer.SerializeToUtf8Bytes(new MessageSheet(MessageAuthor.Office, at, text.Trim(), asks, visit.Member), SheetJson.Sealed.MessageSheet);
        var readers = ConflictRule.ReadersOf(opened.Card.DirectorExcluded, opened.Card.OfficerExcluded);
        return thread.Seal(messageId, sheet, FileManifest.Write([]), readers, groups, AgreementPublicKey.From(opened.Report.ReporterKey));
    }
}

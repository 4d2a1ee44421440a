using System.Text;
using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>Writes to the reporter: a message, a question that waits for an answer, or the answer to the report itself (10.8), which stops its clock.</summary>
internal sealed class Replying(CaseTurn turn, Undoing undoing, Telling telling, LineKeys keys, LineState line, ThreadSealer thread, TimeProvider time)
{
    /// <summary>The same words sent twice from one page are one message; the reporter is shown it when it can no longer be undone.</summary>
    public async Task<Acted> ReplyAsync(StaffVisit visit, Guid id, Guid page, Reply reply)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(reply.Text)) return ActAnswer.TextMissing;
        if (reply.Text.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        if (reply.Asks && reply.Answers) return ActAnswer.AsksAndAnswers;
        var now = time.GetUtcNow();
        var messageId = MessageId(visit, id, page, reply.Text);
        var message = Message(opened, visit, messageId, reply, now, undoing.Until(now));
        var letter = telling.Of(visit, opened, new(reply.Asks ? LetterKind.More : reply.Answers ? LetterKind.Final : LetterKind.News, opened.Card.Language, opened.Report.Number, now) { Message = messageId, NotBefore = undoing.Until(now) });
        (ReportCard Card, Recorded Entry)? done = null;
        var answer = await turn.TakeAsync(visit, id, null, (act, report, card) =>
        {
            if (act.Db.Messages.Any(m => m.Id == messageId)) return;
            act.Db.AddThread(id, messageId, message);
            if (letter is not null) act.Send(letter, now);
            var clocks = reply.Answers ? card.Answered(now) : card.Clocks;
            turn.Set(report, card with { WaitsForOffice = false, WaitsForReporter = reply.Asks, Clocks = clocks, Held = undoing.Hold(card, now) });
            done = (card, act.Record(Scope.Report, id, new Fact(reply.Answers ? FactKind.ReportAnswered : FactKind.OfficeWrote, now, visit.Member) { About = messageId }));
        }, opened.Card.Readers);
        return new(answer, done is var (before, entry) && answer == ActAnswer.Done ? UndoSlip.Of(visit, opened.Report, before, now, entry, messageId) : null);
    }

    /// <summary>
    /// The id of what a page sends: keyed, and bound to the session, the report and the words. Nobody chooses an id, and a page sent again with
    /// other words is another message.
    /// </summary>
    public Guid MessageId(StaffVisit visit, Guid report, Guid page, string words)
    {
        using var key = keys.CodePepper.Derive("trustline/office-message-id/v1");
        var said = Convert.ToHexString(Digest.Sha256(Encoding.UTF8.GetBytes(words)));
        return new(Digest.Keyed(key, Encoding.UTF8.GetBytes($"{visit.Seat.Session}/{visit.Member}/{report}/{page}/{said}")).AsSpan(0, 16));
    }

    /// <summary>A message of the office, sealed to who reads now and to the reporter.</summary>
    public SealedMessage Message(OpenCase opened, StaffVisit visit, Guid messageId, Reply reply, DateTimeOffset at, DateTimeOffset? shownFrom = null)
    {
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        var sheet = new MessageSheet(MessageAuthor.Office, at, reply.Text.Trim(), reply.Asks, visit.Member) { ShownFrom = shownFrom, Voice = reply.Voice };
        return thread.Seal(messageId, JsonSerializer.SerializeToUtf8Bytes(sheet, SheetJson.Sealed.MessageSheet), FileManifest.Write([]), opened.Card.Readers, groups, AgreementPublicKey.From(opened.Report.ReporterKey));
    }
}

/// <summary>What is written to the reporter. Prints nothing.</summary>
/// <param name="Text">The words.</param>
/// <param name="Asks">Whether an answer is waited for.</param>
/// <param name="Answers">Whether it is the answer to the report itself.</param>
internal sealed record Reply(string Text, bool Asks = false, bool Answers = false)
{
    /// <summary>The recording of which it is the written text; null for what is a message of its own.</summary>
    public Guid? Voice { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(Reply);
}

using System.Text;
using System.Text.Json;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// What readers do with a case. Each act is one transaction: the case's new state, the fact that explains it, and a message if there
/// is one. Reasons are sealed under the report key. An act on a page that is no longer true is refused.
/// </summary>
internal sealed class CaseActs(Database database, JournalWriter writer, LineKeys keys, LineState line, ThreadSealer thread, StatutoryClock clock, TimeProvider time)
{
    /// <summary>A person confirms the engine's recommendation, or sets another disposition with a reason.</summary>
    public async Task<ActAnswer> DecideAsync(StaffVisit visit, Guid id, Disposition decision, string reason, long seen)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null) return ActAnswer.NotHere;
        if (reason.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var changes = decision != opened.Card.Disposition;
        if (changes && string.IsNullOrWhiteSpace(reason)) return ActAnswer.ReasonMissing;
        var words = Words(opened, reason);
        var now = time.GetUtcNow();
        return await TurnAsync(visit, id, seen, (act, report, card) =>
        {
            Turn(report, WithClocks(card with { Disposition = decision, Confirmed = true }, report, now), open: true);
            act.Record(Scope.Report, id, new Fact(changes ? FactKind.DispositionChanged : FactKind.DispositionConfirmed, now, visit.Member) { Disposition = decision }, words);
        });
    }

    /// <summary>The director was informed (10.6); the clock stops.</summary>
    public async Task<ActAnswer> InformAsync(StaffVisit visit, Guid id)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null || !visit.Role.MayInform(opened.Card)) return ActAnswer.NotHere;
        return await TurnAsync(visit, id, null, (act, _, _) => DirectorInformed.Record(act, keys, id, time.GetUtcNow(), visit.Member));
    }

    /// <summary>
    /// Writes to the reporter: a message, a question that waits for an answer, or the answer to the report itself (10.8), which stops its clock.
    /// The same message id sent twice is one message.
    /// </summary>
    public async Task<ActAnswer> ReplyAsync(StaffVisit visit, Guid id, Guid messageId, string text, bool asks, bool answers)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(text)) return ActAnswer.TextMissing;
        if (text.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        if (asks && answers) return ActAnswer.AsksAndAnswers;
        var now = time.GetUtcNow();
        var message = Message(opened, visit, messageId, text, asks, now);
        return await TurnAsync(visit, id, null, (act, report, card) =>
        {
            if (act.Db.Messages.Any(m => m.Id == messageId)) return;
            act.Db.AddThread(id, messageId, message);
            var clocks = answers ? card.Stopped(ClockKinds.Reply, now) : card.Clocks;
            Turn(report, card with { WaitsForOffice = false, WaitsForReporter = asks, Clocks = clocks }, open: true);
            act.Record(Scope.Report, id, new Fact(FactKind.OfficeWrote, now, visit.Member) { About = messageId });
        });
    }

    /// <summary>Ends the case with a reason (АППК 88(2)); what the reporter is told goes out in the same act, and every clock stops.</summary>
    public async Task<ActAnswer> EndAsync(StaffVisit visit, Guid id, Guid messageId, string reason, string told, long seen)
    {
        using var opened = OpenCase.Of(visit, database, keys, id);
        if (opened is null || !visit.Role.MayEnd(opened.Card)) return ActAnswer.NotHere;
        if (string.IsNullOrWhiteSpace(reason)) return ActAnswer.ReasonMissing;
        if (string.IsNullOrWhiteSpace(told)) return ActAnswer.TextMissing;
        if (reason.Length > CaseBounds.LongestText || told.Length > CaseBounds.LongestText) return ActAnswer.TooLong;
        var now = time.GetUtcNow();
        var words = Words(opened, reason);
        var message = Message(opened, visit, messageId, told, asks: false, now);
        return await TurnAsync(visit, id, seen, (act, report, card) =>
        {
            act.Db.AddThread(id, messageId, message);
            var clocks = card.Clocks.Select(c => c.StoppedAt is null ? c with { StoppedAt = now } : c);
            Turn(report, card with { Confirmed = true, WaitsForOffice = false, WaitsForReporter = false, Clocks = [.. clocks] }, open: false);
            act.Record(Scope.Report, id, new Fact(FactKind.OfficeWrote, now, visit.Member) { About = messageId });
            act.Record(Scope.Report, id, new Fact(FactKind.CaseEnded, now, visit.Member) { Disposition = card.Disposition }, words);
        });
    }

    /// <summary>The last fact that changed the case: readings and a code's confirming do not make a page untrue.</summary>
    public static long LastAct(IEnumerable<(long Position, FactKind Kind)> facts) =>
        facts.Where(f => f.Kind is not (FactKind.ReportRead or FactKind.CodeConfirmed or FactKind.CodeReplaced or FactKind.CodeExchanged or FactKind.ThreadResealed)).Max(f => f.Position);

    // Everything is asked again inside the pen's turn: another reader may have acted, and the case may have been closed to this one.
    private Task<ActAnswer> TurnAsync(StaffVisit visit, Guid id, long? seen, Action<JournalAct, Report, ReportCard> turn) => writer.WriteAsync(act =>
    {
        var report = act.Db.Reports.Single(r => r.Id == id);
        var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id);
        if (!Reading.Roles(card).Contains((int)visit.Role)) return ActAnswer.NotHere;
        if (!report.Open) return ActAnswer.Closed;
        if (seen is { } position)
        {
            var facts = act.Db.Entries.Where(e => e.Subject == id).Select(e => new { e.Position, e.Card }).ToList();
            if (LastAct(facts.Select(f => (f.Position, keys.Cards.Open(f.Card, CardJson.Default.Fact, id).Kind))) != position) return ActAnswer.Overtaken;
        }

        turn(act, report, card);
        return ActAnswer.Done;
    });

    private void Turn(Report report, ReportCard card, bool open) => report.Turn(keys.Cards.Seal(card, CardJson.Default.ReportCard, report.Id), open, card.NextDue);

    // Redirection at once (6.3(1)) runs only while the disposition is to redirect.
    private ReportCard WithClocks(ReportCard card, Report report, DateTimeOffset now)
    {
        if (card.Disposition != Disposition.Redirect) return card with { Clocks = card.Stopped(ClockKinds.Redirect, now) };
        if (card.Clocks.Any(c => c.Kind == ClockKinds.Redirect && c.StoppedAt is null)) return card;
        var today = AstanaTime.DayOf(now.ToInstant());
        var start = today < report.RegisteredDay.ToLocalDate() ? report.RegisteredDay.ToLocalDate() : today;
        return card with { Clocks = [.. card.Clocks, new RunningClock(ClockKinds.Redirect, start.ToDateOnly(), clock.Due(ClockKinds.Redirect, start).Date.ToDateOnly())] };
    }

    private static byte[]? Words(OpenCase opened, string reason) => string.IsNullOrWhiteSpace(reason) ? null
        : ReportKey.SealPart(opened.Key, opened.Report.Id, PartKind.CaseNote, Encoding.UTF8.GetBytes(reason.Trim())).Bytes;

    private SealedMessage Message(OpenCase opened, StaffVisit visit, Guid messageId, string text, bool asks, DateTimeOffset at)
    {
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        var sheet = JsonSerializer.SerializeToUtf8Bytes(new MessageSheet(MessageAuthor.Office, at, text.Trim(), asks, visit.Member), SheetJson.Sealed.MessageSheet);
        var readers = ConflictRule.ReadersOf(opened.Card.DirectorExcluded, opened.Card.OfficerExcluded);
        return thread.Seal(messageId, sheet, FileManifest.Write([]), readers, groups, AgreementPublicKey.From(opened.Report.ReporterKey));
    }
}

/// <summary>What came of an act.</summary>
internal enum ActAnswer
{
    /// <summary>It is in the Journal.</summary>
    Done,

    /// <summary>There is no such report for this person, or the act is not theirs.</summary>
    NotHere,

    /// <summary>Somebody acted after this page was made: read again, then decide.</summary>
    Overtaken,

    /// <summary>The case is over.</summary>
    Closed,

    /// <summary>Changing the disposition and ending a case need a reason.</summary>
    ReasonMissing,

    /// <summary>The reporter must be told something.</summary>
    TextMissing,

    /// <summary>Longer than <see cref="CaseBounds.LongestText"/>.</summary>
    TooLong,

    /// <summary>A message is a question or the answer, not both.</summary>
    AsksAndAnswers,
}

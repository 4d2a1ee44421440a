using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Outbox;
using TrustLine.Channels;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Return;

/// <summary>The reporter comes back with the code. Every code that opens nothing gets one answer at one cost.</summary>
internal sealed class ReturnDesk(
    Database database, JournalWriter writer, LineKeys keys, LineState line, ReceiptVerifier verifier, ReportSealer sealer, ThreadSealer thread,
    HashLanes lanes, LineCalendar days, Drafts drafts, TimeProvider time)
{
    /// <summary>How long an opened page may lie before the code is asked for again.</summary>
    private static readonly TimeSpan VisitLasts = TimeSpan.FromMinutes(30);

    /// <summary>Opens the visit; null for any code that opens nothing. <see cref="LaneFullException"/> when too many try at once.</summary>
    public async Task<ReturnVisit?> OpenAsync(ReceiptCode code, CancellationToken cancellation = default)
    {
        using var stretched = await lanes.Returns.RunAsync(() => verifier.Stretch(code), cancellation);
        var lookUp = verifier.LookUp(stretched);
        Report? report;
        using (var db = database.Read()) report = await db.Reports.SingleOrDefaultAsync(r => r.CodeLookup == lookUp, cancellation);
        if (report is not { CodeWrapped: { } wrapped, CodeSalt: { } salt }) return null;
        var reporter = verifier.Unwrap(stretched, new ReceiptRow(lookUp, salt, wrapped, report.ReporterKey), report.Id);
        await ConfirmAsync(report.Id, cancellation);
        return See(report.Id, reporter);
    }

    /// <summary>The last four digits were typed, or the code was used: from now on a repeated delivery changes nothing.</summary>
    public Task ConfirmAsync(Guid reportId, CancellationToken cancellation = default)
    {
        using (var db = database.Read())
            if (Card(db.Reports.Single(r => r.Id == reportId)).CodeConfirmed) return Task.CompletedTask;
        return writer.WriteAsync(act =>
        {
            var report = act.Db.Reports.Single(r => r.Id == reportId);
            var card = Card(report);
            if (card.CodeConfirmed) return;
            report.Turn(keys.Cards.Seal(card with { CodeConfirmed = true }, CardJson.Default.ReportCard, report.Id), report.Open, report.NextDueDay);
            act.Record(Scope.Report, reportId, new Fact(FactKind.CodeConfirmed, time.GetUtcNow()));
        }, cancellation);
    }

    /// <summary>
    /// Adds the reporter's words and files to the thread. The same words with the same delivery id are the same message, with the same files or
    /// none beside them; with other files they are another message, and no file is lost as a repetition.
    /// </summary>
    public async Task<AddedMessage> WriteAsync(ReturnVisit visit, string text, IReadOnlyList<ArrivedFile> files, string? deliveryId = null, CancellationToken cancellation = default)
    {
        var at = time.GetUtcNow();
        var writing = new Writing(visit.ReportId, visit.Language, visit.Reporter.PublicKey);
        var id = deliveryId is null ? Draw.Id() : MessageId(visit.ReportId, deliveryId, text, []);
        if (await AddAsync(writing, id, text, files, at, cancellation) || files.Count == 0 || Has(visit, id, files)) return new(id, at);
        id = MessageId(visit.ReportId, deliveryId!, text, files);
        await AddAsync(writing, id, text, files, at, cancellation);
        return new(id, at);
    }

    /// <summary>
    /// Adds what the reporter said, with nothing of the reporter's at hand: writing needs public keys alone. The same words with the same delivery id are the same message,
    /// and its files those of the first time.
    /// </summary>
    public async Task AddAsync(Guid reportId, Language language, string text, IReadOnlyList<ArrivedFile> files, string deliveryId, CancellationToken cancellation = default)
    {
        AgreementPublicKey reporter;
        using (var db = database.Read()) reporter = AgreementPublicKey.From(db.Reports.Single(r => r.Id == reportId).ReporterKey);
        await AddAsync(new(reportId, language, reporter), MessageId(reportId, deliveryId, text, []), text, files, time.GetUtcNow(), cancellation);
    }

    /// <summary>
    /// The reporter says of a written text of their voice that it is what they said, or what is wrong with it: a message of the thread, and from then on the text opens to no code any more.
    /// False when it waits no longer: it was answered by another page, or a newer text took its place.
    /// </summary>
    public async Task<bool> AnswerTextAsync(ReturnVisit visit, Guid offer, bool approves, string text, string deliveryId, CancellationToken cancellation = default)
    {
        var id = MessageId(visit.ReportId, $"{deliveryId}/{offer}", text, []);
        if (visit.Messages.FirstOrDefault(m => m.Id == offer && m.OffersText)?.Voice is { } voice
            && await AddAsync(new(visit.ReportId, visit.Language, visit.Reporter.PublicKey) { On = new(offer, voice, approves) }, id, text, [], time.GetUtcNow(), cancellation)) return true;
        using var db = database.Read();
        return db.Messages.Any(m => m.Id == id && m.ReportId == visit.ReportId);
    }

    // False when the message was there already.
    private async Task<bool> AddAsync(Writing writing, Guid id, string text, IReadOnlyList<ArrivedFile> files, DateTimeOffset at, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if (await TryAddAsync(writing, id, text, files, at, cancellation) is { } added) return added;
            }
            catch (GenerationOverException)
            {
                line.Changed(); // Somebody left while it was sealed.
            }
        }
    }

    private sealed record Writing(Guid ReportId, Language Language, AgreementPublicKey Reporter)
    {
        /// <summary>The written text that it answers; null for any other message.</summary>
        public TextAnswer? On { get; init; }
    }

    private sealed record TextAnswer(Guid Offer, Guid Voice, bool Approves);

    // Null when the readers changed while it was sealed: it is sealed anew, to those who read now.
    private async Task<bool?> TryAddAsync(Writing visit, Guid id, string text, IReadOnlyList<ArrivedFile> files, DateTimeOffset at, CancellationToken cancellation)
    {
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        Readers readers;
        using (var db = database.Read()) readers = Card(db.Reports.Single(r => r.Id == visit.ReportId)).Readers;
        var (masked, who) = AssessedArrival.Message(text, visit.Language);
        var sheet = JsonSerializer.SerializeToUtf8Bytes(new MessageSheet(MessageAuthor.Reporter, at, masked) { Voice = visit.On?.Voice }, SheetJson.Sealed.MessageSheet);
        var message = thread.Seal(id, sheet, files.Manifest(), readers, groups, visit.Reporter);
        var identity = sealer.SealIdentity(id, JsonSerializer.SerializeToUtf8Bytes(who, SheetJson.Sealed.IdentitySheet), files.Originals(), readers, groups);
        return await writer.WriteAsync<bool?>(act =>
        {
            if (act.Db.Messages.Any(m => m.Id == id)) return false;
            var report = act.Db.Reports.Single(r => r.Id == visit.ReportId);
            if (Card(report).Readers != readers) return null;
            if (visit.On is { } on)
            {
                if (act.Db.Seals.SingleOrDefault(s => s.SubjectId == on.Offer && s.Kind == (int)SealKind.MessageKey && s.Group == 0) is not { } waiting) return false;
                act.Db.Remove(waiting);
                act.Record(Scope.Report, visit.ReportId, new Fact(on.Approves ? FactKind.TextApproved : FactKind.TextCorrected, at) { About = on.Offer, Voice = on.Voice });
            }

            act.Db.AddThread(visit.ReportId, id, message);
            act.Db.AddRange(identity.Parts.Select(p => new Part(visit.ReportId, id, p)));
            act.Db.AddRange(identity.Slots.Select(s => new SealRow(visit.ReportId, id, s)));
            act.Db.AddRange(files.Rows(visit.ReportId));
            var card = Card(report);
            // Saying yes to a text answers no question.
            var now = card with { WaitsForOffice = true, WaitsForReporter = card.WaitsForReporter && visit.On is { Approves: true } };
            report.Turn(keys.Cards.Seal(now, CardJson.Default.ReportCard, report.Id), report.Open, report.NextDueDay);
            act.Record(Scope.Report, visit.ReportId, new Fact(FactKind.ReporterWrote, at) { About = id });
            act.Send(new Errand(ErrandKind.ReporterWrote) { Report = visit.ReportId }, at);
            return true;
        }, cancellation);
    }

    private bool Has(ReturnVisit visit, Guid message, IReadOnlyList<ArrivedFile> files)
    {
        using var db = database.Read();
        return Thread(db, visit.ReportId, visit.Reporter).FirstOrDefault(m => m.Id == message) is { } there
            && there.Files.Select(f => f.Sha256).SequenceEqual(files.Select(f => Convert.ToHexStringLower(f.Sha256)));
    }

    /// <summary>
    /// A new code for the same report; the old one opens nothing any more, and pages that were opened with it are over, but for the one that asked:
    /// who found a code and is reading with it is shown out.
    /// </summary>
    public async Task<ReceiptCode> ExchangeAsync(ReturnVisit visit, FormToken? page = null, CancellationToken cancellation = default)
    {
        var code = ReceiptCode.Fresh();
        var way = await lanes.Returns.RunAsync(() =>
        {
            using var stretched = verifier.Stretch(code);
            return verifier.Wrap(stretched, visit.Reporter, visit.ReportId);
        }, cancellation);
        await writer.WriteAsync(act =>
        {
            act.Db.Reports.Single(r => r.Id == visit.ReportId).GiveCode(way.ReporterPublicKey, way.LookUp, way.WrappedKey, way.Salt);
            act.Record(Scope.Report, visit.ReportId, new Fact(FactKind.CodeExchanged, time.GetUtcNow()));
            if (page is not null) Keep(act, page, visit, way.LookUp);
        }, cancellation);
        return code;
    }

    /// <summary>Keeps the visit for the page's own forms, which carry the token instead of the code.</summary>
    public async Task<FormToken> KeepAsync(ReturnVisit visit)
    {
        var token = FormToken.New();
        await writer.WriteAsync(act => Keep(act, token, visit, visit.CodeLookup));
        return token;
    }

    private void Keep(JournalAct act, FormToken token, ReturnVisit visit, byte[] codeLookup)
    {
        using var half = visit.Reporter.ExportPrivate();
        var bytes = half.Export();
        drafts.Put(act, token, new KeptVisit(visit.ReportId, bytes, codeLookup, time.GetUtcNow() + VisitLasts), VisitJson.Default.KeptVisit, VisitLasts);
        Digest.Wipe(bytes);
    }

    /// <summary>The visit that the page's token opens; null when it has run out, or the code it was opened with is no longer the report's.</summary>
    public ReturnVisit? Resume(FormToken token)
    {
        if (drafts.Open(token, VisitJson.Default.KeptVisit) is not { } kept) return null;
        using var half = SecretKey.From(kept.Half);
        Digest.Wipe(kept.Half);
        if (kept.Until <= time.GetUtcNow()) return null; // The row itself stays to the end of its hour.
        var visit = See(kept.ReportId, AgreementPair.From(half));
        if (Digest.Same(visit.CodeLookup, kept.CodeLookup)) return visit;
        visit.Dispose();
        return null;
    }

    private ReturnVisit See(Guid reportId, AgreementPair reporter)
    {
        using var db = database.Read();
        var report = db.Reports.Single(r => r.Id == reportId);
        var card = Card(report);
        var first = db.Entries.Where(e => e.Subject == reportId).OrderBy(e => e.Position).First();
        var reply = card.Clocks.FirstOrDefault(c => c.Kind is ClockKinds.Reply or ClockKinds.ReplyExtension);
        return new(reportId, reporter)
        {
            Number = report.Number,
            CodeLookup = report.CodeLookup ?? [],
            Language = card.Language,
            Status = Status(report, card.ShownAt(time.GetUtcNow())),
            NextDate = report.Open && reply is not null ? reply.Explained(days.Now.Clock) : null,
            Messages = [.. Thread(db, reportId, reporter)],
            Openings = [.. OpeningStates.ToldToReporter(db, keys, reportId, reporter).Select(o => new VisitOpening(o.At, o.Role, o.Reason))],
            Promise = keys.LogSigner.Promise(new AppendedLeaf(first.Position, first.Blinder, first.Leaf)),
        };
    }

    private IEnumerable<VisitMessage> Thread(JournalDb db, Guid reportId, AgreementPair reporter)
    {
        foreach (var message in db.Messages.Where(m => m.ReportId == reportId).OrderBy(m => m.Ordinal).ToList())
        {
            if (db.Seals.SingleOrDefault(s => s.SubjectId == message.Id && s.Group == 0)?.Slot is not { } slot) continue; // Taken back before it was shown, or a written text that was answered.
            SecretKey key;
            try
            {
                key = Slot.Open(slot, message.Id, reporter, keys.Server);
            }
            catch (WrongKeyException)
            {
                continue; // Written to the key of a code that was replaced; a reader's next visit seals it to this one.
            }

            using (key)
            {
                var parts = db.Parts.Where(p => p.SubjectId == message.Id).ToDictionary(p => p.Kind, p => p.Sealed);
                var sheet = JsonSerializer.Deserialize(ThreadSealer.OpenPart(key, message.Id, parts[(int)PartKind.Message]), SheetJson.Sealed.MessageSheet)!;
                if (sheet.ShownFrom is { } from && time.GetUtcNow() < from) continue;
                var files = FileManifest.Read(ThreadSealer.OpenPart(key, message.Id, parts[(int)PartKind.MessageManifest]));
                yield return new(message.Id, sheet.From, sheet.At, sheet.Text, [.. files.Select(NameOf)]) { Voice = sheet.Voice };
            }
        }
    }

    private ReportStatus Status(Report report, ReportCard card) =>
        !report.Open ? ReportStatus.Closed
        : card.WaitsForReporter ? ReportStatus.NeedsAnswer
        : card.TakenUp ? ReportStatus.Considering
        : AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly() < report.RegisteredDay ? ReportStatus.Received
        : ReportStatus.Registered;

    private static ArrivedFileName NameOf(FileEntry entry)
    {
        // The reporter sees what the reporter sent, not what the office works with.
        using (entry) return new(entry.File, entry.Name, entry.Original?.Length ?? entry.Sealed.Length, Convert.ToHexStringLower(entry.Original?.Sha256 ?? entry.Sealed.Sha256));
    }

    // The words belong to it: a page sent again with other words is another message, and is not lost as a repetition of the first.
    private Guid MessageId(Guid report, string deliveryId, string text, IReadOnlyList<ArrivedFile> files)
    {
        using var key = keys.CodePepper.Derive("trustline/message-id/v1");
        var words = Convert.ToHexString(Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(text))) + (files.Count == 0 ? "" : Convert.ToHexString(files.Fingerprint()));
        return new(Digest.Keyed(key, System.Text.Encoding.UTF8.GetBytes($"{report}/{deliveryId}/{words}")).AsSpan(0, 16));
    }

    private ReportCard Card(Report report) => keys.Cards.Open(report.Card, CardJson.Default.ReportCard, report.Id);
}

/// <summary>What a return page keeps between its forms. Prints nothing.</summary>
internal sealed record KeptVisit(Guid ReportId, byte[] Half, byte[] CodeLookup, DateTimeOffset Until)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(KeptVisit);
}

/// <summary>JSON of a kept visit.</summary>
[JsonSerializable(typeof(KeptVisit))]
internal sealed partial class VisitJson : JsonSerializerContext;

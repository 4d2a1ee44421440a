using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Channels;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Intake;

/// <summary>The one road a report travels. Nothing else in the system registers a report.</summary>
internal sealed class IntakeDesk(
    Database database, JournalWriter writer, LineKeys keys, LineState line, Fingerprints fingerprints, ReceiptVerifier verifier,
    ReportSealer sealer, HashLanes lanes, ReceiversNow receivers, LineCalendar days, TimeProvider time)
{
    /// <summary>Whether reports are taken: all four groups are alive and their chains hold.</summary>
    public bool IsOpen => line.SealingKeys is not null;

    /// <summary>
    /// Takes a report in: read, sealed, entered and acknowledged. A repeated delivery is the same report with the same number.
    /// Returns only after everything is on disk; <see cref="IntakeClosedException"/> while there is nobody to seal to.
    /// </summary>
    public async Task<Receipt> ReceiveAsync(Arrival arrival, CancellationToken cancellation = default)
    {
        while (true)
        {
            Guid? known;
            using (var db = database.Read()) known = fingerprints.Known(db, arrival.DeliveryId);
            try
            {
                if (await (known is { } earlier ? RepeatAsync(earlier, cancellation) : RegisterAsync(arrival, cancellation)) is { } receipt) return receipt;
                // Its twin was entered while this one was being sealed, and it is a repeated delivery after all; or the calendar was changed.
            }
            catch (GenerationOverException)
            {
                line.Changed(); // Somebody left while this one was being sealed.
            }
        }
    }

    private async Task<Receipt?> RegisterAsync(Arrival arrival, CancellationToken cancellation)
    {
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        var id = Draw.Id();
        var received = time.GetUtcNow();
        var read = AssessedArrival.Of(arrival, receivers.Read());
        var readers = Vault.Reports.ConflictRule.ReadersOf(DirectorExcluded(read.Conflict), OfficerExcluded(read.Conflict));
        var sealedReport = sealer.Seal(id, Content(arrival, read), readers, groups);
        var (code, way) = await NewCodeAsync(id, cancellation);

        var law = days.Now;
        var registeredDay = law.Hours.LegalDayOf(received.ToInstant());
        var answerBy = law.Clock.Due(ClockKinds.Reply, registeredDay);
        var card = Card(arrival, read, received, registeredDay, law.Clock);

        var entered = await writer.WriteAsync(act =>
        {
            // A change of the calendar that is on disk by now has not counted this report's dates: it is begun anew.
            if (fingerprints.Known(act.Db, arrival.DeliveryId) is not null || days.Now != law) return null;
            var number = Number(act.Db, registeredDay.Year, read.Conflict.Series());
            var report = Report.Register(id, number.ToString(), (int)number.Series, AstanaTime.DayOf(received.ToInstant()).ToDateOnly(),
                registeredDay.ToDateOnly(), card.NextDue, keys.Cards.Seal(card, CardJson.Default.ReportCard, id));
            report.GiveCode(way.ReporterPublicKey, way.LookUp, way.WrappedKey, way.Salt);
            act.Db.Add(report);
            act.Db.AddRange(sealedReport.Parts.Select(p => new Part(id, id, p)));
            act.Db.AddRange(sealedReport.Slots.Select(s => new SealRow(id, id, s)));
            act.Db.AddRange(arrival.Files.Rows(id));
            act.Db.Add(new Delivery(fingerprints.Of(act, arrival.DeliveryId), id, fingerprints.Period));
            act.Send(new Errand(read.Danger ? ErrandKind.Danger : ErrandKind.ReportWaits) { Report = id }, received);
            return new Entered(number, act.Record(Scope.Report, id, new Fact(FactKind.ReportRegistered, received) { Disposition = card.Disposition }));
        }, cancellation);
        return entered is null ? null : new Receipt(entered.Number.ToString(), code, received, registeredDay.ToDateOnly(), answerBy, keys.LogSigner.Promise(entered.Fact.Leaf));
    }

    // Until the last four digits were confirmed the reporter may never have seen the first code: it is replaced, and nothing of it remains.
    private async Task<Receipt?> RepeatAsync(Guid id, CancellationToken cancellation)
    {
        var (code, way) = await NewCodeAsync(id, cancellation);
        var (report, card, leaf) = await writer.WriteAsync(act =>
        {
            var report = act.Db.Reports.Single(r => r.Id == id);
            var card = keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id);
            var first = act.Db.Entries.Where(e => e.Subject == id).OrderBy(e => e.Position).First();
            if (!card.CodeConfirmed)
            {
                report.GiveCode(way.ReporterPublicKey, way.LookUp, way.WrappedKey, way.Salt);
                act.Record(Scope.Report, id, new Fact(FactKind.CodeReplaced, time.GetUtcNow()));
            }

            return (report, card, new AppendedLeaf(first.Position, first.Blinder, first.Leaf));
        }, cancellation);
        var answerBy = days.Now.Clock.Due(ClockKinds.Reply, report.RegisteredDay.ToLocalDate());
        return new(report.Number, card.CodeConfirmed ? null : code, card.ReceivedAt, report.RegisteredDay, answerBy, keys.LogSigner.Promise(leaf));
    }

    private async Task<(ReceiptCode Code, ReceiptRow Way)> NewCodeAsync(Guid report, CancellationToken cancellation)
    {
        var code = ReceiptCode.Fresh();
        var way = await lanes.Reports.RunAsync(() =>
        {
            using var stretched = verifier.Stretch(code);
            using var reporter = AgreementPair.Fresh();
            return verifier.Wrap(stretched, reporter, report);
        }, cancellation);
        return (code, way);
    }

    private static ReportContent Content(Arrival arrival, AssessedArrival read) => new()
    {
        IndexCard = JsonSerializer.SerializeToUtf8Bytes(read.Card, SheetJson.Sealed.IndexCard),
        Narrative = Encoding.UTF8.GetBytes(read.Narrative),
        Answers = read.AnswersBytes(),
        Manifest = arrival.Files.Manifest(),
        Originals = arrival.Files.Originals(),
        Identity = JsonSerializer.SerializeToUtf8Bytes(read.Identity, SheetJson.Sealed.IdentitySheet),
        ReturnPath = arrival.ReturnAddress is { } address ? JsonSerializer.SerializeToUtf8Bytes(address, SheetJson.Sealed.ReturnAddress) : default,
    };

    private static ReportCard Card(Arrival arrival, AssessedArrival read, DateTimeOffset received, NodaTime.LocalDate registered, StatutoryClock clock)
    {
        var kinds = new List<string> { ClockKinds.Reply };
        if (!DirectorExcluded(read.Conflict)) kinds.Add(ClockKinds.DirectorInformed);
        return new()
        {
            Channel = arrival.Channel,
            Language = arrival.Language,
            ReceivedAt = received,
            Disposition = read.Assessment.Disposition,
            Recommended = read.Assessment.Disposition,
            Grounds = [.. read.Assessment.Grounds.Select(g => g.Key)],
            Sure = read.Assessment.Sure,
            Danger = read.Danger,
            DirectorExcluded = DirectorExcluded(read.Conflict),
            OfficerExcluded = OfficerExcluded(read.Conflict),
            Anonymous = read.Assessment.Anonymous.Yes,
            Clocks = [.. kinds.Select(kind => new RunningClock(kind, registered.ToDateOnly(), clock.Due(kind, registered).Date.ToDateOnly()))],
        };
    }

    private static RegistrationNumber Number(JournalDb db, int year, Series series)
    {
        var counter = db.NumberSeries.Find(year, (int)series) ?? db.NumberSeries.Add(new NumberSeries(year, (int)series)).Entity;
        return RegistrationNumber.Create(year, series, counter.Next());
    }

    private static bool DirectorExcluded(Conflict conflict) => conflict is Conflict.Director or Conflict.Both;

    private static bool OfficerExcluded(Conflict conflict) => conflict is Conflict.Officer or Conflict.Both;

    private sealed record Entered(RegistrationNumber Number, Recorded Fact);
}

/// <summary>Nobody is there to seal to: reports are refused rather than kept in clear.</summary>
internal sealed class IntakeClosedException() : Exception("The line does not take reports yet.");

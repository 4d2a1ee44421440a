using System.Text.Json;
using TrustLine.Api.Copies;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Openings;

/// <summary>
/// The asker's session joins the halves and shows who reports, in this one session and for a limited time; closing deletes the re-sealed halves, after which
/// nothing shows it again.
/// </summary>
internal sealed class Showing(Database database, JournalWriter writer, LineKeys keys, Standing standing, Lapsing lapsing, TimeProvider time)
{
    /// <summary>Begins to show what a custodian agreed to; false when there is nothing to show to this person.</summary>
    public async Task<bool> BeginAsync(StaffVisit visit, Guid report, Guid opening)
    {
        using (var opens = Open(visit, report, opening, OpeningStage.Agreed))
            if (opens is null) return false; // Shown is only what opens.
        var now = time.GetUtcNow();
        return await writer.WriteAsync(act =>
        {
            if (Find(act.Db, visit, report, opening) is not ({ } row, { Stage: OpeningStage.Agreed } card)) return false;
            Untouched.Insist(act.Db, Scope.Report, report);
            if (standing.WhyNot(act.Db, row, card) is { } why)
            {
                lapsing.End(act, row, card, why, now);
                return false;
            }

            var until = now + OpeningTerms.Shown;
            var shown = card with { Stage = OpeningStage.Shown, ShownAt = now, ShownUntil = until < card.Until ? until : card.Until, Session = visit.Seat.IdHash() };
            row.Shown(keys.Cards.Seal(shown, CardJson.Default.OpeningCard, opening));
            act.Record(Scope.Report, report, new Fact(FactKind.OpeningShown, now, visit.Member) { About = opening });
            return true;
        });
    }

    /// <summary>Who reports, while it is shown in this session; null at any other time, to anybody else, and after closing for ever. The caller disposes it.</summary>
    public ShownIdentity? See(StaffVisit visit, Guid report, Guid opening) => Open(visit, report, opening, OpeningStage.Shown);

    /// <summary>Closes the page: by the asker, or by itself when its time is over.</summary>
    public Task CloseAsync(StaffVisit visit, Guid report, Guid opening) => writer.WriteAsync(act =>
    {
        if (Find(act.Db, visit, report, opening) is not ({ } row, { Stage: OpeningStage.Shown } card)) return;
        var now = time.GetUtcNow();
        row.End(keys.Cards.Seal(card with { Stage = OpeningStage.Closed, EndedAt = now, Session = null }, CardJson.Default.OpeningCard, opening));
        act.Record(Scope.Report, report, new Fact(FactKind.OpeningClosed, now, visit.Member) { About = opening });
    });

    private bool IsOpen(OpeningCard card, StaffVisit visit) =>
        card is { Stage: OpeningStage.Shown, Session: { } session } && card.Asker == visit.Member && Digest.Same(session, visit.Seat.IdHash()) && time.GetUtcNow() < card.ShownUntil;

    private (OpeningRow Row, OpeningCard Card)? Find(JournalDb db, StaffVisit visit, Guid report, Guid opening) =>
        db.Openings.SingleOrDefault(o => o.Id == opening && o.ReportId == report && o.Live) is { } row
        && keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, opening) is { } card && card.Asker == visit.Member ? (row, card) : null;

    private ShownIdentity? Open(StaffVisit visit, Guid report, Guid opening, OpeningStage stage)
    {
        using var readable = OpenCase.Of(visit, database, keys, report);
        using var db = database.Read();
        if (readable is null || Find(db, visit, report, opening) is not ({ OneTime: { } oneTime, Halves: { } kept } row, { Answer: { } answered } card) || card.Stage != stage) return null;
        if (stage is OpeningStage.Shown && !IsOpen(card, visit) || standing.WhyNot(db, row, card) is not null || standing.CustodianKey(card) is not { } custodian) return null;
        IReadOnlyList<(Guid Subject, SecretKey HalfA)> halves = [];
        try
        {
            var question = new OpeningQuestion(OpeningRequest.Parse(card.Request), keys.Server.Unprotect(Labels.OpeningOneTime, opening, oneTime));
            var resealed = ResealedHalves.Parse(keys.Server.Unprotect(Labels.OpeningHalf, opening, kept));
            halves = OpeningAnswer.Parse(answered).OpenHalves(question, resealed, visit.Keys, custodian, time.GetUtcNow());
            var envelopes = IdentityEnvelopes.Of(db, report, card).ToDictionary(p => p.SubjectId);
            var sheets = halves.Select(h => Sheet(db, visit, envelopes[h.Subject], h.HalfA)).ToList();
            return sheets.Contains(null) ? null : new(
                card.ShownUntil ?? card.Until, sheets.Find(s => s!.Given is not null)?.Given, ReturnPath.Of(db, visit, report), [.. sheets.SelectMany(s => s!.Cut)],
                [.. halves.SelectMany(h => OriginalsOf(db, visit, h.Subject, h.HalfA))]);
        }
        catch (Exception refused) when (refused is OpeningRefusedException or WrongKeyException)
        {
            return null; // An answer to another request, another custodian's, or keys that have been replaced since: to be asked again.
        }
        finally
        {
            foreach (var (_, half) in halves) half.Dispose();
        }
    }

    private static IdentitySheet? Sheet(JournalDb db, StaffVisit visit, Part envelope, SecretKey halfA)
    {
        using var halfB = Slot(db, visit, envelope.SubjectId, SealKind.IdentityHalfB);
        return halfB is null ? null : Read(OwnKeyParts.OpenIdentity(halfA, halfB, envelope.SubjectId, envelope.Sealed));
    }

    private static IReadOnlyList<FileEntry> OriginalsOf(JournalDb db, StaffVisit visit, Guid subject, SecretKey halfA)
    {
        using var halfB = Slot(db, visit, subject, SealKind.IdentityHalfB);
        return halfB is null ? [] : Originals.Of(db, subject, halfA, halfB);
    }

    private static IdentitySheet Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, SheetJson.Sealed.IdentitySheet)!;
        }
        finally
        {
            Digest.Wipe(bytes);
        }
    }

    private static SecretKey? Slot(JournalDb db, StaffVisit visit, Guid subject, SealKind kind) =>
        db.Seals.SingleOrDefault(s => s.SubjectId == subject && s.Kind == (int)kind && s.Group == (int)visit.Group!.Value) is { } seal ? visit.OpenSlot(seal) : null;
}

/// <summary>Who reports, in clear, for the length of one answer, with the keys of the files as they were sent. Prints nothing.</summary>
internal sealed record ShownIdentity(DateTimeOffset Until, ReporterIdentity? Given, ReturnAddress? Address, IReadOnlyList<CutPiece> Cut, IReadOnlyList<FileEntry> Originals) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var original in Originals) original.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ShownIdentity);
}

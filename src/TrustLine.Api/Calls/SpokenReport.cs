using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Calls;

/// <summary>What was said becomes a report, or a message of the report that the caller opened. What comes later than its report is added to it.</summary>
internal sealed class SpokenReport(SpokenCalls calls, Database database, IntakeDesk desk, ReturnDesk returns, ReceivedFiles files)
{
    /// <summary>What the menu calls the recording in which a caller says who they are.</summary>
    public const string Identity = "identity";

    /// <summary>What it calls an answer to the office.</summary>
    public const string Answer = "answer";

    /// <summary>Enters the report; null when nothing was said. A repetition is the same report, with a new code until one was confirmed.</summary>
    public async Task<Receipt?> EnterAsync(Guid id, bool incomplete, CancellationToken cancellation = default)
    {
        if (calls.Find(id) is not { } card) return null;
        var parts = card.Parts.Where(p => p is { Dropped: false, As: not Answer }).ToList();
        if (parts.Count == 0) return null;
        var held = Held(parts);
        try
        {
            var texts = CallTexts.In(card.Language);
            var receipt = await desk.ReceiveAsync(PhoneAdapter.ToArrival(card.Delivery, card.Language, texts.Told(card, parts, incomplete), card.Known, card.CallBack, Named(held, texts)), cancellation);
            await NoteAsync(id, held, ReportOf(receipt.Number));
            return receipt;
        }
        finally
        {
            files.Release(held.Select(h => h.File!));
        }
    }

    /// <summary>Adds to its report what came after it was entered.</summary>
    public async Task AddLateAsync(Guid id, CancellationToken cancellation = default)
    {
        if (calls.Find(id) is { Report: { } report } card) await AddAsync(id, card, report, [.. card.Open().Where(p => p.As != Answer)], CallTexts.In(card.Language)["call.late"], cancellation);
    }

    /// <summary>Adds an answer to the report that the caller opened; false when there is none.</summary>
    public async Task<bool> AnswerAsync(Guid id, bool incomplete, CancellationToken cancellation = default)
    {
        if (calls.Find(id) is not { About: { } report } card) return false;
        return await AddAsync(id, card, report, [.. card.Open().Where(p => p.As == Answer)], CallTexts.In(card.Language)[incomplete ? "call.answer.incomplete" : card.Known.GetValueOrDefault("correcting") == "yes" ? "call.answer.text" : "call.answer"], cancellation);
    }

    private async Task<bool> AddAsync(Guid id, SpokenCard card, Guid report, IReadOnlyList<SpokenPart> parts, string text, CancellationToken cancellation)
    {
        var held = Held(parts);
        if (held.Count == 0) return false;
        try
        {
            // The same recordings are the same message, however often it is tried.
            await returns.AddAsync(report, card.Language, text, Named(held, CallTexts.In(card.Language)), card.Delivery + "/" + string.Join('/', held.Select(h => h.File!.Id)), cancellation);
            await NoteAsync(id, held, null);
            return true;
        }
        finally
        {
            files.Release(held.Select(h => h.File!));
        }
    }

    private List<SpokenPart> Held(IReadOnlyList<SpokenPart> parts) => [.. parts.Where(p => p.File is { } file && files.Hold(file))];

    private static List<ArrivedFile> Named(List<SpokenPart> parts, CallTexts texts) =>
        [.. parts.Select((p, place) => p.File! with { Name = texts.FileName(p.As, place + 1) })];

    // Only what a report really came to own counts as entered: a repetition may have found it entered with less.
    private async Task NoteAsync(Guid id, List<SpokenPart> parts, Guid? report)
    {
        var wanted = parts.Select(p => p.File!.Id).ToList();
        List<Guid> owned;
        using (var db = database.Read()) owned = [.. db.Files.Where(f => wanted.Contains(f.Id)).Select(f => f.Id)];
        await calls.ChangeAsync(id, c => c is null ? null : c with { Report = report ?? c.Report, Parts = [.. c.Parts.Select(p => p.File is { } file && owned.Contains(file.Id) ? p with { Entered = true } : p)] });
    }

    private Guid ReportOf(string number)
    {
        using var db = database.Read();
        return db.Reports.Single(r => r.Number == number).Id;
    }
}

using System.Text;
using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>The texts of a case sealed anew without some of their words, made ready before the pen's turn, and the pieces that were cut out. Prints nothing.</summary>
internal sealed class RewrittenCase
{
    private readonly OpenCase opened;
    private readonly Dictionary<CaseText, Masked> masked;
    private readonly List<(Part Before, SealedPart After)> replaced = [];
    private readonly List<(Entry Entry, Guid Subject, SealedPart After)> taken = [];

    private RewrittenCase(OpenCase opened, Dictionary<CaseText, Masked> masked) => (this.opened, this.masked) = (opened, masked);

    /// <summary>What was cut out of which text, and where its placeholder stands.</summary>
    public IReadOnlyList<CutPiece> Cut => [.. masked.SelectMany(m => m.Value.Cuts.Select(c => new CutPiece(m.Key.From, c.At, c.Kind.ToString(), c.Original)))];

    /// <summary>Seals what changes; what no longer fits its envelope is a <see cref="Vault.Envelopes.ContentTooLargeException"/>.</summary>
    public static RewrittenCase Of(OpenCase opened, IEnumerable<(CaseText Text, IReadOnlyList<Mark> Marks)> marked)
    {
        var rewritten = new RewrittenCase(opened, marked.ToDictionary(m => m.Text, m => Masking.Apply(m.Text.Text, m.Marks, opened.Card.Language)));
        rewritten.Told();
        foreach (var text in rewritten.masked.Keys)
        {
            if (text.Kind is TextKind.Message) rewritten.Message(text);
            if (text.Kind is TextKind.Note) rewritten.Note(text);
        }

        foreach (var list in rewritten.masked.Keys.Where(t => t.Kind is TextKind.FileName).GroupBy(t => t.Subject)) rewritten.FileNames(list.Key);
        return rewritten;
    }

    /// <summary>Puts it in the place of the old texts, which are overwritten; false when somebody else changed one of them meanwhile.</summary>
    public bool Apply(JournalDb db)
    {
        var parts = replaced.ConvertAll(r => (Row: db.Parts.SingleOrDefault(p => p.SubjectId == r.Before.SubjectId && p.Kind == r.Before.Kind), r.Before, r.After));
        var entries = taken.ConvertAll(t => (Row: db.Entries.Single(e => e.Position == t.Entry.Position), t.Subject, t.After));
        if (parts.Exists(p => p.Row is null || !Digest.Same(p.Row.Hash, p.Before.Hash)) || entries.Exists(e => e.Row.Words is null)) return false;
        foreach (var (row, _, after) in parts) row!.Replace(after);
        foreach (var (row, subject, after) in entries)
        {
            row.TakeWords();
            db.Add(new Part(opened.Report.Id, subject, after));
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(RewrittenCase);

    // Narrative and answers go together: the assessment beside the answers names places in both.
    private void Told()
    {
        var told = masked.Where(m => m.Key.Kind is TextKind.Told).ToDictionary(m => m.Key.From, m => m.Value);
        if (told.Count == 0) return;
        var sheet = JsonSerializer.Deserialize(opened.Part(PartKind.Answers), SheetJson.Sealed.AnswersSheet)!;
        var narrative = Encoding.UTF8.GetString(opened.Part(PartKind.Narrative));
        var all = sheet.Answers.Written().Concat(sheet.Taken?.Written() ?? []).Append(("narrative", narrative)).ToDictionary(t => t.Item1, t => told.TryGetValue(t.Item1, out var cut) ? cut : new Masked(t.Item2, []));
        Reseal(PartKind.Answers, AssessedArrival.AnswersBytes(new(AssessedArrival.Left(sheet.Answers, all), Masking.Over(sheet.Assessment, all)) { Taken = AssessedArrival.Left(sheet.Taken, all) }));
        if (!told.TryGetValue("narrative", out var left)) return;
        var card = JsonSerializer.Deserialize(opened.Part(PartKind.IndexCard), SheetJson.Sealed.IndexCard)!;
        Reseal(PartKind.Narrative, Encoding.UTF8.GetBytes(left.Text));
        Reseal(PartKind.IndexCard, JsonSerializer.SerializeToUtf8Bytes(card with { Summary = AssessedArrival.Summary(left.Text) }, SheetJson.Sealed.IndexCard));
    }

    private void Message(CaseText text)
    {
        using var key = opened.MessageKey(text.Subject)!;
        var before = opened.Envelope(text.Subject, PartKind.Message)!;
        var sheet = JsonSerializer.Deserialize(ThreadSealer.OpenPart(key, text.Subject, before.Sealed), SheetJson.Sealed.MessageSheet)!;
        var after = JsonSerializer.SerializeToUtf8Bytes(sheet with { Text = masked[text].Text }, SheetJson.Sealed.MessageSheet);
        replaced.Add((before, ReportKey.SealPart(key, text.Subject, PartKind.Message, after)));
    }

    private void Note(CaseText text)
    {
        var after = ReportKey.SealPart(opened.Key, text.Subject, PartKind.CaseNote, Encoding.UTF8.GetBytes(masked[text].Text));
        if (opened.Envelope(text.Subject, PartKind.CaseNote) is { } before) replaced.Add((before, after));
        else taken.Add((text.Entry!, text.Subject, after));
    }

    private void FileNames(Guid subject)
    {
        var names = masked.Where(m => m.Key.Kind is TextKind.FileName && m.Key.Subject == subject).ToDictionary(m => m.Key.File!.Value, m => m.Value.Text);
        var kind = subject == opened.Report.Id ? PartKind.Manifest : PartKind.MessageManifest;
        using var messageKey = kind is PartKind.Manifest ? null : opened.MessageKey(subject);
        var (key, before) = (messageKey ?? opened.Key, opened.Envelope(subject, kind)!);
        var entries = FileManifest.Read(ReportKey.OpenPart(key, subject, before.Sealed));
        var bytes = FileManifest.Write([.. entries.Select(e => names.TryGetValue(e.File, out var name) ? e.Renamed(name) : e)]);
        foreach (var entry in entries) entry.Dispose();
        replaced.Add((before, ReportKey.SealPart(key, subject, kind, bytes)));
        Digest.Wipe(bytes);
    }

    private void Reseal(PartKind kind, byte[] content) => replaced.Add((opened.Envelope(opened.Report.Id, kind)!, ReportKey.SealPart(opened.Key, opened.Report.Id, kind, content)));
}

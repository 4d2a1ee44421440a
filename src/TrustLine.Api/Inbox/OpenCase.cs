using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>A report whose key is open in a reader's hands for one request. Never the identity, never the return path. Prints nothing.</summary>
internal sealed class OpenCase : IDisposable
{
    private readonly StaffVisit visit;
    private readonly JournalDb db;

    private OpenCase(StaffVisit visit, JournalDb db, Report report, ReportCard card, SecretKey key) =>
        (this.visit, this.db, Report, Card, Key) = (visit, db, report, card, key);

    public Report Report { get; }
    public ReportCard Card { get; }

    /// <summary>The report key: seals and opens the words of acts.</summary>
    public SecretKey Key { get; }

    /// <summary>Opens a report for this person; null when there is none of that id that they may read. The caller disposes it.</summary>
    public static OpenCase? Of(StaffVisit visit, Database database, LineKeys keys, Guid id)
    {
        var db = database.Snapshot(); // The row and the fact that left it, from the same moment: somebody may be writing to this very case.
        try
        {
            if (visit.Group is { } group
                && db.Reports.SingleOrDefault(r => r.Id == id) is { } report
                && keys.Cards.Open(report.Card, CardJson.Default.ReportCard, id) is var card
                && Reading.Roles(card).Contains((int)visit.Role)
                && db.Seals.SingleOrDefault(s => s.SubjectId == id && s.Kind == (int)SealKind.ReportKey && s.Group == (int)group) is { } seal
                && visit.OpenSlot(seal) is { } key)
            {
                // An older card put back would say who is excluded as it was before: an alarm, not a page.
                if (!Untouched.Is(db, Scope.Report, id))
                {
                    key.Dispose();
                    throw new EnvelopeDamagedException();
                }

                var opened = new OpenCase(visit, db, report, card, key);
                db = null;
                return opened;
            }

            return null;
        }
        finally
        {
            db?.Dispose();
        }
    }

    /// <summary>One part of the report in clear.</summary>
    public byte[] Part(PartKind kind) => ReportKey.OpenPart(Key, Report.Id, Envelope(Report.Id, kind)!.Sealed);

    /// <summary>A part as it is stored, of the report or of what belongs to it; null when there is none.</summary>
    public Part? Envelope(Guid subject, PartKind kind) => db.Parts.SingleOrDefault(p => p.ReportId == Report.Id && p.SubjectId == subject && p.Kind == (int)kind);

    /// <summary>The report's own files; the caller disposes each.</summary>
    public IReadOnlyList<FileEntry> Files() => FileManifest.Read(Part(PartKind.Manifest));

    /// <summary>The messages that this person may read, each with its files; the caller disposes those.</summary>
    public IEnumerable<(Guid Id, MessageSheet Sheet, IReadOnlyList<FileEntry> Files)> Thread()
    {
        foreach (var message in db.Messages.Where(m => m.ReportId == Report.Id).OrderBy(m => m.Ordinal).ToList())
        {
            using var key = MessageKey(message.Id);
            if (key is null) continue;
            var parts = db.Parts.Where(p => p.SubjectId == message.Id).ToDictionary(p => p.Kind, p => p.Sealed);
            yield return (
                message.Id,
                JsonSerializer.Deserialize(ThreadSealer.OpenPart(key, message.Id, parts[(int)PartKind.Message]), SheetJson.Sealed.MessageSheet)!,
                FileManifest.Read(ThreadSealer.OpenPart(key, message.Id, parts[(int)PartKind.MessageManifest])));
        }
    }

    /// <summary>A message's key; null when it was not sealed to this person's group.</summary>
    public SecretKey? MessageKey(Guid message)
    {
        var group = (int)visit.Group!.Value;
        return db.Seals.SingleOrDefault(s => s.SubjectId == message && s.Kind == (int)SealKind.MessageKey && s.Group == group) is { } seal ? visit.OpenSlot(seal) : null;
    }

    /// <summary>The key of which this row is another group's seal, by this person's own; null when this person's group has none.</summary>
    public SecretKey? KeyOf(IEnumerable<SealRow> rows, SealRow of) =>
        rows.FirstOrDefault(r => r.SubjectId == of.SubjectId && r.Kind == of.Kind && r.Group == (int)visit.Group!.Value) is { } own ? visit.OpenSlot(own) : null;

    /// <summary>The file of this id, in the report or in its thread; null when there is none. The caller disposes it.</summary>
    public FileEntry? File(Guid id)
    {
        FileEntry? found = null;
        foreach (var entry in Files().Concat(Thread().SelectMany(m => m.Files)))
        {
            if (found is null && entry.File == id) found = entry;
            else entry.Dispose();
        }

        return found;
    }

    /// <summary>The entries about this report, oldest first.</summary>
    public IReadOnlyList<Entry> Entries() => [.. db.Entries.Where(e => e.Subject == Report.Id).OrderBy(e => e.Position)];

    /// <summary>What staff wrote with a fact, as it stands now; null where they wrote nothing.</summary>
    public string? Words(Entry entry)
    {
        if (entry.WordsHash is not { } hash) return null;
        var rewritten = RewrittenWords.Subject(entry.Position);
        return Encoding.UTF8.GetString(entry.Words is { } words
            ? ReportKey.OpenPart(Key, Report.Id, new SealedPart(PartKind.CaseNote, words, hash))
            : ReportKey.OpenPart(Key, rewritten, (Envelope(rewritten, PartKind.CaseNote) ?? throw new EnvelopeDamagedException()).Sealed));
    }

    /// <summary>The requests to open the identity, in no order.</summary>
    public IReadOnlyList<OpeningRow> Openings() => [.. db.Openings.Where(o => o.ReportId == Report.Id)];

    /// <summary>The name of somebody on the staff; null when nobody is known.</summary>
    public string? NameOf(Guid member, LineKeys keys) =>
        db.Staff.SingleOrDefault(s => s.Id == member) is { } person ? keys.Cards.Open(person.Card, CardJson.Default.StaffCard, person.Id).Name : null;

    /// <summary>Names of those who did something.</summary>
    public IReadOnlyDictionary<Guid, StaffMember> Staff(IEnumerable<Guid> ids)
    {
        var wanted = ids.ToHashSet();
        return db.Staff.Where(s => wanted.Contains(s.Id)).ToDictionary(s => s.Id);
    }

    /// <summary>As the list shows it.</summary>
    public RowView? Row(ReportRows rows) => rows.Of(db, visit, [Report.Id]) is [var row] ? row : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Key.Dispose();
        db.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(OpenCase);
}

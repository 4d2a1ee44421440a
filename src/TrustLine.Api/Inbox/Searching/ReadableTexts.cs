using System.Text;
using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Triage.Reading;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Opens the texts of many reports with the private halves of one group, for the index: masked narrative, answers, messages, notes. The
/// halves are copies of its own, made from an unlocked session, and go with it.
/// </summary>
internal sealed class ReadableTexts(Group group, Database database, LineKeys keys) : IDisposable
{
    private readonly Dictionary<int, AgreementPair> pairs = [];

    /// <summary>Takes a copy of one generation's private half.</summary>
    public void Take(int generation, AgreementPair pair)
    {
        using var half = pair.ExportPrivate();
        pairs[generation] = AgreementPair.From(half);
    }

    /// <summary>The folded text of each of these that opens; of what does not there is none.</summary>
    public Dictionary<Guid, string> Of(IReadOnlyCollection<Guid> ids)
    {
        using var db = database.Read();
        var seals = db.Seals.Where(s => ids.Contains(s.ReportId) && s.Group == (int)group && (s.Kind == (int)SealKind.ReportKey || s.Kind == (int)SealKind.MessageKey)).ToLookup(s => s.ReportId);
        var parts = db.Parts.Where(p => ids.Contains(p.ReportId) && (p.Kind == (int)PartKind.Narrative || p.Kind == (int)PartKind.Answers || p.Kind == (int)PartKind.Message)).ToLookup(p => p.SubjectId);
        var words = db.Entries.Where(e => ids.Contains(e.Subject) && e.Words != null).Select(e => new { e.Subject, e.Words }).ToLookup(e => e.Subject, e => e.Words!);
        var rewritten = db.Parts.Where(p => ids.Contains(p.ReportId) && p.Kind == (int)PartKind.CaseNote).ToList().Where(p => RewrittenWords.Are(p.SubjectId)).ToLookup(p => p.ReportId);
        var numbers = db.Reports.Where(r => ids.Contains(r.Id)).ToDictionary(r => r.Id, r => r.Number);
        var texts = new Dictionary<Guid, string>(ids.Count);
        foreach (var (id, number) in numbers)
        {
            try
            {
                if (Of(id, number, seals[id], parts, words[id], rewritten[id]) is { } text) texts[id] = text;
            }
            catch (Exception error) when (error is EnvelopeDamagedException or WrongKeyException or JsonException)
            {
                continue; // Damage is said where the report is opened; the others are searched all the same.
            }
        }

        return texts;
    }

    private string? Of(Guid id, string number, IEnumerable<SealRow> seals, ILookup<Guid, Part> parts, IEnumerable<byte[]> words, IEnumerable<Part> rewritten)
    {
        var text = new StringBuilder(SearchSpelling.Of(number));
        var opened = false;
        foreach (var seal in seals)
        {
            using var key = Open(seal);
            if (key is null) continue;
            foreach (var part in parts[seal.SubjectId])
                foreach (var said in Said((PartKind)part.Kind, ReportKey.OpenPart(key, seal.SubjectId, part.Sealed))) text.Append('\n').Append(SearchSpelling.Of(said));
            if (seal.SubjectId != id) continue;
            opened = true;
            foreach (var note in words)
                text.Append('\n').Append(SearchSpelling.Of(Encoding.UTF8.GetString(ReportKey.OpenPart(key, id, new SealedPart(PartKind.CaseNote, note, Digest.Sha256(note))))));
            foreach (var note in rewritten)
                text.Append('\n').Append(SearchSpelling.Of(Encoding.UTF8.GetString(ReportKey.OpenPart(key, note.SubjectId, note.Sealed))));
        }

        return opened ? text.ToString() : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pair in pairs.Values) pair.Dispose();
        pairs.Clear();
    }

    private SecretKey? Open(SealRow seal)
    {
        if (!pairs.TryGetValue(seal.Generation, out var pair)) return null;
        try
        {
            return Slot.Open(seal.Slot, seal.SubjectId, pair, keys.Server);
        }
        catch (WrongKeyException)
        {
            return null; // An empty slot.
        }
    }

    private static IEnumerable<string> Said(PartKind kind, byte[] content) => kind switch
    {
        PartKind.Narrative => [Encoding.UTF8.GetString(content)],
        PartKind.Answers => JsonSerializer.Deserialize(content, SheetJson.Sealed.AnswersSheet)!.Answers.Written().Select(a => a.Text),
        _ => [JsonSerializer.Deserialize(content, SheetJson.Sealed.MessageSheet)!.Text],
    };
}

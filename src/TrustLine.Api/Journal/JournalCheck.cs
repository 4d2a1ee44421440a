using Microsoft.EntityFrameworkCore;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Log;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Journal;

/// <summary>
/// The independent checker of the Journal: recomputes every leaf, head and state from the rows and names each row that was
/// changed, removed, moved or cut off. It trusts nothing that it can compute.
/// </summary>
internal sealed class JournalCheck(JournalDb db, LogSigner signer, SignedSize? remembered)
{
    private readonly List<string> faults = [];

    // Words that were taken away stand rewritten as a part, to which the state of their report commits.
    private readonly HashSet<Guid> rewritten = [.. db.Parts.AsNoTracking().Where(p => p.Kind == (int)PartKind.CaseNote).Select(p => p.SubjectId)];

    /// <summary>What is wrong, one line a row; empty when all holds.</summary>
    public IReadOnlyList<string> Run()
    {
        var frontier = new Frontier();
        var heads = db.Heads.AsNoTracking().OrderBy(h => h.Size).ToList();
        var lastOf = new Dictionary<(int, Guid), Entry>();
        var roots = heads.ToDictionary(h => h.Size);
        var position = 0L;
        foreach (var entry in db.Entries.AsNoTracking().OrderBy(e => e.Position).AsEnumerable())
        {
            if (entry.Position != position) faults.Add($"entries: position {position} is missing");
            position = entry.Position + 1;
            CheckEntry(entry);
            frontier.Append(entry.Leaf);
            if (roots.Remove(frontier.Size, out var head)) CheckHead(head, frontier);
            if (remembered is { } seen && seen.Size == frontier.Size && !Digest.Same(seen.Root, frontier.Root()))
                faults.Add($"entries: the log up to {seen.Size} is not the one whose head was remembered beside the key file");
            lastOf[(entry.Scope, entry.Subject)] = entry;
        }

        foreach (var orphan in roots.Values) faults.Add($"heads: head {orphan.Size} has no entries under it: entries were cut off");
        if (heads.Count == 0 || heads[^1].Size != frontier.Size) faults.Add($"heads: the last head is not at {frontier.Size}: a head was cut off");
        if (remembered is { } later && later.Size > frontier.Size) faults.Add($"entries: {later.Size - frontier.Size} entries after position {frontier.Size - 1} were cut off: a later head is remembered beside the key file");
        foreach (var last in lastOf.Values) CheckState(last);
        CheckReports(lastOf);
        CheckProvisions(lastOf);
        CheckBodies();
        return faults;
    }

    private void CheckEntry(Entry entry)
    {
        var body = EntryBody.Hash(entry.Subject, entry.Scope, entry.Card, entry.WordsHash, entry.StateHash);
        var words = entry.Words is { } kept ? entry.WordsHash is { } hash && Digest.Same(Digest.Sha256(kept), hash) : entry.WordsHash is null || rewritten.Contains(RewrittenWords.Subject(entry.Position));
        if (!words || entry.Blinder.Length != LeafCommitment.BlinderLength || entry.SealsRoot.Length != Digest.Length
            || !Digest.Same(entry.Leaf, LeafCommitment.LeafHash(entry.Blinder, body, entry.SealsRoot)))
            faults.Add($"entries: position {entry.Position} was changed or moved");
    }

    private void CheckHead(Head head, Frontier frontier)
    {
        if (!Digest.Same(head.Root, frontier.Root())) faults.Add($"heads: head {head.Size} does not follow from the entries before it");
        if (!head.Frontier.AsSpan().SequenceEqual(frontier.ToBytes())) faults.Add($"heads: the frontier of head {head.Size} was changed");
        if (!signer.VerifiesPrivateHead(head.Size, head.Root, head.Signature)) faults.Add($"heads: head {head.Size} is not signed by this log");
    }

    private void CheckState(Entry last)
    {
        var (state, seals) = SubjectState.Of(db, (Scope)last.Scope, last.Subject);
        if (!Digest.Same(state, last.StateHash)) faults.Add($"{Name(last)}: its rows are not as entry {last.Position} left them");
        if (!Digest.Same(seals, last.SealsRoot)) faults.Add($"{Name(last)}: its seals are not as entry {last.Position} left them");
    }

    private void CheckReports(Dictionary<(int, Guid), Entry> lastOf)
    {
        var given = new Dictionary<(int, int), List<int>>();
        foreach (var report in db.Reports.AsNoTracking().Select(r => new { r.Id, r.Number, r.Series }).AsEnumerable())
        {
            if (!lastOf.ContainsKey(((int)Scope.Report, report.Id))) faults.Add($"report {report.Number}: no entry speaks of it");
            if (!RegistrationNumber.TryParse(report.Number, out var number) || (int)number.Series != report.Series)
                faults.Add($"report {report.Number}: the number is not one that the Journal gives");
            else
                (given.TryGetValue((number.Year, report.Series), out var ordinals) ? ordinals : given[(number.Year, report.Series)] = []).Add(number.Ordinal);
        }

        foreach (var series in db.NumberSeries.AsNoTracking())
        {
            var ordinals = given.GetValueOrDefault((series.Year, series.Series)) ?? [];
            given.Remove((series.Year, series.Series));
            foreach (var gap in Enumerable.Range(1, series.Last).Except(ordinals))
                faults.Add($"reports: number {gap} of series {series.Series} of {series.Year} is missing");
            if (ordinals.Count > 0 && ordinals.Max() > series.Last) faults.Add($"number_series: series {series.Series} of {series.Year} was set back");
        }

        foreach (var (year, series) in given.Keys) faults.Add($"number_series: series {series} of {year} is missing");
        foreach (var (scope, subject) in lastOf.Keys.Where(k => k.Item1 == (int)Scope.Report))
            if (!db.Reports.Any(r => r.Id == subject)) faults.Add($"reports: the report of entries about {subject} was removed");
    }

    // A provision that no fact speaks of was put there by somebody who has the database, not the administrator.
    private void CheckProvisions(Dictionary<(int, Guid), Entry> lastOf)
    {
        foreach (var subject in db.Provisions.AsNoTracking().Select(p => p.Subject).Distinct())
            if (!lastOf.ContainsKey(((int)Scope.Provision, subject))) faults.Add($"provision {subject}: no entry speaks of it");
    }

    // The states hash the stored hashes of the envelopes; here the envelopes themselves are held against them.
    private void CheckBodies()
    {
        foreach (var part in db.Parts.AsNoTracking().AsEnumerable())
            if (!Digest.Same(Digest.Sha256(part.Bytes), part.Hash)) faults.Add($"parts: part {part.Kind} of {part.SubjectId} is damaged");
        foreach (var seal in db.Seals.AsNoTracking().AsEnumerable())
            if (!Digest.Same(Digest.Sha256(seal.Bytes), seal.Hash)) faults.Add($"seals: seal {seal.Kind} of {seal.SubjectId} for group {seal.Group} is damaged");
    }

    private string Name(Entry entry) => (Scope)entry.Scope switch
    {
        Scope.Report => $"report {db.Reports.Where(r => r.Id == entry.Subject).Select(r => r.Number).SingleOrDefault() ?? entry.Subject.ToString()}",
        Scope.Staff => $"staff {entry.Subject}",
        Scope.Group => $"group {BitConverter.ToInt32(entry.Subject.ToByteArray(), 0)}",
        Scope.Provision => $"provision {entry.Subject}",
        Scope.Looks => $"look-ups of {entry.Subject}",
        _ => "settings",
    };
}

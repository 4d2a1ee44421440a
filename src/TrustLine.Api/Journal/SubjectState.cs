using Microsoft.EntityFrameworkCore;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>What a leaf commits to: the hash of a subject's rows and the root of its current seals, recomputed from the database.</summary>
internal static class SubjectState
{
    /// <summary>The subject's rows and seals as they are now.</summary>
    public static (byte[] State, byte[] Seals) Of(JournalDb db, Scope scope, Guid subject) => scope switch
    {
        Scope.Report => OfReport(db, subject),
        Scope.Staff => (OfStaff(db, subject), Transcript.Empty),
        Scope.Group => OfGroup(db, GroupOf(subject)),
        Scope.Line => (OfLine(db), Transcript.Empty),
        Scope.Provision => (OfProvision(db, subject), Transcript.Empty),
        Scope.Looks => (Transcript.Empty, Transcript.Empty),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Groups have numbers, not ids: this is the id under which their facts stand.</summary>
    public static Guid GroupSubject(int group) => new(group, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static int GroupOf(Guid subject) => BitConverter.ToInt32(subject.ToByteArray(), 0);

    private static (byte[], byte[]) OfReport(JournalDb db, Guid id)
    {
        var r = ReportRow(db, id);
        if (r is null) return (Transcript.Empty, Transcript.Empty);
        var rows = new Transcript("trustline/state/report/v1")
            .Add(r.Id).Add(r.Number).Add(r.Series).Add(r.ReceivedDay).Add(r.RegisteredDay).Add(r.Open).Add(r.NextDueDay)
            .Add(r.Card).Add(r.ReporterKey).Add(r.CodeLookup).Add(r.CodeWrapped).Add(r.CodeSalt);
        foreach (var p in PartHashes(db, id)) rows.Add(p.Subject).Add(p.Kind).Add(p.Hash);
        foreach (var m in Places(db, id)) rows.Add(m.Message).Add(m.Ordinal);
        foreach (var f in FileHashes(db, id)) rows.Add(f.File).Add(f.Length).Add(f.Hash);
        foreach (var o in Openings(db, id)) rows.Add(o.Id).Add(o.Live).Add(o.Card).Add(o.OneTime).Add(o.Halves);
        var seals = new Transcript("trustline/state/seals/v1");
        foreach (var s in SealHashes(db, id)) seals.Add(s.Subject).Add(s.Kind).Add(s.Group).Add(s.Generation).Add(s.Hash);
        return (rows.Hash(), seals.Hash());
    }

    // These run once for every fact about a report, inside the receiving transaction: compiled once, hashes only.
    private static readonly Func<JournalDb, Guid, Report?> ReportRow = EF.CompileQuery((JournalDb db, Guid id) =>
        db.Reports.AsNoTracking().SingleOrDefault(r => r.Id == id));

    private static readonly Func<JournalDb, Guid, IEnumerable<PartHash>> PartHashes = EF.CompileQuery((JournalDb db, Guid id) =>
        db.Parts.Where(p => p.ReportId == id).OrderBy(p => p.SubjectId).ThenBy(p => p.Kind).Select(p => new PartHash(p.SubjectId, p.Kind, p.Hash)));

    private static readonly Func<JournalDb, Guid, IEnumerable<Place>> Places = EF.CompileQuery((JournalDb db, Guid id) =>
        db.Messages.Where(m => m.ReportId == id).OrderBy(m => m.Ordinal).Select(m => new Place(m.Id, m.Ordinal)));

    private static readonly Func<JournalDb, Guid, IEnumerable<FileHash>> FileHashes = EF.CompileQuery((JournalDb db, Guid id) =>
        db.Files.Where(f => f.ReportId == id).OrderBy(f => f.Id).Select(f => new FileHash(f.Id, f.SealedLength, f.SealedHash)));

    private static readonly Func<JournalDb, Guid, IEnumerable<SealHash>> SealHashes = EF.CompileQuery((JournalDb db, Guid id) =>
        db.Seals.Where(s => s.ReportId == id).OrderBy(s => s.SubjectId).ThenBy(s => s.Kind).ThenBy(s => s.Group)
            .Select(s => new SealHash(s.SubjectId, s.Kind, s.Group, s.Generation, s.Hash)));

    private static readonly Func<JournalDb, Guid, IEnumerable<OpeningState>> Openings = EF.CompileQuery((JournalDb db, Guid id) =>
        db.Openings.Where(o => o.ReportId == id).OrderBy(o => o.Id).Select(o => new OpeningState(o.Id, o.Live, o.Card, o.OneTime, o.Halves)));

    private sealed record PartHash(Guid Subject, int Kind, byte[] Hash);

    private sealed record Place(Guid Message, int Ordinal);

    private sealed record FileHash(Guid File, long Length, byte[] Hash);

    private sealed record OpeningState(Guid Id, bool Live, byte[] Card, byte[]? OneTime, byte[]? Halves);

    private sealed record SealHash(Guid Subject, int Kind, int Group, int Generation, byte[] Hash);

    private static byte[] OfStaff(JournalDb db, Guid id)
    {
        var s = db.Staff.AsNoTracking().SingleOrDefault(x => x.Id == id);
        return s is null ? Transcript.Empty : new Transcript("trustline/state/staff/v1")
            .Add(s.Id).Add(s.LoginLookup).Add(s.Card).Add(s.OpensWith).Add(s.SignsWith).Add(s.Wrapped).Add(s.Active).Hash();
    }

    private static (byte[], byte[]) OfGroup(JournalDb db, int group)
    {
        var rows = new Transcript("trustline/state/group/v1").Add(group);
        foreach (var s in db.GroupStatements.AsNoTracking().Where(s => s.Group == group).OrderBy(s => s.Ordinal)) rows.Add(s.Ordinal).Add(s.Bytes);
        var seals = new Transcript("trustline/state/member-seals/v1");
        foreach (var s in db.MemberSeals.AsNoTracking().Where(s => s.Group == group).OrderBy(s => s.Generation).ThenBy(s => s.Holder))
            seals.Add(s.Generation).Add(s.Holder).Add(s.Bytes);
        return (rows.Hash(), seals.Hash());
    }

    private static byte[] OfProvision(JournalDb db, Guid subject)
    {
        var rows = new Transcript("trustline/state/provision/v1").Add(subject);
        foreach (var p in db.Provisions.AsNoTracking().Where(p => p.Subject == subject).OrderBy(p => p.Ordinal)) rows.Add(p.Ordinal).Add(p.Card);
        return rows.Hash();
    }

    private static byte[] OfLine(JournalDb db)
    {
        var rows = new Transcript("trustline/state/line/v1");
        foreach (var s in db.Settings.AsNoTracking().Where(s => !s.Name.StartsWith(LineKeys.FingerprintKeyPrefix)).OrderBy(s => s.Name)) rows.Add(s.Name).Add(s.Value);
        return rows.Hash();
    }
}

/// <summary>The hash of one entry's own words and of the state it left.</summary>
internal static class EntryBody
{
    public static byte[] Hash(Guid subject, int scope, byte[] card, byte[]? wordsHash, byte[] state) =>
        new Transcript("trustline/entry/v1").Add(subject).Add(scope).Add(card).Add(wordsHash).Add(state).Hash();

    /// <summary>What stands in it for words; null for none.</summary>
    public static byte[]? Hash(byte[]? words) => words is null ? null : Digest.Sha256(words);
}

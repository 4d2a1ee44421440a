using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Setup;

/// <summary>
/// After a new generation began: what was sealed to earlier ones is sealed to it, in batches, in the session of a member, who alone can open the old seals. Each
/// batch is one transaction, and what is left is what the rows say: it may stop at any moment and goes on where it was.
/// </summary>
internal sealed class GroupResealing(Database database, JournalWriter writer, LineKeys keys, LineState line, TimeProvider time, ILogger<GroupResealing> log)
{
    private const int CasesPerBatch = 32;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    /// <summary>How many cases there are, and how many still have a seal of an earlier generation.</summary>
    public ResealingProgress Progress(Group group)
    {
        if (line.Group(group) is not { } state) return new(0, 0);
        using var db = database.Read();
        return new(db.Reports.Count(), Old(db, group, state.Current.Number).Select(s => s.ReportId).Distinct().Count());
    }

    /// <summary>Goes on for a moment; the answer says how far it has come.</summary>
    public async Task<ResealingProgress> GoOnAsync(StaffVisit visit, CancellationToken cancellation)
    {
        if (visit.Group is not { } group || line.Group(group) is not { } state || state.Member(visit.Member) is null) return new(0, 0);
        var begun = time.GetTimestamp();
        var (stuck, renewed) = (new HashSet<Guid>(), 0);
        while (time.GetElapsedTime(begun) < Longest && !cancellation.IsCancellationRequested)
        {
            var batch = Next(visit, group, state.Current, stuck);
            if (batch.Count == 0) break;
            try
            {
                renewed += await WriteAsync(visit, state.Current, batch, stuck);
            }
            catch (GenerationOverException)
            {
                line.Changed(); // Another member left meanwhile: the next round seals to the generation after that.
                break;
            }
        }

        var progress = Progress(group);
        if (renewed > 0 && progress.Left == 0)
            await writer.WriteAsync(act => { act.Record(Scope.Group, SubjectState.GroupSubject((int)group), new Fact(FactKind.GroupResealed, time.GetUtcNow(), visit.Member) { Group = (int)group, Generation = state.Current.Number }); }, CancellationToken.None);
        return progress with { Stuck = stuck.Count };
    }

    // Opened and sealed here, outside the pen's turn.
    private List<RenewedCase> Next(StaffVisit visit, Group group, GroupGeneration to, HashSet<Guid> stuck)
    {
        using var db = database.Read();
        var cases = Old(db, group, to.Number).Where(s => !stuck.Contains(s.ReportId)).Select(s => s.ReportId).Distinct().Take(CasesPerBatch).ToList();
        var batch = new List<RenewedCase>();
        foreach (var report in cases)
        {
            try
            {
                var rows = Old(db, group, to.Number).Where(s => s.ReportId == report).ToList();
                batch.Add(new(report, [.. rows.GroupBy(s => (s.SubjectId, s.Generation)).SelectMany(slots => Renew(visit, [.. slots], to))]));
            }
            catch (Exception error) when (error is EnvelopeDamagedException or WrongKeyException)
            {
                // One case that somebody touched, or a generation that was never given to this member, must not hold back the others.
                Log.EnvelopeDamaged(log, "seal");
                stuck.Add(report);
            }
        }

        return batch;
    }

    private IEnumerable<(SealRow Before, KeySlot After)> Renew(StaffVisit visit, SealRow[] rows, GroupGeneration to)
    {
        var pair = visit.Generation(rows[0].Generation) ?? throw new WrongKeyException();
        return rows.Zip(Slot.Renew(rows.Select(r => r.Slot), rows[0].SubjectId, pair, to, keys.Server));
    }

    private Task<int> WriteAsync(StaffVisit visit, GroupGeneration to, List<RenewedCase> batch, HashSet<Guid> stuck) => writer.WriteAsync(act =>
    {
        var renewed = 0;
        foreach (var (report, seals) in batch)
        {
            if (!Untouched.Is(act.Db, Scope.Report, report))
            {
                Log.EnvelopeDamaged(log, "seal");
                stuck.Add(report);
                continue;
            }

            foreach (var (before, after) in seals)
            {
                // Replaced by somebody else meanwhile (another member, an exclusion): theirs holds.
                if (act.Db.Seals.Single(s => s.SubjectId == before.SubjectId && s.Kind == before.Kind && s.Group == before.Group) is var row && row.Hash.AsSpan().SequenceEqual(before.Hash)) row.Replace(after);
            }

            act.Record(Scope.Report, report, new Fact(FactKind.SealsRenewed, time.GetUtcNow(), visit.Member) { Group = (int)to.Group, Generation = to.Number });
            renewed++;
        }

        return renewed;
    });

    private static IQueryable<SealRow> Old(JournalDb db, Group group, int current) => db.Seals.Where(s => s.Group == (int)group && s.Generation < current);

    private sealed record RenewedCase(Guid Report, IReadOnlyList<(SealRow Before, KeySlot After)> Seals);
}

/// <summary>How far re-sealing has come: cases in all, cases left, and those that could not be done because somebody touched their rows.</summary>
internal sealed record ResealingProgress(int Cases, int Left, int Stuck = 0);

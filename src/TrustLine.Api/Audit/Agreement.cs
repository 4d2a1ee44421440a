using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Audit;

/// <summary>How often people agree with the engine, by ground, over the reports registered in one year. From the cards alone; a report counts only for those who may read it, and for the auditor.</summary>
internal sealed class Agreement(CaseDirectory cases)
{
    public AgreementView For(StaffVisit visit, int? asked)
    {
        var seen = visit.Role == Role.Auditor ? cases.All() : [.. cases.All().Where(c => c.MayRead(visit.Role))];
        var years = seen.Select(c => c.Registered.Year).Distinct().OrderDescending().ToList();
        var year = asked is { } y && years.Contains(y) ? y : years.FirstOrDefault();
        var ofYear = seen.Where(c => c.Registered.Year == year).ToList();
        return new(years, year,
        [
            Row(null, [.. ofYear.Where(c => c.Recommended == Disposition.Accept)]),
            .. GroundKeys.All.Select(key => Row(key, [.. ofYear.Where(c => c.RestsOn(key))])),
        ]);
    }

    private static AgreementRow Row(string? ground, IReadOnlyList<CardOfCase> cases)
    {
        var decided = cases.Where(c => c.Confirmed).ToList();
        var changed = decided.Where(c => c.Disposition != c.Recommended).ToList();
        return new(ground, cases.Count, cases.Count - decided.Count, decided.Count - changed.Count, changed.Count,
            [.. changed.GroupBy(c => c.Disposition).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => ("disposition." + g.Key, g.Count()))]);
    }
}

/// <summary>Agreement over one year.</summary>
/// <param name="Years">Years with reports that this person may count, newest first.</param>
/// <param name="Year">The one shown.</param>
/// <param name="Rows">One for reports to be accepted, one for each ground.</param>
public sealed record AgreementView(IReadOnlyList<int> Years, int Year, IReadOnlyList<AgreementRow> Rows);

/// <summary>One ground: how many recommendations rest on it, how many wait, were confirmed, were changed and to what. A null ground is a report to be accepted.</summary>
public sealed record AgreementRow(string? Ground, int Stood, int Waiting, int Confirmed, int Changed, IReadOnlyList<(string Key, int Count)> ChangedTo)
{
    /// <summary>Share of the decided that was confirmed, in whole per cent; null before anything was decided.</summary>
    public int? Share => Confirmed + Changed == 0 ? null : (int)Math.Round(100.0 * Confirmed / (Confirmed + Changed));
}

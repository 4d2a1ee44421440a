using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Administration;

/// <summary>
/// Reads what the administrator has entered. The table only grows, so its length says whether the picture in memory is still true, on every
/// node. A row whose card does not open holds nothing back: what stands under it counts again, and <c>verify-journal</c> names the row.
/// </summary>
internal sealed class Provisions(Database database, LineKeys keys, IOptions<OrganisationOptions> configured, ILogger<Provisions> log)
{
    private static readonly Func<JournalDb, int> Length = EF.CompileQuery((JournalDb db) => db.Provisions.Count());

    private Provided? latest;

    /// <summary>Everything that has been entered by now.</summary>
    public Provided Now
    {
        get
        {
            using var db = database.Read();
            var length = Length(db);
            return latest is { } known && known.Length == length ? known : latest = new(length, Read(db, keys.Cards, () => Log.EnvelopeDamaged(log, "provision")), configured.Value);
        }
    }

    /// <summary>The rows in the order in which each subject's were entered.</summary>
    public static IReadOnlyList<Entered> Read(JournalDb db, ServerCards cards, Action damaged)
    {
        var entries = new List<Entered>();
        foreach (var row in db.Provisions.AsNoTracking().OrderBy(p => p.Subject).ThenBy(p => p.Ordinal))
        {
            if (cards.TryOpen(row.Card, CardJson.Default.ProvisionCard, Provision.OwnerOf(row.Subject, row.Ordinal)) is { } card) entries.Add(new(row.Subject, row.Ordinal, card));
            else damaged();
        }

        return entries;
    }
}

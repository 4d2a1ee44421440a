using System.Text;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Intake;

/// <summary>
/// Knows a delivery again without keeping its id, which may lead back to a caller or chat: a keyed hash, whose key is new every
/// 35 days and gone with its rows after 70.
/// </summary>
internal sealed class Fingerprints(LineKeys keys, TimeProvider time)
{
    private const int DaysPerPeriod = 35;

    /// <summary>The period that runs now.</summary>
    public int Period => (int)(time.GetUtcNow().ToUnixTimeSeconds() / 86_400 / DaysPerPeriod);

    /// <summary>The fingerprint under the present key, inside the receiving transaction.</summary>
    public byte[] Of(JournalAct act, string deliveryId)
    {
        using var key = keys.FingerprintKey(act.Db, Period);
        return Of(key, deliveryId);
    }

    /// <summary>The report that this delivery became, if it was taken in this period or the one before.</summary>
    public Guid? Known(JournalDb db, string deliveryId)
    {
        foreach (var period in new[] { Period, Period - 1 })
        {
            var name = LineKeys.FingerprintKeyName(period);
            if (!db.Settings.Any(s => s.Name == name)) continue;
            using var key = keys.FingerprintKey(db, period);
            var fingerprint = Of(key, deliveryId);
            if (db.Deliveries.AsNoTracking().SingleOrDefault(d => d.Fingerprint == fingerprint) is { } delivery) return delivery.ReportId;
        }

        return null;
    }

    /// <summary>Forgets deliveries and keys that are two periods old.</summary>
    public void Forget(JournalAct act)
    {
        var last = Period - 2;
        act.Db.Deliveries.Where(d => d.Period <= last).ExecuteDelete();
        foreach (var old in act.Db.Settings.Where(s => s.Name.StartsWith(LineKeys.FingerprintKeyPrefix)).ToList())
            if (int.Parse(old.Name.AsSpan(LineKeys.FingerprintKeyPrefix.Length), System.Globalization.CultureInfo.InvariantCulture) <= last) act.Db.Settings.Remove(old);
    }

    private static byte[] Of(SecretKey key, string deliveryId) => Digest.Keyed(key, Encoding.UTF8.GetBytes(deliveryId));
}

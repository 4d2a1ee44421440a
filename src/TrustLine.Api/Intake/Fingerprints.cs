using System.Collections.Concurrent;
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
    public byte[] Of(JournalAct act, string deliveryId) => Of(KeyOf(act.Db, Period) ?? keys.NewFingerprintKey(act.Db, Period), deliveryId);

    /// <summary>The report that this delivery became, if it was taken in this period or the one before.</summary>
    public Guid? Known(JournalDb db, string deliveryId)
    {
        foreach (var period in new[] { Period, Period - 1 })
            if (KeyOf(db, period) is { } key && ReportOf(db, Of(key, deliveryId)) is { } report) return report;
        return null;
    }

    /// <summary>Forgets deliveries and keys that are two periods old.</summary>
    public void Forget(JournalAct act)
    {
        var last = Period - 2;
        act.Db.Deliveries.Where(d => d.Period <= last).ExecuteDelete();
        foreach (var old in act.Db.Settings.Where(s => s.Name.StartsWith(LineKeys.FingerprintKeyPrefix)).ToList())
            if (int.Parse(old.Name.AsSpan(LineKeys.FingerprintKeyPrefix.Length), System.Globalization.CultureInfo.InvariantCulture) is var period && period <= last)
            {
                act.Db.Settings.Remove(old);
                if (known.TryRemove(period, out var key)) key.Dispose();
            }
    }

    private static readonly Func<JournalDb, byte[], Guid?> ReportOf = EF.CompileQuery((JournalDb db, byte[] fingerprint) =>
        db.Deliveries.Where(d => d.Fingerprint == fingerprint).Select(d => (Guid?)d.ReportId).SingleOrDefault());

    private readonly ConcurrentDictionary<int, SecretKey> known = new();

    // A key stays the same until it is forgotten with its period; one that a transaction has just made may still be rolled back.
    private SecretKey? KeyOf(JournalDb db, int period) =>
        known.TryGetValue(period, out var key) ? key
        : keys.FingerprintKey(db, period) is not { } kept ? null
        : db.Database.CurrentTransaction is null ? known.GetOrAdd(period, kept)
        : kept;

    private static byte[] Of(SecretKey key, string deliveryId) => Digest.Keyed(key, Encoding.UTF8.GetBytes(deliveryId));
}

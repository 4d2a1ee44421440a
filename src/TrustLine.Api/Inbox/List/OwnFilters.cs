using System.Text.Json;
using System.Text.Json.Serialization;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;

namespace TrustLine.Api.Inbox;

/// <summary>
/// The filters that a person keeps under names of their own. A name can say what a case is about, so all of them lie in one padded
/// envelope that only that person's own key opens; whoever gets new keys begins anew.
/// </summary>
internal sealed class OwnFilters(Database database, JournalWriter writer)
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    private const int Most = 30;

    /// <summary>The person's filters in the order of their names.</summary>
    public IReadOnlyList<OwnFilter> Of(StaffVisit visit)
    {
        OwnFilterRow? row;
        using (var db = database.Read()) row = db.OwnFilters.Find(visit.Member);
        return row is null ? [] : Open(visit, row);
    }

    /// <summary>Keeps a filter; the same name replaces the earlier. False when the name is empty or too long, or there are too many.</summary>
    public Task<bool> KeepAsync(StaffVisit visit, string name, InboxPlace place)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName) return Task.FromResult(false);
        return ChangeAsync(visit, old => [.. old.Where(f => f.Name != name), new(name, (place with { After = null, Alone = false }).Query)]);
    }

    /// <summary>Forgets the filter of that name.</summary>
    public Task ForgetAsync(StaffVisit visit, string name) => ChangeAsync(visit, old => [.. old.Where(f => f.Name != name)]);

    private Task<bool> ChangeAsync(StaffVisit visit, Func<IReadOnlyList<OwnFilter>, List<OwnFilter>> change) => writer.WriteAsync(act =>
    {
        var row = act.Db.OwnFilters.Find(visit.Member);
        var filters = change(row is null ? [] : Open(visit, row));
        if (filters.Count > Most) return false;
        var json = JsonSerializer.SerializeToUtf8Bytes(filters.OrderBy(f => f.Name, StringComparer.CurrentCulture).ToList(), OwnFilterJson.Default.ListOwnFilter);
        var bytes = OwnEnvelope.Seal(visit.Keys.PublicKeys().Opens, visit.Member, json);
        if (row is null) act.Db.OwnFilters.Add(new(visit.Member, bytes));
        else row.Replace(bytes);
        return true;
    });

    private static List<OwnFilter> Open(StaffVisit visit, OwnFilterRow row)
    {
        try
        {
            return JsonSerializer.Deserialize(OwnEnvelope.Open(visit.Keys, visit.Member, row.Bytes), OwnFilterJson.Default.ListOwnFilter)!;
        }
        catch (Exception error) when (error is WrongKeyException or EnvelopeDamagedException)
        {
            return []; // Kept under earlier keys.
        }
    }
}

/// <summary>JSON of the kept filters.</summary>
[JsonSerializable(typeof(List<OwnFilter>))]
internal sealed partial class OwnFilterJson : JsonSerializerContext;

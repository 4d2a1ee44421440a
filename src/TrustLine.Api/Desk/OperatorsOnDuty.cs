using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Channels.Phone;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Desk;

/// <summary>
/// Which operators are on duty. Duty is an act of the operator, kept in the sealed card of their session: it survives a restart, is the same for every node, and ends with the
/// session or the working day.
/// </summary>
internal sealed class OperatorsOnDuty(Database database, Sessions sessions, LineKeys keys, LineCalendar days, PhoneOptions options, TimeProvider time)
{
    /// <summary>The phones that calls may be put through to (<c>Channels:Phone:OperatorNumbers</c>), in the order of ringing.</summary>
    public IReadOnlyList<string> Phones { get; } = [.. options.OperatorGroups.SelectMany(g => g).Distinct()];

    /// <summary>Who is on duty at this moment; nobody outside the hours of 10.4.</summary>
    public IReadOnlyList<OperatorOnDuty> Now()
    {
        var now = time.GetUtcNow().ToInstant();
        if (!days.Now.Hours.IsOpen(now)) return [];
        var today = AstanaTime.DayOf(now).ToDateOnly();
        using var db = database.Snapshot();
        return [.. sessions.Living(db).Where(s => s.Card.OnDuty == today).Select(s => (s.Card.Rings, Member: db.Staff.SingleOrDefault(p => p.Id == s.Member && p.Active)))
            .Where(s => s.Member is { } m && keys.Cards.Open(m.Card, CardJson.Default.StaffCard, m.Id).Role == Role.Operator)
            .Select(s => new OperatorOnDuty(s.Member!.Id, s.Rings)).Distinct()];
    }

    /// <summary>Goes on duty for the rest of today, or off duty; a phone that is not configured is none.</summary>
    public Task TurnAsync(StaffVisit visit, bool on, string? phone)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        var rings = on && phone is not null && Phones.Contains(phone) ? phone : null;
        return sessions.TurnAsync(visit, card => card with { OnDuty = on ? today : null, Rings = rings });
    }

    /// <summary>Whether this session is on duty today, and which phone it chose.</summary>
    public (bool On, string? Phone) Of(StaffVisit visit)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant()).ToDateOnly();
        var hash = visit.Seat.IdHash();
        using var db = database.Read();
        return db.Sessions.SingleOrDefault(s => s.IdHash == hash) is { } row && sessions.Open(row) is var card && card.OnDuty == today ? (true, card.Rings) : (false, null);
    }
}

/// <summary>An operator on duty, and which phone rings for them; null when no phone was chosen. Prints nothing.</summary>
internal sealed record OperatorOnDuty(Guid Member, string? Phone)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(OperatorOnDuty);
}

using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Triage.Routing;

namespace TrustLine.Api.Intake;

/// <summary>
/// Those who would receive a report that comes now. The rows are read for each report, so whoever joined, left or took another role a moment ago
/// counts; their cards are opened, and the forms of their names made, only when a row is no longer the one of the last time. Under the server's
/// seal, so with nobody unlocked.
/// </summary>
internal sealed class ReceiversNow(Database database, LineKeys keys)
{
    private static readonly Func<JournalDb, IEnumerable<Row>> Rows = EF.CompileQuery((JournalDb db) =>
        db.Staff.Where(s => s.Active).OrderBy(s => s.Id).Select(s => new Row(s.Id, s.Card)));

    private Kept? last;

    /// <summary>The receivers as the staff's rows say at this moment.</summary>
    public Receivers Read()
    {
        using var db = database.Read();
        Row[] rows = [.. Rows(db)];
        if (last is { } kept && kept.Rows.AsSpan().SequenceEqual(rows)) return kept.Receivers;
        var receivers = new Receivers(rows.Select(r => keys.Cards.TryOpen(r.Card, CardJson.Default.StaffCard, r.Id)).OfType<StaffCard>().SelectMany(Of));
        last = new(rows, receivers);
        return receivers;
    }

    // A post may be named in any of the three languages.
    private static IEnumerable<Receiver> Of(StaffCard card) => card.Role switch
    {
        Role.Director => Of(ReceiverKind.Director, card),
        Role.Deputy => Of(ReceiverKind.Deputy, card),
        Role.Officer => Of(ReceiverKind.Officer, card),
        _ => [],
    };

    private static IEnumerable<Receiver> Of(ReceiverKind kind, StaffCard card) =>
        card.Position is { } position ? new[] { position.Kk, position.Ru, position.En }.Distinct().Select(post => new Receiver(kind, card.Name, post)) : [new(kind, card.Name, "")];

    private sealed record Kept(Row[] Rows, Receivers Receivers);

    private readonly struct Row(Guid id, byte[] card) : IEquatable<Row>
    {
        public Guid Id => id;

        public byte[] Card => card;

        public bool Equals(Row other) => Id == other.Id && Card.AsSpan().SequenceEqual(other.Card);

        public override bool Equals(object? obj) => obj is Row other && Equals(other);

        public override int GetHashCode() => Id.GetHashCode();
    }
}

using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Calls;

/// <summary>What was said in calls and is not yet entered, deleted at the provider, or both.</summary>
internal sealed class SpokenCalls(Database database, JournalWriter writer, LineKeys keys)
{
    /// <summary>How long a call that goes on may be silent here.</summary>
    public static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);

    private static readonly Func<JournalDb, Guid, SpokenCall?> Untouched = EF.CompileQuery((JournalDb db, Guid id) => db.SpokenCalls.AsNoTracking().SingleOrDefault(c => c.Id == id));
    private static readonly Func<JournalDb, Guid, SpokenCall?> Tracked = EF.CompileQuery((JournalDb db, Guid id) => db.SpokenCalls.AsTracking().SingleOrDefault(c => c.Id == id));

    /// <summary>What a call has left; null when nothing.</summary>
    public SpokenCard? Find(Guid id)
    {
        using var db = database.Read();
        return Untouched(db, id) is { } row ? Open(row) : null;
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Guid> All()
    {
        using var db = database.Read();
        return [.. db.SpokenCalls.Select(c => c.Id)];
    }

    /// <summary>How many wait.</summary>
    public int Count()
    {
        using var db = database.Read();
        return db.SpokenCalls.Count();
    }

    /// <summary>Changes what a call has left, as it is at that moment; returns it when it is on disk. Nothing left removes it.</summary>
    public Task<SpokenCard?> ChangeAsync(Guid id, Func<SpokenCard?, SpokenCard?> change) => writer.WriteAsync(act => Change(act, id, change));

    /// <summary>As the other, within an act that does more.</summary>
    public SpokenCard? Change(JournalAct act, Guid id, Func<SpokenCard?, SpokenCard?> change)
    {
        var row = Tracked(act.Db, id);
        var before = row is null ? null : Open(row);
        var after = change(before);
        if (ReferenceEquals(before, after)) return before;
        if (after is null) act.Db.SpokenCalls.Remove(row!);
        else if (row is null) act.Db.SpokenCalls.Add(new SpokenCall(id, Seal(after, id)));
        else row.Now(Seal(after, id));
        return after;
    }

    private byte[] Seal(SpokenCard card, Guid id) => keys.Cards.Seal(card, CardJson.Default.SpokenCard, id);

    private SpokenCard Open(SpokenCall row) => keys.Cards.Open(row.Card, CardJson.Default.SpokenCard, row.Id);
}

/// <summary>How what was said changes.</summary>
internal static class SpokenCards
{
    /// <summary>With one more recording, or what is now known of it. One that takes the place of others takes theirs as soon as it is there.</summary>
    public static SpokenCard Noted(this SpokenCard card, string recording, string kind, int seconds, bool absent, bool replaces, DateTimeOffset now)
    {
        if (card.Parts.Any(p => p.Recording == recording))
            return absent ? card.With(recording, p => p.File is null ? p with { Dropped = true, Deleted = true } : p) : card;
        if (absent) return card with { HeardAt = now };
        var before = replaces && seconds > 0 ? [.. card.Parts.Select(p => p.As == kind && !p.Entered ? p with { Dropped = true } : p)] : card.Parts;
        return card with { HeardAt = now, Parts = [.. before, new SpokenPart { As = kind, Recording = recording, Seconds = seconds, At = now }] };
    }

    /// <summary>With one recording changed.</summary>
    public static SpokenCard With(this SpokenCard card, string recording, Func<SpokenPart, SpokenPart> change) =>
        card with { Parts = [.. card.Parts.Select(p => p.Recording == recording ? change(p) : p)] };

    /// <summary>What is still to be entered.</summary>
    public static IReadOnlyList<SpokenPart> Open(this SpokenCard card) => [.. card.Parts.Where(p => !p.Dropped && !p.Entered)];

    /// <summary>Whether all of it has been fetched.</summary>
    public static bool Fetched(this SpokenCard card) => card.Open().All(p => p.File is not null);
}

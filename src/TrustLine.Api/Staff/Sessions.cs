using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Sessions;

namespace TrustLine.Api.Staff;

/// <summary>
/// Sessions of the staff. The row holds the person's private halves under a key that only the browser has, and under the server's
/// seal: the row alone opens nothing. A restart logs nobody out.
/// </summary>
internal sealed class Sessions(Database database, JournalWriter writer, LineKeys keys, IDataProtectionProvider ring, StaffOptions options, TimeProvider time, ILogger<Sessions> log)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Opens a session; the caller gives the cookie to the browser.</summary>
    public async Task<SeatCookie> OpenAsync(Guid member, StaffKeys own, Triage.Reports.Language language)
    {
        var id = Draw.Id();
        using var key = SessionKey.Fresh();
        var seat = new SeatCookie(id, key.ToCookie(), language);
        var now = time.GetUtcNow();
        var card = new SessionCard { StartedAt = now, SeenAt = now };
        var row = new SessionRow(seat.IdHash(), member, key.Seal(own, id, member, keys.Server), Seal(card, seat.IdHash()), Until(card));
        await writer.WriteAsync(act =>
        {
            act.Db.Sessions.Add(row);
        });
        return seat;
    }

    /// <summary>Gives the cookie of an open session to the browser.</summary>
    public void Give(HttpContext context, SeatCookie seat) => seat.Write(context, ring);

    /// <summary>The session that the request's cookie opens; null when there is none, it has run out, or the person is no longer active.</summary>
    public async Task<StaffVisit?> FindAsync(HttpContext context)
    {
        if (SeatCookie.Read(context, ring) is not { } seat) return null;
        using var key = seat.Key();
        if (key is null) return null;
        var hash = seat.IdHash();
        var now = time.GetUtcNow();
        SessionRow? row;
        StaffMember? member;
        using (var db = database.Snapshot())
        {
            row = await db.Sessions.SingleOrDefaultAsync(s => s.IdHash == hash, context.RequestAborted);
            if (row is null) return null;
            member = await db.Staff.SingleOrDefaultAsync(s => s.Id == row.StaffId && s.Active, context.RequestAborted);
            // An older row of somebody who has left, or of keys that were revoked, put back by hand, lets nobody in.
            if (member is not null && !Untouched.Is(db, Scope.Staff, member.Id))
            {
                Log.EnvelopeDamaged(log, "staff");
                return null;
            }
        }

        if (TryOpen(row) is not { } times) return null; // A card of another row, or of another time of the keys: nobody's session.
        if (member is null || now >= Until(times))
        {
            await CloseAsync(hash);
            return null;
        }

        StaffKeys own;
        try
        {
            own = key.Open(row.Keys, seat.Session, member.Id, keys.Server);
        }
        catch (Exception error) when (error is WrongKeyException or EnvelopeDamagedException)
        {
            return null;
        }

        // What a page asks for by itself does not keep an absent person's session open.
        if (now - times.SeenAt >= SeenEvery && context.GetEndpoint()?.Metadata.GetMetadata<Unattended>() is null) await SeenAsync(hash, now);
        var card = keys.Cards.Open(member.Card, CardJson.Default.StaffCard, member.Id);
        return new(member.Id, card, own, seat, seat.Language, database, keys.Server) { ConfirmedAt = times.ConfirmedAt };
    }

    /// <summary>Logs out: the row is deleted, and with it the only copy of what the cookie opens.</summary>
    public Task CloseAsync(byte[] idHash) => writer.WriteAsync(act =>
    {
        if (act.Db.Sessions.Find(idHash) is { } row) act.Db.Sessions.Remove(row);
    });

    /// <summary>Whether the person has a session that has not run out.</summary>
    public bool Lasts(Guid member)
    {
        var now = time.GetUtcNow();
        using var db = database.Read();
        return db.Sessions.Where(s => s.StaffId == member).ToList().Any(row => TryOpen(row) is { } card && now < Until(card));
    }

    /// <summary>A person's open sessions, the latest first.</summary>
    public IReadOnlyList<OpenSession> Of(StaffVisit visit)
    {
        var (now, here) = (time.GetUtcNow(), visit.Seat.IdHash());
        using var db = database.Read();
        return [.. db.Sessions.Where(s => s.StaffId == visit.Member).ToList().Select(row => (Row: row, Card: TryOpen(row)))
            .Where(s => s.Card is { } card && now < Until(card)).OrderByDescending(s => s.Card!.StartedAt)
            .Select(s => new OpenSession(Convert.ToHexStringLower(s.Row.IdHash), s.Card!.StartedAt, s.Card.SeenAt, s.Row.IdHash.AsSpan().SequenceEqual(here)))];
    }

    /// <summary>Ends one session of this person by its handle, or (null) all but the present one; returns how many.</summary>
    public Task<int> EndAsync(StaffVisit visit, string? handle) => writer.WriteAsync(act =>
    {
        var here = visit.Seat.IdHash();
        var rows = act.Db.Sessions.Where(s => s.StaffId == visit.Member).ToList()
            .Where(s => handle is null ? !s.IdHash.AsSpan().SequenceEqual(here) : Convert.ToHexStringLower(s.IdHash) == handle).ToList();
        if (rows.Count == 0) return 0;
        act.Db.Sessions.RemoveRange(rows);
        act.Record(Scope.Staff, visit.Member, new Fact(FactKind.SessionsEnded, time.GetUtcNow(), visit.Member));
        return rows.Count;
    });

    /// <summary>The sessions that have not run out, whoever's they are.</summary>
    public IReadOnlyList<(Guid Member, SessionCard Card)> Living(JournalDb db)
    {
        var now = time.GetUtcNow();
        return [.. db.Sessions.ToList().Select(row => (row.StaffId, Card: TryOpen(row))).Where(s => s.Card is { } card && now < Until(card)).Select(s => (s.StaffId, s.Card!))];
    }

    /// <summary>Changes what this session knows beside its times.</summary>
    public Task TurnAsync(StaffVisit visit, Func<SessionCard, SessionCard> turn) => writer.WriteAsync(act =>
    {
        var hash = visit.Seat.IdHash();
        if (act.Db.Sessions.Find(hash) is { } row) row.Turn(Seal(turn(Open(row)), hash));
    });

    /// <summary>Deletes the sessions that have run out; returns how many.</summary>
    public Task<int> SweepAsync() => writer.WriteAsync(act =>
    {
        var now = time.GetUtcNow();
        return act.Db.Sessions.Where(s => s.Until <= now).ExecuteDelete();
    });

    /// <summary>The card of a session's row.</summary>
    internal SessionCard Open(SessionRow row) => keys.Cards.Open(row.Card, CardJson.Default.SessionCard, Owner(row.IdHash));

    private SessionCard? TryOpen(SessionRow row) => keys.Cards.TryOpen(row.Card, CardJson.Default.SessionCard, Owner(row.IdHash));

    /// <summary>A card as its session's row keeps it.</summary>
    internal byte[] Seal(SessionCard card, byte[] idHash) => keys.Cards.Seal(card, CardJson.Default.SessionCard, Owner(idHash));

    private static Guid Owner(byte[] idHash) => new(idHash.AsSpan(0, 16));

    private DateTimeOffset Until(SessionCard card)
    {
        var (idle, absolute) = (card.SeenAt + options.Idle, card.StartedAt + options.Absolute);
        return idle < absolute ? idle : absolute;
    }

    private Task SeenAsync(byte[] idHash, DateTimeOffset now) => writer.WriteAsync(act =>
    {
        if (act.Db.Sessions.Find(idHash) is not { } row) return;
        var card = Open(row) with { SeenAt = now };
        row.Seen(Seal(card, idHash), Until(card));
    });
}

/// <summary>One open session as its owner sees it.</summary>
internal sealed record OpenSession(string Handle, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool Here);

/// <summary>Sessions that have run out do not wait for the next login: a thief of the database is not to read from them who worked when.</summary>
internal sealed class SessionSweeper(Sessions sessions, TimeProvider time, ILogger<SessionSweeper> log) : Rounds(TimeSpan.FromMinutes(5), time, log)
{
    /// <inheritdoc/>
    protected override Task GoRoundAsync(CancellationToken cancellation) => sessions.SweepAsync();
}

/// <summary>Marks an address that pages ask for by themselves, with nobody at the keys.</summary>
internal sealed record Unattended;

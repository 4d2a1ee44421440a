using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;

namespace TrustLine.Api.Staff;

/// <summary>
/// Asks for passphrase and one-time code again before an act that must not be open to whoever finds an unlocked screen or a stolen cookie: joining, leaving,
/// opening an identity, export. The answer is good for a few minutes in that session. Too many wrong answers end the session, and a fact says so.
/// </summary>
internal sealed class Reauthentication(JournalWriter writer, Sessions sessions, LoginDesk logins, OfficePages pages, TimeProvider time)
{
    /// <summary>How long an answer is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>Tries in vain after which the session ends.</summary>
    public const int MostTries = 5;

    /// <summary>Whether the answer of this session is still good: then the page need not ask (<c>AgainFields</c>).</summary>
    public bool Holds(StaffVisit visit) => visit.ConfirmedAt is { } at && time.GetUtcNow() - at is var age && age >= TimeSpan.Zero && age < Lasts;

    /// <summary>
    /// Null when the act may go on. Otherwise the answer to give: the same page with what is wrong at the fields of <c>AgainFields</c> (whose ids begin
    /// with <paramref name="at"/>), or that the session has ended.
    /// </summary>
    public async Task<IResult?> RefusedAsync(HttpContext http, Func<WrongField, IResult> page, string at = "")
    {
        var visit = http.Visit();
        if (Holds(visit)) return null;
        var t = OfficeTexts.In(visit.Language);
        var form = http.Request.Form;
        var (passphrase, code) = (form["passphrase"].ToString(), form["code"].ToString());
        if (passphrase.Length == 0 || code.Length == 0) return page(new(at + "passphrase", t["again.missing"]));
        return await TryAsync(visit, passphrase, code) switch
        {
            AgainAnswer.Holds => null,
            AgainAnswer.Wrong => page(new(at + "passphrase", t["again.wrong"])),
            _ => Ended(http),
        };
    }

    /// <summary>One try; the session that has had too many is over.</summary>
    public async Task<AgainAnswer> TryAsync(StaffVisit visit, string passphrase, string code)
    {
        var hash = visit.Seat.IdHash();
        // The try is counted before it is judged: many at once are no more than so many.
        if (!await TurnAsync(hash, card => card.Tries < MostTries ? card with { Tries = card.Tries + 1 } : null)) return AgainAnswer.Ended;
        bool own;
        try
        {
            own = await logins.IsOwnAsync(visit.Member, passphrase, code);
        }
        catch (LaneFullException)
        {
            await TurnAsync(hash, card => card with { Tries = card.Tries - 1 }); // Nothing was judged.
            throw;
        }

        if (own) return await TurnAsync(hash, card => card with { ConfirmedAt = time.GetUtcNow(), Tries = 0 }) ? AgainAnswer.Holds : AgainAnswer.Ended;
        return await EndIfTooManyAsync(hash, visit.Member) ? AgainAnswer.Ended : AgainAnswer.Wrong;
    }

    private Task<bool> TurnAsync(byte[] hash, Func<SessionCard, SessionCard?> turn) => writer.WriteAsync(act =>
    {
        if (act.Db.Sessions.Find(hash) is not { } row || turn(sessions.Open(row)) is not { } card) return false;
        row.Turn(sessions.Seal(card, hash));
        return true;
    });

    private Task<bool> EndIfTooManyAsync(byte[] hash, Guid member) => writer.WriteAsync(act =>
    {
        if (act.Db.Sessions.Find(hash) is not { } row) return true;
        if (sessions.Open(row).Tries < MostTries) return false;
        act.Db.Sessions.Remove(row);
        act.Record(Scope.Staff, member, new Fact(FactKind.SessionEndedByGuessing, time.GetUtcNow(), member));
        return true;
    });

    private IResult Ended(HttpContext http)
    {
        SeatCookie.Remove(http);
        return pages.SayOut(http, "say.guessed", StatusCodes.Status403Forbidden);
    }
}

/// <summary>What came of asking again.</summary>
internal enum AgainAnswer
{
    /// <summary>It is the person; the answer is good for a few minutes.</summary>
    Holds,

    /// <summary>Not their passphrase, or not an unused code.</summary>
    Wrong,

    /// <summary>Too many tries: the session is over.</summary>
    Ended,
}

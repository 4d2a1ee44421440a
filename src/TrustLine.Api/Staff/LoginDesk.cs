using System.Net;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Vault.People;

namespace TrustLine.Api.Staff;

/// <summary>
/// Lets staff in with login name, passphrase and one-time code. The code is checked first and used up at once, so that the slow hash is
/// run only for who holds the second factor; every refusal sounds the same and leaves at one fixed time.
/// </summary>
internal sealed class LoginDesk(
    Database database, JournalWriter writer, LineKeys keys, HashLanes lanes, RefusalTime refusals, LoginThrottle throttle, TimeProvider time, ILogger<LoginDesk> log)
{
    private const int LongestTyped = 1024;

    /// <summary>The person with their keys, or null when refused, which takes its fixed time. The browser is empty or known to the person found.</summary>
    public async Task<LoggedIn?> TryAsync(LoginAttempt attempt, Func<Guid, Guid> browserOf, CancellationToken cancellation = default)
    {
        var arrived = time.GetTimestamp();
        try
        {
            if (await JudgeAsync(attempt, browserOf, cancellation) is { } person) return person;
        }
        catch (LaneFullException)
        {
            // Refused like the others: that the lanes are full is nothing for a stranger to know.
        }

        await refusals.HoldAsync(arrived, cancellation);
        return null;
    }

    /// <summary>Whether these are the member's own passphrase and an unused code: asked again in an open session, whose tries the caller counts.</summary>
    public async Task<bool> IsOwnAsync(Guid id, string passphrase, string code)
    {
        var arrived = time.GetTimestamp();
        StaffMember member;
        using (var db = database.Read()) member = db.Staff.Single(s => s.Id == id);
        var card = keys.Cards.Open(member.Card, CardJson.Default.StaffCard, id);
        using var own = await KeysOfAsync(member, card, passphrase, code, default);
        if (own is null) await refusals.HoldAsync(arrived, default);
        return own is not null;
    }

    private async Task<LoggedIn?> JudgeAsync(LoginAttempt attempt, Func<Guid, Guid> browserOf, CancellationToken cancellation)
    {
        if (attempt.Login.Length > LongestTyped) return null;
        var lookUp = LoginName.LookUp(LoginName.Normal(attempt.Login), keys.LoginPepper);
        StaffMember? member;
        using (var db = database.Snapshot())
        {
            member = await db.Staff.SingleOrDefaultAsync(s => s.LoginLookup == lookUp && s.Active, cancellation);
            if (member is null) return null;
            if (!Untouched.Is(db, Scope.Staff, member.Id))
            {
                Log.EnvelopeDamaged(log, "staff");
                return null;
            }
        }

        var browser = browserOf(member.Id);
        if (!throttle.Try(member.Id, browser, attempt.From)) return null;
        var card = keys.Cards.Open(member.Card, CardJson.Default.StaffCard, member.Id);
        if (await KeysOfAsync(member, card, attempt.Passphrase, attempt.Code, cancellation) is not { } own) return null;
        throttle.Forget(member.Id, browser, attempt.From);
        return new(member.Id, card, own);
    }

    private async Task<StaffKeys?> KeysOfAsync(StaffMember member, StaffCard card, string typed, string code, CancellationToken cancellation)
    {
        if (typed.Length > LongestTyped || code.Length > LongestTyped) return null;
        using var factor = Totp.From(card.TotpSecret);
        if (factor.Check(code, time.GetUtcNow(), member.LastTotpStep) is not { } step || !await UseUpAsync(member.Id, step)) return null;
        using var passphrase = Passphrase.Typed(typed);
        return await lanes.Passphrases.RunAsync(() => refusals.Learn(() => StaffKeys.Unwrap(passphrase, member.Id, member.Wrapped, keys.Server)), cancellation);
    }

    // In the one pen's order: of two requests with the same code only one finds it unused (RFC 6238, 5.2).
    private Task<bool> UseUpAsync(Guid member, long step) => writer.WriteAsync(act =>
    {
        var row = act.Db.Staff.Single(s => s.Id == member);
        if (row.LastTotpStep >= step) return false;
        row.TookStep(step);
        return true;
    });
}

/// <summary>What was typed at the door, and from where. Prints nothing.</summary>
internal sealed record LoginAttempt(string Login, string Passphrase, string Code, IPAddress? From = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(LoginAttempt);
}

/// <summary>Who came in, with their keys; the caller disposes it. Prints nothing.</summary>
internal sealed record LoggedIn(Guid Member, StaffCard Card, StaffKeys Keys) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();

    /// <inheritdoc/>
    public override string ToString() => nameof(LoggedIn);
}

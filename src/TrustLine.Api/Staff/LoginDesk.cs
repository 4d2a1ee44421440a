using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Vault.People;

namespace TrustLine.Api.Staff;

/// <summary>
/// Lets staff in with login name, passphrase and one-time code. The code is checked first and used up at once, so that the slow hash is
/// run only for who holds the second factor; every refusal sounds the same and leaves at one fixed time.
/// </summary>
internal sealed class LoginDesk(
    Database database, JournalWriter writer, LineKeys keys, PassphraseLanes lanes, RefusalTime refusals, LoginThrottle throttle, TimeProvider time)
{
    private const int LongestTyped = 1024;

    /// <summary>The person with their keys, or null when refused, which takes its fixed time. The browser is empty or known to the person found.</summary>
    public async Task<LoggedIn?> TryAsync(LoginAttempt attempt, Func<Guid, Guid> browserOf, CancellationToken cancellation = default)
    {
        var arrived = time.GetTimestamp();
        if (await JudgeAsync(attempt, browserOf, cancellation) is { } person) return person;
        await refusals.HoldAsync(arrived, cancellation);
        return null;
    }

    /// <summary>Whether this is the member's passphrase: asked again before admitting somebody.</summary>
    public async Task<bool> IsPassphraseAsync(Guid member, string typed)
    {
        // A session left open must not become a place for guessing: an allowance of its own, beside those of the browsers.
        if (typed.Length > LongestTyped || !throttle.Try(member, member)) return false;
        byte[] wrapped;
        using (var db = database.Read()) wrapped = db.Staff.Single(s => s.Id == member).Wrapped;
        using var opened = await UnwrapAsync(member, wrapped, typed, default);
        return opened is not null;
    }

    private async Task<LoggedIn?> JudgeAsync(LoginAttempt attempt, Func<Guid, Guid> browserOf, CancellationToken cancellation)
    {
        if (attempt.Login.Length > LongestTyped || attempt.Passphrase.Length > LongestTyped || attempt.Code.Length > LongestTyped) return null;
        var lookUp = LoginName.LookUp(LoginName.Normal(attempt.Login), keys.LoginPepper);
        StaffMember? member;
        using (var db = database.Read()) member = await db.Staff.SingleOrDefaultAsync(s => s.LoginLookup == lookUp && s.Active, cancellation);
        if (member is null) return null;

        var browser = browserOf(member.Id);
        if (!throttle.Try(member.Id, browser)) return null;
        var card = keys.Cards.Open(member.Card, CardJson.Default.StaffCard, member.Id);
        using var factor = Totp.From(card.TotpSecret);
        if (factor.Check(attempt.Code, time.GetUtcNow(), member.LastTotpStep) is not { } step || !await UseUpAsync(member.Id, step)) return null;

        try
        {
            if (await UnwrapAsync(member.Id, member.Wrapped, attempt.Passphrase, cancellation) is not { } own) return null;
            throttle.Forget(member.Id, browser);
            return new(member.Id, (Role)member.Role, card, own);
        }
        catch (LanesFullException)
        {
            return null;
        }
    }

    // In the one pen's order: of two requests with the same code only one finds it unused (RFC 6238, 5.2).
    private Task<bool> UseUpAsync(Guid member, long step) => writer.WriteAsync(act =>
    {
        var row = act.Db.Staff.Single(s => s.Id == member);
        if (row.LastTotpStep >= step) return false;
        row.TookStep(step);
        return true;
    });

    private async Task<StaffKeys?> UnwrapAsync(Guid member, byte[] wrapped, string typed, CancellationToken cancellation)
    {
        using var passphrase = Passphrase.Typed(typed);
        return await lanes.RunAsync(() => StaffKeys.Unwrap(passphrase, member, wrapped, keys.Server), cancellation);
    }
}

/// <summary>What was typed at the door. Prints nothing.</summary>
internal sealed record LoginAttempt(string Login, string Passphrase, string Code)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(LoginAttempt);
}

/// <summary>Who came in, with their keys; the caller disposes it. Prints nothing.</summary>
internal sealed record LoggedIn(Guid Member, Role Role, StaffCard Card, StaffKeys Keys) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();

    /// <inheritdoc/>
    public override string ToString() => nameof(LoggedIn);
}

using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;

namespace TrustLine.Api.Setup;

/// <summary>
/// Revoking as stolen: a person who still can takes new keys, a new passphrase and a new second factor. All their sessions end, the old halves open and sign nothing any
/// more, and their group begins a new generation. Whoever cannot come in any more is removed by a member, or comes back with an invitation.
/// </summary>
internal sealed class Rekeying(JournalWriter writer, LineKeys keys, LineState line, HashLanes lanes, RefusalTime refusals, PassphraseCost cost, TimeProvider time)
{
    /// <summary>Whether this person can take new keys now: a founder types the sheet back first.</summary>
    public bool IsPossible(StaffVisit visit) => visit.Group is not { } group || line.Group(group) is not null;

    /// <summary>Replaces the keys; the answer is the new ones, for a session of their own, which the caller disposes. Null when something has changed meanwhile.</summary>
    public async Task<StaffKeys?> ReplaceAsync(StaffVisit visit, NewSecrets secrets)
    {
        line.Changed();
        if (!IsPossible(visit)) return null;
        var (now, own) = (time.GetUtcNow(), StaffKeys.Fresh());
        using var passphrase = Passphrase.Typed(secrets.Passphrase);
        var wrapped = await lanes.Passphrases.RunAsync(() => refusals.Learn(() => own.Wrap(passphrase, cost, visit.Member, keys.Server)));
        using var factor = Totp.From(secrets.TotpSecret);
        var step = factor.Check(secrets.Code, now, null) ?? 0;
        var publicKeys = own.PublicKeys();
        var (opens, signs) = (publicKeys.Opens.ToBytes(), publicKeys.Signs.ToBytes());
        var rekey = visit.Group is { } group && line.Group(group) is { } state && state.Member(visit.Member) is not null
            ? GroupActs.Rekey(state, GroupAuthor.Of(visit.Member, visit.Keys), visit.Member, publicKeys, visit.Generations(), now)
            : null;

        var done = await writer.WriteAsync(act =>
        {
            Untouched.Insist(act.Db, Scope.Staff, visit.Member);
            if (rekey is not null)
            {
                if (!act.MayFollow(rekey.Statement.Group, rekey.Statement)) return false;
                act.Db.MemberSeals.Where(s => s.Holder == visit.Member).ExecuteDelete();
                act.Db.Add(rekey.Statement, rekey.Seals);
                act.Record(Scope.Group, SubjectState.GroupSubject((int)rekey.Statement.Group),
                    new Fact(FactKind.MemberRekeyed, now, visit.Member) { Group = (int)rekey.Statement.Group, Generation = rekey.Statement.Generation, About = visit.Member });
            }

            var row = act.Db.Staff.Single(s => s.Id == visit.Member);
            var card = keys.Cards.Open(row.Card, CardJson.Default.StaffCard, visit.Member) with { TotpSecret = secrets.TotpSecret, KeysHash = StaffCard.HashOf(opens, signs) };
            row.Rekey(keys.Cards.Seal(card, CardJson.Default.StaffCard, visit.Member), opens, signs, wrapped, step);
            act.Db.Sessions.Where(s => s.StaffId == visit.Member).ExecuteDelete();
            act.Record(Scope.Staff, visit.Member, new Fact(FactKind.KeysReplaced, now, visit.Member));
            return true;
        });
        line.Changed();
        if (done && rekey is not null && line.Group(rekey.Statement.Group) is { } renewed) line.Pin(renewed);
        if (done) return own;
        own.Dispose();
        return null;
    }
}

/// <summary>A new passphrase and second factor, as typed, with the words and the secret that the page drew. Prints nothing.</summary>
internal sealed record NewSecrets(string Passphrase, string Again, string Proposed, byte[] TotpSecret, string Code)
{
    /// <summary>What is wrong with them: the passphrase weak or not the same twice, the code not that of the new factor.</summary>
    public IEnumerable<JoinFault> Judge(IEnumerable<string> names, DateTimeOffset now)
    {
        foreach (var fault in JudgePassphrase(names)) yield return fault;
        using var factor = Totp.From(TotpSecret);
        if (factor.Check(Code, now, null) is null) yield return JoinFault.Code;
    }

    private IEnumerable<JoinFault> JudgePassphrase(IEnumerable<string> names)
    {
        if (Same(Passphrase, Proposed)) yield break; // The drawn words: typed rightly, and so written down.
        var weakness = Vault.People.Passphrase.Judge(Passphrase, names, out var passphrase);
        passphrase?.Dispose();
        if (weakness != PassphraseWeakness.None) yield return new JoinFault(JoinFaultKind.Passphrase, weakness);
        else if (!Same(Passphrase, Again)) yield return JoinFault.Again;
    }

    private static bool Same(string one, string other)
    {
        using var a = Vault.People.Passphrase.Typed(one);
        using var b = Vault.People.Passphrase.Typed(other);
        return string.Equals(a.Show(), b.Show(), StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(NewSecrets);
}

using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Reports;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Setup;

/// <summary>
/// Joining with an invitation: the person's keys are made here, wrapped under the passphrase and the server's seal. The first
/// member of a group founds it; a later one waits for admission by a member.
/// </summary>
internal sealed class JoiningDesk(Database database, JournalWriter writer, LineKeys keys, Invitations invitations, GroupDesk groups, HashLanes lanes, RefusalTime refusals, PassphraseCost cost, TimeProvider time)
{
    /// <summary>What is wrong with what was typed; nothing when it can be tried.</summary>
    public IReadOnlyList<JoinFault> Check(JoinRequest request, IEnumerable<string> organisationNames)
    {
        var faults = new List<JoinFault>();
        if (request.Name.Trim().Length is < 2 or > 120) faults.Add(JoinFault.Name);
        var login = LoginName.Normal(request.Login);
        if (!LoginName.IsGood(login)) faults.Add(JoinFault.Login);
        else if (IsTaken(login)) faults.Add(JoinFault.LoginTaken);
        if (!IsMail(request.Email)) faults.Add(JoinFault.Email);
        var names = request.Name.Split(' ').Append(request.Login).Concat(request.Email.Split('@', '.')).Concat(organisationNames);
        faults.AddRange(new NewSecrets(request.Passphrase, request.Again, request.Proposed, request.TotpSecret, request.Code).Judge(names, time.GetUtcNow()));
        return faults;
    }

    /// <summary>Joins. The answer has the person's keys, and the recovery sheet when a group was founded; null when the link was used meanwhile.</summary>
    public async Task<Joined?> JoinAsync(string token, JoinRequest request)
    {
        if (invitations.Find(token) is not { } invited) return null;
        var id = Draw.Id();
        var now = time.GetUtcNow();
        var own = StaffKeys.Fresh();
        using var passphrase = Passphrase.Typed(request.Passphrase);
        var wrapped = await lanes.Passphrases.RunAsync(() => refusals.Learn(() => own.Wrap(passphrase, cost, id, keys.Server)));
        var publicKeys = own.PublicKeys();
        var (opensWith, signsWith) = (publicKeys.Opens.ToBytes(), publicKeys.Signs.ToBytes());
        var card = new StaffCard
        {
            Role = invited.Role,
            KeysHash = StaffCard.HashOf(opensWith, signsWith),
            Name = request.Name.Trim(),
            Login = LoginName.Normal(request.Login),
            Email = request.Email.Trim(),
            Language = request.Language,
            TotpSecret = request.TotpSecret,
            Replaces = invited.Replaces,
        };
        var member = new StaffMember(id, LoginName.LookUp(card.Login, keys.LoginPepper), keys.Cards.Seal(card, CardJson.Default.StaffCard, id), opensWith, signsWith, wrapped);
        using (var factor = Totp.From(request.TotpSecret))
            if (factor.Check(request.Code, now, null) is { } step) member.TookStep(step);
        var founding = invited.Role.Group() is { } group ? groups.Prepare(group, id, own) : null;

        var joined = await writer.WriteAsync(act =>
        {
            if (invitations.Use(act.Db, token) is null || act.Db.Staff.Any(s => s.LoginLookup == member.LoginLookup)) return null;
            act.Db.Staff.Add(member);
            act.Record(Scope.Staff, id, new Fact(FactKind.StaffJoined, now, id));
            // Without a group there is nobody to admit them, and nothing that the lost keys open.
            if (founding is null && invited.Replaces is { } lost && act.Db.Staff.Any(s => s.Id == lost && s.Active))
                Farewell.Of(act, keys.Cards, lost, new Fact(FactKind.StaffReplaced, now, id) { About = id });
            var founds = founding is not null && groups.Found(act, founding, id, anew: false);
            // A founder who lost their keys before the group lived begins again; nothing was sealed to it yet.
            if (founding is not null && !founds && invited.Replaces is { } founder && groups.Found(act, founding, founder, anew: true))
            {
                founds = true;
                Farewell.Of(act, keys.Cards, founder, new Fact(FactKind.StaffReplaced, now, id) { About = id });
            }

            return new Joined(id, invited.Role, card, own, founds ? founding!.Sheet.Show() : null);
        });
        founding?.Sheet.Dispose();
        if (joined is null) own.Dispose();
        else groups.Changed();
        return joined;
    }

    private bool IsTaken(string login)
    {
        var lookUp = LoginName.LookUp(login, keys.LoginPepper);
        using var db = database.Read();
        return db.Staff.Any(s => s.LoginLookup == lookUp);
    }

    // Only what cannot be an address at all: the rules of RFC 5321 are for the mail server.
    private static bool IsMail(string email) =>
        email.Trim() is { Length: > 2 and <= 254 } mail && mail.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < mail.Length - 1 && !mail.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>');
}

/// <summary>What a newcomer typed, with the secret and the words that the page drew for them. Prints nothing.</summary>
internal sealed record JoinRequest
{
    public required string Name { get; init; }
    public required string Login { get; init; }
    public required string Email { get; init; }
    public required Language Language { get; init; }
    public required string Passphrase { get; init; }
    public required string Again { get; init; }
    public required string Proposed { get; init; }
    public required byte[] TotpSecret { get; init; }
    public required string Code { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(JoinRequest);
}

/// <summary>Who joined, with their keys; the sheet's four lines when they founded their group. Prints nothing.</summary>
internal sealed record Joined(Guid Member, Role Role, StaffCard Card, StaffKeys Keys, IReadOnlyList<string>? Sheet) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();

    /// <inheritdoc/>
    public override string ToString() => nameof(Joined);
}

/// <summary>What is wrong with a joining form.</summary>
internal enum JoinFaultKind { Name, Login, LoginTaken, Email, Passphrase, Again, Code }

/// <summary>One fault; a passphrase's says why it is weak.</summary>
internal sealed record JoinFault(JoinFaultKind Kind, PassphraseWeakness Weakness = PassphraseWeakness.None)
{
    public static JoinFault Name { get; } = new(JoinFaultKind.Name);
    public static JoinFault Login { get; } = new(JoinFaultKind.Login);
    public static JoinFault LoginTaken { get; } = new(JoinFaultKind.LoginTaken);
    public static JoinFault Email { get; } = new(JoinFaultKind.Email);
    public static JoinFault Again { get; } = new(JoinFaultKind.Again);
    public static JoinFault Code { get; } = new(JoinFaultKind.Code);
}

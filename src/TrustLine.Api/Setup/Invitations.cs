using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Setup;

/// <summary>One-time links by which people join. The token is 128 bits, shown once; only its hash is stored, for one day.</summary>
internal sealed class Invitations(Database database, JournalWriter writer, LineKeys keys, OfficeAddress address, TimeProvider time)
{
    /// <summary>How long a link may be used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan ShownExpired = TimeSpan.FromDays(7);
    private const int TokenLength = 16;

    /// <summary>Invites a person, or one who lost their keys back; the answer is the link, which is shown once and never again.</summary>
    public async Task<Uri> InviteAsync(Role role, string name, string email, Guid by, bool send, Guid? replaces = null)
    {
        var token = Draw.Bytes(TokenLength);
        var link = Link(token);
        var now = time.GetUtcNow();
        var card = new InvitationCard { Role = role, Name = name, Email = email, Replaces = replaces, Until = now + Longest };
        await writer.WriteAsync(act =>
        {
            Forget(act.Db, now);
            // One way back at a time: an earlier link for the same person is void.
            if (replaces is not null) foreach (var old in act.Db.Invitations.ToList().Where(i => Open(i).Replaces == replaces)) act.Db.Invitations.Remove(old);
            act.Db.Invitations.Add(Row(token, card));
            act.Record(Scope.Line, Guid.Empty, new Fact(FactKind.StaffInvited, now, by));
            if (send) act.Send(new Errand(ErrandKind.Invitation) { To = email, Link = link.ToString() }, now);
        });
        return link;
    }

    /// <summary>While there is no administrator (or even so): a new link for one, in place of any before it. Null when there is one.</summary>
    public Task<Uri?> ForFirstAdministratorAsync(bool evenSo = false)
    {
        var token = Draw.Bytes(TokenLength);
        var now = time.GetUtcNow();
        return writer.WriteAsync<Uri?>(act =>
        {
            if (!evenSo && act.Db.ActiveStaff(keys.Cards).Any(s => s.Card.Role == Role.Administrator)) return null;
            foreach (var old in act.Db.Invitations.ToList().Where(i => Open(i).Role == Role.Administrator)) act.Db.Invitations.Remove(old);
            var card = new InvitationCard { Role = Role.Administrator, Name = "", Until = now + Longest };
            act.Db.Invitations.Add(Row(token, card));
            return Link(token);
        });
    }

    /// <summary>The invitation behind a token; null when there is none, or its day is over.</summary>
    public InvitationCard? Find(string token)
    {
        if (HashOf(token) is not { } hash) return null;
        using var db = database.Read();
        return db.Invitations.SingleOrDefault(i => i.TokenHash == hash) is { } row && Open(row) is var card && card.Until > time.GetUtcNow() ? card : null;
    }

    /// <summary>Takes the invitation away inside the joining act; null when somebody has used it meanwhile.</summary>
    public InvitationCard? Use(JournalDb db, string token)
    {
        if (HashOf(token) is not { } hash || db.Invitations.SingleOrDefault(i => i.TokenHash == hash) is not { } row) return null;
        var card = Open(row);
        if (card.Until <= time.GetUtcNow()) return null;
        db.Invitations.Remove(row);
        return card;
    }

    /// <summary>The invitations that were not used, the expired ones of the last week too, each with the handle by which it can be taken away.</summary>
    public IReadOnlyList<(string Handle, InvitationCard Card, bool Expired)> All()
    {
        using var db = database.Read();
        var now = time.GetUtcNow();
        return [.. db.Invitations.ToList().Select(i => (Convert.ToHexStringLower(i.TokenHash), Card: Open(i))).Select(i => (i.Item1, i.Card, i.Card.Until <= now)).OrderBy(i => i.Card.Until)];
    }

    /// <summary>Those that can still be used.</summary>
    public IReadOnlyList<InvitationCard> Waiting() => [.. All().Where(i => !i.Expired).Select(i => i.Card)];

    /// <summary>Takes an invitation away: withdraws it, if it could still be used.</summary>
    public Task WithdrawAsync(string handle, Guid by) => writer.WriteAsync(act =>
    {
        foreach (var row in act.Db.Invitations.ToList().Where(i => Convert.ToHexStringLower(i.TokenHash) == handle))
        {
            if (Open(row).Until > time.GetUtcNow()) act.Record(Scope.Line, Guid.Empty, new Fact(FactKind.InvitationWithdrawn, time.GetUtcNow(), by));
            act.Db.Invitations.Remove(row);
        }
    });

    private void Forget(JournalDb db, DateTimeOffset now)
    {
        foreach (var old in db.Invitations.ToList().Where(i => Open(i).Until <= now - ShownExpired)) db.Invitations.Remove(old);
    }

    private Uri Link(byte[] token) => new(address.Base, "office/invitation/" + Base64Url.EncodeToString(token));

    private Invitation Row(byte[] token, InvitationCard card)
    {
        var hash = Hash(token);
        return new(hash, keys.Cards.Seal(card, CardJson.Default.InvitationCard, Owner(hash)));
    }

    private InvitationCard Open(Invitation row) => keys.Cards.Open(row.Card, CardJson.Default.InvitationCard, Owner(row.TokenHash));

    private static Guid Owner(byte[] tokenHash) => new(tokenHash.AsSpan(0, 16));

    private static byte[]? HashOf(string token) =>
        token.Length == 22 && Base64Url.IsValid(token, out var length) && length == TokenLength ? Hash(Base64Url.DecodeFromChars(token)) : null;

    private static byte[] Hash(byte[] token) => Digest.Sha256([.. "trustline/invitation/v1"u8, .. token]);
}

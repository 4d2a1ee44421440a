using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Staff;

/// <summary>One signed-in person during one request: who they are, their own keys, and the group keys that these open. Prints nothing.</summary>
internal sealed class StaffVisit(Guid member, StaffCard card, StaffKeys keys, SeatCookie seat, Language language, Database database, ServerSeal server) : IDisposable
{
    private readonly Dictionary<int, AgreementPair?> pairs = [];

    public Guid Member => member;
    public Role Role => card.Role;
    public StaffCard Card => card;

    /// <summary>The person's own private halves, opened from the session.</summary>
    public StaffKeys Keys => keys;

    public SeatCookie Seat => seat;

    /// <summary>When passphrase and one-time code were last given again in this session.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The language of this session's pages.</summary>
    public Language Language => language;

    /// <summary>The role's group; null for those who open nothing.</summary>
    public Group? Group => card.Role.Group();

    /// <summary>The group's private half of a generation, or null when it was not sealed to this person.</summary>
    public AgreementPair? Generation(int number)
    {
        if (Group is not { } group) return null;
        if (pairs.TryGetValue(number, out var known)) return known;
        using var db = database.Read();
        var row = db.MemberSeals.SingleOrDefault(s => s.Group == (int)group && s.Generation == number && s.Holder == member);
        return pairs[number] = row is null ? null : GroupActs.Open(new GroupKeySeal(group, number, member, row.Bytes), member, keys);
    }

    /// <summary>Every generation that was sealed to this person.</summary>
    public IReadOnlyList<(int Generation, AgreementPair Pair)> Generations()
    {
        if (Group is not { } group) return [];
        using var db = database.Read();
        var numbers = db.MemberSeals.Where(s => s.Group == (int)group && s.Holder == member).Select(s => s.Generation).ToList();
        return [.. numbers.Select(n => (n, Generation(n)!))];
    }

    /// <summary>The key behind a seal of this person's group; null when it does not open (an empty slot, a generation never given).</summary>
    public SecretKey? OpenSlot(SealRow row)
    {
        if (Generation(row.Generation) is not { } pair) return null;
        try
        {
            return Slot.Open(row.Slot, row.SubjectId, pair, server);
        }
        catch (WrongKeyException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pair in pairs.Values) pair?.Dispose();
        keys.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(StaffVisit);
}

/// <summary>Who makes this request.</summary>
internal static class VisitOfRequest
{
    /// <summary>The signed-in person; only behind the office's door.</summary>
    public static StaffVisit Visit(this HttpContext context) => context.Features.Get<StaffVisit>() ?? throw new InvalidOperationException("Nobody is signed in.");
}

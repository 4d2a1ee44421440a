using TrustLine.Api.Journal;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Intake;

/// <summary>
/// Whether the line is alive: four groups, each with a chain of statements that leads from the pinned first member to the key that
/// is sealed to. A key that somebody put into the database does not pass; then nothing is taken in.
/// </summary>
internal sealed class LineState(Database database, LineOptions options, TimeProvider time, ILogger<LineState> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Lock turn = new();
    private Verified? last;

    /// <summary>What intake seals to; null closes it.</summary>
    public SealingKeys? SealingKeys => Current.Keys;

    /// <summary>The verified state of a group; null when it does not exist or is not believed.</summary>
    public GroupState? Group(Group group) => Current.Groups.GetValueOrDefault(group)?.State;

    /// <summary>Why a group is not believed; none when it is.</summary>
    public ChainFailure Failure(Group group) => Current.Groups.GetValueOrDefault(group)?.Failure ?? ChainFailure.Empty;

    /// <summary>Where the pins lie: beside the key file, outside database and data folder.</summary>
    public string PinsPath => options.KeyFilePath + ".pins";

    /// <summary>Writes down what was compared on paper, or how far a chain has come; only after the rows are durable.</summary>
    public void Pin(GroupState state)
    {
        lock (turn)
        {
            var pins = GroupPins.Load(PinsPath).Where(p => p.Key != state.Current.Group).Select(p => p.Value);
            GroupPins.Save(PinsPath, [.. pins, state.ToPin()]);
            last = null;
        }
    }

    /// <summary>Forgets what was verified: statements have changed.</summary>
    public void Changed()
    {
        lock (turn) last = null;
    }

    private Verified Current
    {
        get
        {
            lock (turn)
            {
                var now = time.GetUtcNow();
                if (last is { } known && now - known.At is var age && age >= TimeSpan.Zero && age < Fresh) return known;
                var verified = Verify(now);
                if (verified.Keys is null != last?.Keys is null || last is null)
                {
                    if (verified.Keys is not null) Log.LineOpen(log);
                    else Log.LineClosed(log, string.Join(", ", verified.Groups.Select(g => $"{g.Key}: {g.Value.Failure}")));
                }

                return last = verified;
            }
        }
    }

    private Verified Verify(DateTimeOffset now)
    {
        using var db = database.Read();
        var rows = db.GroupStatements.OrderBy(s => s.Ordinal).ToLookup(s => (Group)s.Group);
        IReadOnlyDictionary<Group, GroupPin> pins;
        try
        {
            pins = GroupPins.Load(PinsPath);
        }
        catch (PinsDamagedException)
        {
            pins = new Dictionary<Group, GroupPin>();
        }

        var groups = Enum.GetValues<Group>().ToDictionary(group => group, group => Believe(group, rows[group], pins.GetValueOrDefault(group)));
        var keys = groups.Values.All(g => g.State is not null) ? new SealingKeys(groups.Values.Select(g => g.State!.Current)) : null;
        return new(now, groups, keys);
    }

    private static ChainVerdict Believe(Group group, IEnumerable<Journal.GroupStatement> rows, GroupPin? pin)
    {
        try
        {
            return GroupChain.Verify(group, [.. rows.Select(r => Vault.Groups.GroupStatement.Parse(r.Bytes))], pin);
        }
        catch (Vault.Envelopes.EnvelopeDamagedException)
        {
            return new(null, ChainFailure.Inconsistent, 0);
        }
    }

    private sealed record Verified(DateTimeOffset At, IReadOnlyDictionary<Group, ChainVerdict> Groups, SealingKeys? Keys);
}

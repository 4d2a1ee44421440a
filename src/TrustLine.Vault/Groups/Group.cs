using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Groups;

/// <summary>The four groups to which things are sealed (design 3).</summary>
public enum Group
{
    /// <summary>Compliance officers: masked narrative and files; half b of an identity.</summary>
    Officers = 1,

    /// <summary>The director and deputies: the same content, decisions.</summary>
    Directors = 2,

    /// <summary>The superior body's person, in place of whoever is accused.</summary>
    Oversight = 3,

    /// <summary>Who agree to or refuse an opening: half a of an identity, and nothing to read.</summary>
    Custodians = 4,
}

/// <summary>One generation of a group: the key to which is sealed until a member leaves.</summary>
public sealed record GroupGeneration(Group Group, int Number, AgreementPublicKey PublicKey);

/// <summary>A generation's private half, sealed to one member or, when the member is null, to the recovery key.</summary>
public sealed record GroupKeySeal(Group Group, int Generation, Guid? Member, byte[] Bytes);

/// <summary>The current generations of all four groups: what write-only intake needs, and all it has.</summary>
public sealed class SealingKeys
{
    private readonly Dictionary<Group, GroupGeneration> current;

    /// <summary>All four groups, each once; anything else is an <see cref="ArgumentException"/>: intake does not open with a group missing.</summary>
    public SealingKeys(IEnumerable<GroupGeneration> generations)
    {
        current = generations.ToDictionary(g => g.Group);
        if (Enum.GetValues<Group>().Any(group => !current.ContainsKey(group)))
            throw new ArgumentException("All four groups must have a key.", nameof(generations));
    }

    /// <summary>The current generation of one group.</summary>
    public GroupGeneration this[Group group] => current[group];
}

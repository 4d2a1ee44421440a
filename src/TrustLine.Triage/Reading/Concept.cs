using System.Collections.Concurrent;

namespace TrustLine.Triage.Reading;

/// <summary>Something that a text may speak of ("corrupt.bribe", "fact.sum"), said, denied or only supposed: one object for each, so that nothing is compared by its letters while reading.</summary>
internal sealed class Concept
{
    /// <summary>What is denied: "никто не просил денег".</summary>
    public const string IsDenied = "~no";

    /// <summary>What a question or supposition speaks of: "если бы он взял".</summary>
    public const string IsSupposed = "~if";

    private static readonly ConcurrentDictionary<string, Concept> Known = new(StringComparer.Ordinal);
    private static int last = -1;
    private Concept? denied;
    private Concept? supposed;

    private Concept(string name)
    {
        Name = name;
        Plain = name.IndexOf('~', StringComparison.Ordinal) is >= 0 and var scope ? name[..scope] : name;
        Key = FeatureKey.Of(name);
        IsScope = name.StartsWith("scope.", StringComparison.Ordinal);
        Number = Interlocked.Increment(ref last);
    }

    public string Name { get; }

    /// <summary>The name without its scope: the key of the reason.</summary>
    public string Plain { get; }

    /// <summary>See <see cref="FeatureKey"/>.</summary>
    public ulong Key { get; }

    /// <summary>Which one it is of this run of the program; means nothing else.</summary>
    public int Number { get; }

    /// <summary>A word that denies or supposes what stands beside it.</summary>
    public bool IsScope { get; }

    public Concept Denied => denied ??= Of(Plain + IsDenied);

    public Concept Supposed => supposed ??= Of(Plain + IsSupposed);

    public static Concept Of(string name) => Known.TryGetValue(name, out var known) ? known : Known.GetOrAdd(name, new Concept(name));

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

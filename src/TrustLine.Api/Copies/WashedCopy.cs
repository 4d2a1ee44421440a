using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>A copy of a file without what was hidden in it: bytes, media type, ending of its name, and what could not come along. Prints nothing.</summary>
internal sealed record WashedCopy(byte[] Bytes, string MediaType, string Ending, LeftOut LeftOut = LeftOut.None)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(WashedCopy);
}

/// <summary>There will be no copy: why.</summary>
internal sealed class UnwashableException(Washing why) : Exception("A file cannot be washed: " + why)
{
    public Washing Why => why;

    /// <summary>The file is not what its kind must be.</summary>
    public static UnwashableException Broken { get => new(Washing.Failed); }
}

/// <summary>What one file may ask of the machine.</summary>
internal static class WashBounds
{
    /// <summary>The largest file that is washed, in bytes; a larger one is kept as it is and marked.</summary>
    public const int LargestFile = 32 << 20;

    /// <summary>The largest copy.</summary>
    public const int LargestCopy = 64 << 20;

    /// <summary>The most points of a picture.</summary>
    public const long MostPoints = 100_000_000;

    /// <summary>The most bytes that a picture's rows or a document's parts may unfold to.</summary>
    public const long MostUnfolded = 512L << 20;

    /// <summary>The most memory of the child, in bytes.</summary>
    public const long MostMemory = 1L << 30;

    /// <summary>How long one file may take.</summary>
    public static readonly TimeSpan LongestWash = TimeSpan.FromSeconds(20);

    /// <summary>How long a file waits for its turn.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
}

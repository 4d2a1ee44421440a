namespace TrustLine.Vault.Envelopes;

/// <summary>An alarm: the bytes are not those that were stored. Somebody or something changed them.</summary>
public sealed class EnvelopeDamagedException() : Exception("A sealed object does not have the hash or the form that was recorded for it.");

/// <summary>An answer: the bytes are whole, and this key, label or owner does not open them.</summary>
public sealed class WrongKeyException() : Exception("A sealed object does not open with this key.");

/// <summary>What should be sealed does not fit its envelope. Carries sizes in bytes only, never content.</summary>
public sealed class ContentTooLargeException(long length, long capacity) : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The content has {length} bytes or more; there is room for {capacity}."))
{
    /// <summary>How many bytes came.</summary>
    public long Length { get; } = length;

    /// <summary>How many bytes fit.</summary>
    public long Capacity { get; } = capacity;
}

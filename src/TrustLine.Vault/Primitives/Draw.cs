using System.Security.Cryptography;

namespace TrustLine.Vault.Primitives;

/// <summary>Drawing lots: every random id and secret of the system comes from the machine's own generator, through here.</summary>
public static class Draw
{
    /// <summary>Fresh random bytes.</summary>
    public static byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    /// <summary>A random id of 128 bits; it says nothing about when it was drawn.</summary>
    public static Guid Id() => new(RandomNumberGenerator.GetBytes(16), bigEndian: true);

    /// <summary>A uniform whole number from zero up to, and without, the limit.</summary>
    public static int Below(int limit) => RandomNumberGenerator.GetInt32(limit);

    /// <summary>Shuffles in place, every order equally likely.</summary>
    public static void Shuffle<T>(Span<T> items) => RandomNumberGenerator.Shuffle(items);
}

using System.Buffers.Binary;
using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Journal;

/// <summary>A hash over values in order, each with its kind and length, so that no two different lists of values give one hash.</summary>
internal sealed class Transcript : IDisposable
{
    private readonly RunningDigest digest = new();

    public Transcript(string label) => Add(label);

    /// <summary>The state of what does not exist.</summary>
    public static byte[] Empty { get; } = new Transcript("trustline/state/empty/v1").Hash();

    public Transcript Add(ReadOnlySpan<byte> value, byte kind = 1)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], value.Length);
        digest.Add(head);
        digest.Add(value);
        return this;
    }

    public Transcript Add(byte[]? value) => value is null ? Add([], kind: 0) : Add(value.AsSpan());

    public Transcript Add(string value) => Add(Encoding.UTF8.GetBytes(value), kind: 2);

    public Transcript Add(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Add(bytes, kind: 3);
    }

    public Transcript Add(bool value) => Add(value ? 1L : 0L);

    public Transcript Add(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(bytes, kind: 4);
    }

    public Transcript Add(DateOnly? value) => Add(value is { } day ? day.DayNumber : -1L);

    /// <summary>The hash of all that was added; the transcript is over.</summary>
    public byte[] Hash()
    {
        using (this) return digest.Finish();
    }

    public void Dispose() => digest.Dispose();
}

using System.Buffers.Binary;

namespace TrustLine.Api.Journal;

/// <summary>Where the words of an entry stand after they were rewritten: an entry is never edited, so they are a part of the report under an id made of the entry's place.</summary>
internal static class RewrittenWords
{
    private const int Free = sizeof(long);

    /// <summary>The id of that part.</summary>
    public static Guid Subject(long position)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        BinaryPrimitives.WriteInt64BigEndian(id[Free..], position);
        return new(id, bigEndian: true);
    }

    /// <summary>Whether an id is one of these: drawn ids never begin with so many zeros.</summary>
    public static bool Are(Guid subject) => subject.ToByteArray(bigEndian: true).AsSpan(0, Free).IndexOfAnyExcept((byte)0) < 0;
}

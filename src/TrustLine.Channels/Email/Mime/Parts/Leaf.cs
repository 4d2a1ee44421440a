using System.Buffers;

namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>The body of one part while it comes: words are kept up to a bound, files go to the sink, and so does a text beyond the bound.</summary>
internal sealed class Leaf(PartHead told, TransferDecoder decoder, int? room, Gathering gathering)
{
    private const int FlushAt = 32 << 10;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private Stream? stream;
    private byte[]? kept;
    private long gone;

    /// <summary>What is known of it; numbered once it goes to the sink.</summary>
    internal PartHead Head { get; private set; } = told;

    /// <summary>What was noticed of it.</summary>
    internal SortedSet<Remark> Remarks { get; } = [];

    /// <summary>It is a text that is kept in memory, whole or its beginning.</summary>
    internal bool Keeps => room is not null;

    /// <summary>It went to the sink, whole.</summary>
    internal bool Sunk => stream is not null;

    /// <summary>Length in bytes, decoded.</summary>
    internal long Length => gone + (kept is null ? buffer.WrittenCount : 0);

    /// <summary>The bytes kept of a text.</summary>
    internal ReadOnlyMemory<byte> Kept => kept ?? buffer.WrittenMemory;

    /// <summary>The next bytes as they stand in the mail. True when <see cref="FlushAsync"/> is due.</summary>
    internal bool Push(ReadOnlySpan<byte> bytes)
    {
        decoder.Push(bytes, buffer);
        return kept is not null || room is null ? buffer.WrittenCount >= FlushAt : buffer.WrittenCount > room;
    }

    /// <summary>Hands what is gathered to the sink; of a text that is too long the beginning stays.</summary>
    internal async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (stream is null)
        {
            Head = gathering.Number(Head);
            stream = await gathering.Sink(Head, cancellation);
        }

        if (room is not null && kept is null)
        {
            kept = buffer.WrittenSpan[..Math.Min(buffer.WrittenCount, room.Value)].ToArray();
            Remarks.Add(Remark.TextCut);
        }

        await stream.WriteAsync(buffer.WrittenMemory, cancellation);
        gone += buffer.WrittenCount;
        buffer.ResetWrittenCount();
    }

    /// <summary>The part is at its end: a file is handed over whole, a text stays here.</summary>
    internal async ValueTask EndAsync(CancellationToken cancellation)
    {
        decoder.End(buffer);
        if (decoder.Broken) Remarks.Add(Remark.EncodingBroken);
        if (room is not null && kept is null && buffer.WrittenCount <= room) return;
        await FlushAsync(cancellation);
        await stream!.DisposeAsync();
    }
}

using System.Buffers;

namespace TrustLine.Channels.Email.Mime;

/// <summary>Lines of a mail as they come, from one fixed buffer. A line longer than the buffer comes in pieces. A lone CR is content, unless the mail knows no other line end.</summary>
internal sealed class LineReader(Stream from) : IDisposable
{
    private const int Size = 64 << 10;
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int start, end, scanned, length, ending;
    private bool ended, begun;
    private byte last = (byte)'\n';

    /// <summary>The line, or a piece of it, without its end.</summary>
    internal ReadOnlySpan<byte> Content => buffer.AsSpan(start, length);

    /// <summary>The end of the line as it was; empty at the end of a piece and of the mail.</summary>
    internal ReadOnlySpan<byte> Ending => buffer.AsSpan(start + length, ending);

    /// <summary>This piece goes on the line before it.</summary>
    internal bool Continues { get; private set; }

    /// <summary>Bytes read so far.</summary>
    internal long Total { get; private set; }

    /// <summary>The next line or piece; false at the end.</summary>
    internal async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        Continues = begun && ending == 0;
        start += length + ending;
        scanned = start;
        (length, ending) = (0, 0);
        if (!begun) await BeginAsync(cancellation);
        while (true)
        {
            var at = buffer.AsSpan(scanned, end - scanned).IndexOf(last);
            if (at >= 0)
            {
                var stop = scanned + at;
                ending = last == '\n' && stop > start && buffer[stop - 1] == '\r' ? 2 : 1;
                length = stop + 1 - ending - start;
                return true;
            }

            scanned = end;
            if (!ended && end - start < Size)
            {
                await FillAsync(cancellation);
                continue;
            }

            // The end of the mail, or a line longer than the buffer; a CR at the edge may belong to its line end.
            length = end - start;
            if (!ended && length > 0 && buffer[end - 1] == '\r') length--;
            return length > 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);

    private async ValueTask BeginAsync(CancellationToken cancellation)
    {
        begun = true;
        while (!ended && end < Size && buffer.AsSpan(scanned, end - scanned).IndexOf(last) < 0)
        {
            scanned = end;
            await FillAsync(cancellation);
        }

        scanned = 0;
        if (buffer.AsSpan(0, end).IndexOf((byte)'\n') < 0 && buffer.AsSpan(0, end).IndexOf((byte)'\r') is >= 0 and var first && first < end - 1) last = (byte)'\r';
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (scanned, end, start) = (scanned - start, end - start, 0);
        }

        var got = await from.ReadAsync(buffer.AsMemory(end, Size - end), cancellation);
        if (got == 0) ended = true;
        end += got;
        Total += got;
    }
}

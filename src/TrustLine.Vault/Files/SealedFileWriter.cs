using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Files;

/// <summary>Seals a stream into a file, segment by segment: 128 KiB of memory whatever the size, nothing in clear on disk.</summary>
public static class SealedFileWriter
{
    /// <summary>No file is larger: 64 GiB.</summary>
    public const long LargestFile = 64L * 1024 * 1024 * 1024;

    /// <summary>What a file of this length takes on disk, with padding and tags.</summary>
    public static long SizeOnDisk(long length) => Segments.OnDisk(length);

    /// <summary>
    /// Reads the stream to its end and returns once file and folder are on the disk. More than the limit: <see cref="ContentTooLargeException"/>;
    /// whatever fails, no file stays.
    /// </summary>
    public static async Task<SealedFile> WriteAsync(Stream content, string path, Guid file, SecretKey key, long limit, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestFile);
        var draft = path + ".new";
        try
        {
            SealedFile result;
            await using (var output = Durable.Create(draft))
            {
                using var assembly = new Assembly(output, key, file);
                await assembly.BeginAsync(ct);
                result = await CopyAsync(content, assembly, limit, ct);
                output.Flush(flushToDisk: true);
            }
            Durable.Rename(draft, path, replace: false);
            return result;
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static async Task<SealedFile> CopyAsync(Stream content, Assembly assembly, long limit, CancellationToken ct)
    {
        // One segment waits until the next one shows whether it was the end.
        var (waiting, next) = (new byte[Segments.PlainLength], new byte[Segments.PlainLength]);
        try
        {
            var (number, length) = (0L, 0L);
            var have = await content.ReadAtLeastAsync(waiting, waiting.Length, throwOnEndOfStream: false, ct);
            while (true)
            {
                length += have;
                if (length > limit)
                    throw new ContentTooLargeException(length, limit);
                var more = have < waiting.Length ? 0 : await content.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, ct);
                if (more == 0)
                    return await assembly.EndAsync(number, waiting.AsMemory(0, have), length, ct);
                await assembly.AddAsync(number++, waiting, waiting.Length, ct);
                (waiting, next, have) = (next, waiting, more);
            }
        }
        finally
        {
            Digest.Wipe(waiting);
            Digest.Wipe(next);
        }
    }
}

/// <summary>A sealed file while it is written: both hashes run along; the end adds the padding and the last flag.</summary>
internal sealed class Assembly(Stream output, SecretKey key, Guid file) : IDisposable
{
    private readonly Segments segments = new(key, file);
    private readonly RunningDigest plainHash = new();
    private readonly RunningDigest sealedHash = new();
    private long written;

    internal Task BeginAsync(CancellationToken ct) => WriteAsync(Format.Header.ToArray(), ct);

    /// <summary>Seals a full segment that is not the last.</summary>
    internal Task AddAsync(long number, ReadOnlyMemory<byte> plain, int contentLength, CancellationToken ct)
    {
        plainHash.Add(plain.Span[..contentLength]);
        return WriteAsync(segments.Seal(number, last: false, plain.Span), ct);
    }

    /// <summary>Takes a segment that a piece already sealed, after opening it.</summary>
    internal Task AddSealedAsync(ReadOnlyMemory<byte> sealedSegment, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        plainHash.Add(content.Span);
        return WriteAsync(sealedSegment, ct);
    }

    internal bool TryOpen(long number, bool last, ReadOnlySpan<byte> sealedSegment, Span<byte> plain) => segments.TryOpen(number, last, sealedSegment, plain);

    /// <summary>Seals what content is left, the zeros, and the last flag.</summary>
    internal async Task<SealedFile> EndAsync(long number, ReadOnlyMemory<byte> rest, long length, CancellationToken ct)
    {
        var padded = Segments.Padded(length);
        var plain = new byte[Segments.PlainLength];
        rest.CopyTo(plain);
        plainHash.Add(rest.Span);
        for (; number * Segments.PlainLength < padded; number++)
        {
            var size = Segments.LengthOf(number, padded);
            await WriteAsync(segments.Seal(number, last: number * Segments.PlainLength + size == padded, plain.AsSpan(0, size)), ct);
            Digest.Wipe(plain);
        }
        return new(length, plainHash.Finish(), written, sealedHash.Finish());
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        sealedHash.Add(bytes.Span);
        written += bytes.Length;
        await output.WriteAsync(bytes, ct);
    }

    public void Dispose()
    {
        segments.Dispose();
        plainHash.Dispose();
        sealedHash.Dispose();
    }
}

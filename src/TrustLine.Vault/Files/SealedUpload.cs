using System.Globalization;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Files;

/// <summary>
/// A file that comes in numbered pieces of 4 MiB: doubled, out of order, cut off and sent again. Each whole piece is a small sealed
/// file in a folder of the upload; a piece that comes again is sealed anew and takes its place. Finishing checks every segment and
/// copies sealed bytes; nothing is sealed a second time and nothing is in clear on disk.
/// </summary>
public sealed class SealedUpload
{
    /// <summary>Length of every piece but the last, in bytes: a whole number of segments.</summary>
    public const int PieceLength = 64 * Segments.PlainLength;

    private const string PieceEnding = ".piece";

    private readonly string folder;
    private readonly Guid file;
    private readonly SecretKey key;
    private readonly long length;

    /// <summary>An upload of a known length in a folder of its own, which may hold pieces from before a restart.</summary>
    public SealedUpload(string folder, Guid file, SecretKey key, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, SealedFileWriter.LargestFile);
        (this.folder, this.file, this.key, this.length) = (folder, file, key, length);
    }

    /// <summary>How many pieces make the file.</summary>
    public int PieceCount => (int)((length + PieceLength - 1) / PieceLength);

    /// <summary>
    /// Takes one piece and returns once it is on the disk. Shorter or longer than it must be, or no such number:
    /// <see cref="PieceRefusedException"/>, and what was there before stays.
    /// </summary>
    public async Task ReceiveAsync(int number, Stream content, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (number < 0 || number >= PieceCount)
            throw new PieceRefusedException(PieceFault.NoSuchPiece);
        Directory.CreateDirectory(folder);
        // Two deliveries of one piece at the same time write two drafts; the later rename wins whole.
        var draft = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.{Draw.Id():N}.new"));
        try
        {
            await using (var output = Durable.Create(draft))
            {
                await SealAsync(number, content, output, ct);
                output.Flush(flushToDisk: true);
            }
            Durable.Rename(draft, PathOf(number), replace: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>The numbers of the pieces that have not come yet.</summary>
    public IReadOnlyList<int> Missing() => [.. Enumerable.Range(0, PieceCount).Where(n => !File.Exists(PathOf(n)))];

    /// <summary>
    /// Puts the pieces together at the path, checks each segment on the way, and returns once it is on the disk. Pieces that are missing or
    /// damaged: <see cref="UploadIncompleteException"/> with their numbers; they are to be sent again. Until <see cref="Discard"/> it may be repeated.
    /// </summary>
    public async Task<SealedFile> FinishAsync(string path, CancellationToken ct = default)
    {
        if (Missing() is { Count: > 0 } missing)
            throw new UploadIncompleteException(missing);
        var draft = path + ".new";
        try
        {
            File.Delete(draft);
            SealedFile result;
            await using (var output = Durable.Create(draft))
            {
                using var assembly = new Assembly(output, key, file);
                await assembly.BeginAsync(ct);
                for (var number = 0; number < PieceCount; number++)
                    await AppendAsync(number, assembly, ct);
                var done = (length + Segments.PlainLength - 1) / Segments.PlainLength;
                result = await assembly.EndAsync(done, default, length, ct);
                output.Flush(flushToDisk: true);
            }
            Durable.Rename(draft, path, replace: true);
            return result;
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Removes the folder with all its pieces: after the finished file was recorded, or when the upload is given up.</summary>
    public void Discard()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private async Task SealAsync(int number, Stream content, FileStream output, CancellationToken ct)
    {
        using var segments = new Segments(key, file);
        var plain = new byte[Segments.PlainLength];
        try
        {
            foreach (var (segment, contentLength, size, last) in SegmentsOf(number))
            {
                Digest.Wipe(plain);
                if (await content.ReadAtLeastAsync(plain.AsMemory(0, contentLength), contentLength, throwOnEndOfStream: false, ct) < contentLength)
                    throw new PieceRefusedException(PieceFault.CutOff);
                await output.WriteAsync(segments.Seal(segment, last, plain.AsSpan(0, size)), ct);
            }
            if (await content.ReadAsync(plain.AsMemory(0, 1), ct) != 0)
                throw new PieceRefusedException(PieceFault.TooLong);
        }
        finally
        {
            Digest.Wipe(plain);
        }
    }

    private async Task AppendAsync(int number, Assembly assembly, CancellationToken ct)
    {
        var sealedBytes = new byte[Segments.SealedLength];
        var plain = new byte[Segments.PlainLength];
        try
        {
            await using var piece = new FileStream(PathOf(number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Segments.SealedLength, useAsync: true);
            foreach (var (segment, contentLength, size, last) in SegmentsOf(number))
            {
                var part = sealedBytes.AsMemory(0, size + Aead.Overhead);
                if (await piece.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, ct) < part.Length || !assembly.TryOpen(segment, last, part.Span, plain))
                {
                    File.Delete(PathOf(number));
                    throw new UploadIncompleteException([number]);
                }
                await assembly.AddSealedAsync(part, plain.AsMemory(0, contentLength), ct);
            }
        }
        finally
        {
            Digest.Wipe(plain);
        }
    }

    // Which segments a piece holds: number, bytes of content, bytes with padding, and whether it is the file's last.
    private IEnumerable<(long Segment, int Content, int Size, bool Last)> SegmentsOf(int number)
    {
        var padded = Segments.Padded(length);
        var end = Math.Min(length, (number + 1L) * PieceLength);
        for (var at = (long)number * PieceLength; at < end; at += Segments.PlainLength)
        {
            var segment = at / Segments.PlainLength;
            var size = Segments.LengthOf(segment, padded);
            yield return (segment, (int)Math.Min(size, end - at), size, at + size == padded);
        }
    }

    private string PathOf(int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture) + PieceEnding);
}

/// <summary>Why a piece is not taken.</summary>
public enum PieceFault
{
    /// <summary>The file has no piece with this number.</summary>
    NoSuchPiece,

    /// <summary>The piece ended before its length: the line broke.</summary>
    CutOff,

    /// <summary>The piece is longer than it may be.</summary>
    TooLong,
}

/// <summary>A piece is not taken; it may be sent again.</summary>
public sealed class PieceRefusedException(PieceFault fault) : Exception($"A piece of an upload was refused: {fault}.")
{
    /// <summary>Why.</summary>
    public PieceFault Fault { get; } = fault;
}

/// <summary>An upload cannot be finished yet.</summary>
public sealed class UploadIncompleteException(IReadOnlyList<int> missing) : Exception("Pieces of an upload are missing.")
{
    /// <summary>The numbers to send.</summary>
    public IReadOnlyList<int> Missing { get; } = missing;
}

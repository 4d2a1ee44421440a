using TrustLine.Api.Copies;
using TrustLine.Api.Journal;
using TrustLine.Channels;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Intake;

/// <summary>
/// Where files lie, sealed: <c>files/</c> for whole ones and their washed copies, <c>uploads/</c> for pieces on their way. Nothing of them is ever in clear on disk.
/// </summary>
internal sealed class ReceivedFiles
{
    private readonly string files;
    private readonly string uploads;
    private readonly long largest;
    private readonly Washer washer;

    public ReceivedFiles(LineOptions options, Washer washer)
    {
        this.washer = washer;
        files = Path.Combine(options.DataDir, "files");
        uploads = Path.Combine(options.DataDir, "uploads");
        largest = options.LargestFile;
        Database.CreateFolder(files);
        Database.CreateFolder(uploads);
    }

    /// <summary>The largest file taken, in bytes.</summary>
    public long Largest => largest;

    /// <summary>Seals a stream to its end and has it washed; returns when both are on disk. <see cref="ContentTooLargeException"/> beyond the limit; then nothing stays.</summary>
    public async Task<ArrivedFile> ReceiveAsync(Stream content, string name, string mediaType, CancellationToken cancellation)
    {
        var id = Draw.Id();
        using var key = SecretKey.Fresh();
        var result = await SealedFileWriter.WriteAsync(content, PathOf(id), id, key, largest, cancellation);
        return await WashedAsync(Arrived(id, key, name, mediaType, result), cancellation);
    }

    /// <summary>Begins an upload in pieces; its state belongs into the sealed draft.</summary>
    public StartedUpload Begin(string name, string mediaType, long length)
    {
        if (length < 0 || length > largest) throw new ContentTooLargeException(length, largest);
        using var key = SecretKey.Fresh();
        return new() { Id = Draw.Id(), Key = key.Export(), Name = name, MediaType = mediaType, Length = length };
    }

    /// <summary>Takes one piece; returns when it is on disk. <see cref="PieceRefusedException"/> when it is not what it must be.</summary>
    public async Task PieceAsync(StartedUpload upload, int number, Stream content, CancellationToken cancellation)
    {
        using var key = SecretKey.From(upload.Key);
        await Upload(upload, key).ReceiveAsync(number, content, cancellation);
    }

    /// <summary>The pieces that have not come.</summary>
    public IReadOnlyList<int> Missing(StartedUpload upload)
    {
        using var key = SecretKey.From(upload.Key);
        return Upload(upload, key).Missing();
    }

    /// <summary>Puts the pieces together and has the file washed; <see cref="UploadIncompleteException"/> names those that must be sent (again).</summary>
    public async Task<ArrivedFile> FinishAsync(StartedUpload upload, CancellationToken cancellation)
    {
        using var key = SecretKey.From(upload.Key);
        var result = await Upload(upload, key).FinishAsync(PathOf(upload.Id), cancellation);
        return await WashedAsync(Arrived(upload.Id, key, upload.Name, upload.MediaType, result), cancellation);
    }

    /// <summary>Throws the pieces away: the whole file was recorded, or the upload was given up.</summary>
    public void Discard(StartedUpload upload)
    {
        using var key = SecretKey.From(upload.Key);
        Upload(upload, key).Discard();
    }

    /// <summary>Copies a file's content out, every segment checked before it goes.</summary>
    public async Task CopyAsync(FileEntry entry, Stream destination, CancellationToken cancellation)
    {
        await using var stream = new FileStream(PathOf(entry.File), FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await SealedFileReader.CopyAsync(stream, entry, destination, cancellation);
    }

    /// <summary>Whole files last written before the moment.</summary>
    public IReadOnlyList<Guid> OlderThan(DateTimeOffset moment) =>
        [.. new DirectoryInfo(files).EnumerateFiles().Where(f => f.LastWriteTimeUtc < moment.UtcDateTime).Select(f => Guid.TryParse(Path.GetFileNameWithoutExtension(f.Name), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    /// <summary>Removes a file that nothing owns, and half uploads of the same age.</summary>
    public void Remove(Guid id) => File.Delete(PathOf(id));

    /// <summary>Removes uploads whose last piece came before the moment; returns how many.</summary>
    public int RemoveUploads(DateTimeOffset moment)
    {
        var old = new DirectoryInfo(uploads).EnumerateDirectories().Where(d => d.LastWriteTimeUtc < moment.UtcDateTime).ToList();
        foreach (var folder in old) folder.Delete(recursive: true);
        return old.Count;
    }

    // Washed from what was just sealed: whole files and pieces come to it the same way, and nothing lies in memory while a slow line sends.
    private Task<ArrivedFile> WashedAsync(ArrivedFile original, CancellationToken cancellation) => washer.WashAsync(
        original,
        open: async () =>
        {
            var bytes = new byte[original.Length];
            using var entry = original.ToEntry();
            await CopyAsync(entry, new MemoryStream(bytes), cancellation);
            return bytes;
        },
        keep: async (content, mediaType, ending) =>
        {
            var id = Draw.Id();
            using var key = SecretKey.Fresh();
            return Arrived(id, key, FileKinds.NameOfCopy(original.Name, ending), mediaType, await SealedFileWriter.WriteAsync(content, PathOf(id), id, key, WashBounds.LargestCopy, cancellation));
        },
        cancellation);

    private SealedUpload Upload(StartedUpload upload, SecretKey key) => new(Path.Combine(uploads, upload.Id.ToString("N")), upload.Id, key, upload.Length);

    private string PathOf(Guid id) => Path.Combine(files, id.ToString("N") + ".sealed");

    private static ArrivedFile Arrived(Guid id, SecretKey key, string name, string mediaType, SealedFile result) => new()
    {
        Id = id,
        Key = key.Export(),
        Name = name,
        MediaType = mediaType,
        Length = result.Length,
        Sha256 = result.Sha256,
        SealedLength = result.SealedLength,
        SealedHash = result.SealedHash,
    };
}

/// <summary>An upload in pieces as the sealed draft keeps it. Prints nothing.</summary>
internal sealed class StartedUpload
{
    public required Guid Id { get; init; }
    public required byte[] Key { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public required long Length { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(StartedUpload);
}

/// <summary>Files on their way into manifests and rows.</summary>
internal static class ArrivedFiles
{
    /// <summary>The rows of files whose manifests are sealed in the same transaction: originals and copies.</summary>
    public static IEnumerable<FileRow> Rows(this IEnumerable<ArrivedFile> files, Guid reportId) =>
        files.SelectMany(f => f.Copy is { } copy ? [f, copy] : new[] { f }).Select(f => new FileRow(f.Id, reportId, f.SealedLength, f.SealedHash));

    /// <summary>The list of files for the readers of the report, as bytes to be sealed: copies where there are any.</summary>
    public static byte[] Manifest(this IReadOnlyList<ArrivedFile> files) => Written(files.Select(f => f.ToEntry()));

    /// <summary>The list of originals of which copies exist, as bytes to be sealed under the identity key; empty when there are none.</summary>
    public static byte[] Originals(this IReadOnlyList<ArrivedFile> files) => Written(files.Select(f => f.ToOriginalEntry()).OfType<FileEntry>());

    private static byte[] Written(IEnumerable<FileEntry> files)
    {
        var entries = files.ToList();
        try
        {
            return FileManifest.Write(entries);
        }
        finally
        {
            foreach (var entry in entries) entry.Dispose();
        }
    }
}

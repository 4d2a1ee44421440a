using TrustLine.Api.Journal;
using TrustLine.Channels;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Intake;

/// <summary>Where files lie, sealed: <c>files/</c> for whole ones, <c>uploads/</c> for pieces on their way. Nothing of them is ever in clear on disk.</summary>
internal sealed class ReceivedFiles
{
    private readonly string files;
    private readonly string uploads;
    private readonly long largest;

    public ReceivedFiles(LineOptions options)
    {
        files = Path.Combine(options.DataDir, "files");
        uploads = Path.Combine(options.DataDir, "uploads");
        largest = options.LargestFile;
        Database.CreateFolder(files);
        Database.CreateFolder(uploads);
    }

    /// <summary>The largest file taken, in bytes.</summary>
    public long Largest => largest;

    /// <summary>Seals a stream to its end; returns when it is on disk. <see cref="ContentTooLargeException"/> beyond the limit; then nothing stays.</summary>
    public async Task<ArrivedFile> ReceiveAsync(Stream content, string name, string mediaType, CancellationToken cancellation)
    {
        var id = Draw.Id();
        using var key = SecretKey.Fresh();
        var result = await SealedFileWriter.WriteAsync(content, PathOf(id), id, key, largest, cancellation);
        return Arrived(id, key, name, mediaType, result);
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

    /// <summary>Puts the pieces together; <see cref="UploadIncompleteException"/> names those that must be sent (again).</summary>
    public async Task<ArrivedFile> FinishAsync(StartedUpload upload, CancellationToken cancellation)
    {
        using var key = SecretKey.From(upload.Key);
        var result = await Upload(upload, key).FinishAsync(PathOf(upload.Id), cancellation);
        return Arrived(upload.Id, key, upload.Name, upload.MediaType, result);
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
    /// <summary>The row of a file whose manifest is sealed in the same transaction.</summary>
    public static FileRow Row(this ArrivedFile file, Guid reportId) => new(file.Id, reportId, file.SealedLength, file.SealedHash);

    /// <summary>The list of files as bytes to be sealed.</summary>
    public static byte[] Manifest(this IReadOnlyList<ArrivedFile> files)
    {
        var entries = files.Select(f => f.ToEntry()).ToList();
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

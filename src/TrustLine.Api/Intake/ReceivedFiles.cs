using System.Text;
using TrustLine.Api.Copies;
using TrustLine.Api.Journal;
using TrustLine.Channels;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Intake;

/// <summary>
/// Files as they come in, sealed, and their washed copies: nothing of them is ever in clear on disk. Room is taken for them as their bytes come; <see cref="NoRoomException"/>
/// when there is none, and then nothing stays.
/// </summary>
internal sealed class ReceivedFiles(LineOptions options, FileFolders folders, UnsentFiles unsent, Washer washer)
{
    // Errors of a full volume as Unix and Windows number them: another program has taken what was free.
    private static readonly int[] Full = [28, 112];

    /// <summary>Seals a stream to its end and has it washed; returns when both are on disk. <see cref="ContentTooLargeException"/> beyond the limit; then nothing stays.</summary>
    public async Task<ArrivedFile> ReceiveAsync(Stream content, string name, string mediaType, CancellationToken cancellation)
    {
        var id = Draw.Id();
        using var key = SecretKey.Fresh();
        ArrivedFile original;
        using (var room = unsent.Take(id))
        {
            original = Arrived(id, key, name, mediaType, await UnlessFullAsync(SealedFileWriter.WriteAsync(new RoomTakingStream(content, room), folders.Whole(id), id, key, options.LargestFile, cancellation)));
        }

        return await WashedAsync(original, cancellation);
    }

    /// <summary>Begins an upload in pieces; its state belongs into the sealed draft. Room is taken when pieces come, not for what is announced.</summary>
    public StartedUpload Begin(string name, string mediaType, long length)
    {
        if (length < 0 || length > options.LargestFile) throw new ContentTooLargeException(length, options.LargestFile);
        using var key = SecretKey.Fresh();
        return new() { Id = Draw.Id(), Key = key.Export(), Name = name, MediaType = mediaType, Length = length };
    }

    /// <summary>Takes one piece; returns when it is on disk. <see cref="PieceRefusedException"/> when it is not what it must be.</summary>
    public async Task PieceAsync(StartedUpload upload, int number, byte[] piece, CancellationToken cancellation)
    {
        using var key = SecretKey.From(upload.Key);
        using var room = unsent.Take(upload.Id);
        room.Grow(SealedFileWriter.SizeOnDisk(piece.Length));
        await UnlessFullAsync(Upload(upload, key).ReceiveAsync(number, new MemoryStream(piece, writable: false), cancellation));
    }

    /// <summary>Puts the pieces together and has the file washed; <see cref="UploadIncompleteException"/> names those that must be sent (again).</summary>
    public async Task<ArrivedFile> FinishAsync(StartedUpload upload, CancellationToken cancellation)
    {
        using var key = SecretKey.From(upload.Key);
        var pieces = Upload(upload, key);
        ArrivedFile original;
        using (var room = unsent.Take(upload.Id))
        {
            if (pieces.Missing().Count == 0) room.Grow(SealedFileWriter.SizeOnDisk(upload.Length));
            original = Arrived(upload.Id, key, upload.Name, upload.MediaType, await UnlessFullAsync(pieces.FinishAsync(folders.Whole(upload.Id), cancellation)));
        }

        return await WashedAsync(original, cancellation);
    }

    /// <summary>Throws the pieces away: the whole file was recorded.</summary>
    public void Discard(StartedUpload upload)
    {
        using var key = SecretKey.From(upload.Key);
        Upload(upload, key).Discard();
        unsent.Measure(upload.Id);
    }

    /// <summary>Keeps a file from being thrown away while a request works with it; false when it is not there any more.</summary>
    public bool Hold(ArrivedFile file) => unsent.Hold(Ids(file));

    /// <summary>Lets go what was held.</summary>
    public void Release(IEnumerable<ArrivedFile> files) => unsent.Release([.. files.SelectMany(Ids)]);

    /// <summary>Throws a file away that nothing will own; what a report owns stays.</summary>
    public void Remove(ArrivedFile file)
    {
        foreach (var id in Ids(file)) unsent.Remove(id);
    }

    /// <summary>Throws away what no report came to own and nobody touched since the moment; returns how many.</summary>
    public int RemoveOlderThan(DateTimeOffset moment) => unsent.RemoveOlderThan(moment);

    /// <summary>Copies a file's content out, every segment checked before it goes.</summary>
    public async Task CopyAsync(FileEntry entry, Stream destination, CancellationToken cancellation)
    {
        await using var stream = new FileStream(folders.Whole(entry.File), FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        await SealedFileReader.CopyAsync(stream, entry, destination, cancellation);
    }

    /// <summary>The beginning of a file's content, enough to know its shape.</summary>
    public async Task<byte[]> BeginningAsync(FileEntry entry, CancellationToken cancellation = default)
    {
        await using var stream = new FileStream(folders.Whole(entry.File), FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        return await SealedFileReader.BeginningAsync(stream, entry, cancellation);
    }

    private SealedUpload Upload(StartedUpload upload, SecretKey key) => new(folders.Pieces(upload.Id), upload.Id, key, upload.Length);

    private static async Task UnlessFullAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (IOException error) when (Full.Contains(error.HResult & 0xFFFF))
        {
            throw new NoRoomException();
        }
    }

    // Washed from what was just sealed: whole files and pieces come to it the same way, and nothing lies in memory while a slow line sends.
    private async Task<ArrivedFile> WashedAsync(ArrivedFile original, CancellationToken cancellation)
    {
        try
        {
            return await washer.WashAsync(original, () => OpenAsync(original, cancellation), (content, mediaType, ending) => KeepAsync(original, content, mediaType, ending, cancellation), cancellation);
        }
        catch (NoRoomException)
        {
            Remove(original);
            throw;
        }
    }

    private async Task<byte[]> OpenAsync(ArrivedFile original, CancellationToken cancellation)
    {
        var bytes = new byte[original.Length];
        using var entry = original.ToEntry();
        await CopyAsync(entry, new MemoryStream(bytes), cancellation);
        return bytes;
    }

    private async Task<ArrivedFile> KeepAsync(ArrivedFile original, Stream content, string mediaType, string ending, CancellationToken cancellation)
    {
        var id = Draw.Id();
        using var key = SecretKey.Fresh();
        using var room = unsent.Take(id);
        var copy = await UnlessFullAsync(SealedFileWriter.WriteAsync(new RoomTakingStream(content, room), folders.Whole(id), id, key, WashBounds.LargestCopy, cancellation));
        return Arrived(id, key, FileKinds.NameOfCopy(original.Name, ending), mediaType, copy);
    }

    private static Guid[] Ids(ArrivedFile file) => file.Copy is { } copy ? [file.Id, copy.Id] : [file.Id];

    private static async Task<T> UnlessFullAsync<T>(Task<T> work)
    {
        await UnlessFullAsync((Task)work);
        return await work;
    }

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

    /// <summary>What tells one list of files from another: names and contents.</summary>
    public static byte[] Fingerprint(this IReadOnlyList<ArrivedFile> files) =>
        Digest.Sha256([.. files.SelectMany(f => f.Sha256.Concat(Digest.Sha256(Encoding.UTF8.GetBytes(f.Name))))]);

    /// <summary>The list of files for the readers of the report, as bytes to be sealed: copies where there are any.</summary>
    public static byte[] Manifest(this IReadOnlyList<ArrivedFile> files) => Written(files.Where(f => !f.TellsWho).Select(f => f.ToEntry()));

    /// <summary>The list of originals of which copies exist, and of files that tell who reports, as bytes to be sealed under the identity key; empty when there are none.</summary>
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

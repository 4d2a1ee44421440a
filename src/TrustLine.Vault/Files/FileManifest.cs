using System.Text.Json;
using System.Text.Json.Serialization;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Files;

/// <summary>What sealing a file gave: what the reporter is shown, and by what the file on disk is known.</summary>
public sealed record SealedFile(long Length, byte[] Sha256, long SealedLength, byte[] SealedHash);

/// <summary>One file of a report or message, as it stands in the sealed list: only who reads the list can open the file. Never printed.</summary>
[JsonConverter(typeof(QuietJson))]
public sealed class FileEntry : IDisposable
{
    /// <summary>The file's id, under which it lies on disk.</summary>
    public required Guid File { get; init; }

    /// <summary>The file's own key.</summary>
    public required SecretKey Key { get; init; }

    /// <summary>The name that the sender gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The media type that was told or found.</summary>
    public required string MediaType { get; init; }

    /// <summary>Length of the content, SHA-256 of it, and the hash of the sealed bytes.</summary>
    public required SealedFile Sealed { get; init; }

    /// <summary>What became of the file when its hidden data was to be taken out.</summary>
    public Washing Washing { get; init; }

    /// <summary>What a washed copy does not hold any more.</summary>
    public LeftOut LeftOut { get; init; }

    /// <summary>The file as it was sent, where this one is its washed copy.</summary>
    public OriginalFile? Original { get; init; }

    /// <summary>The same file under another name; the key stays this entry's.</summary>
    public FileEntry Renamed(string name) => new() { File = File, Key = Key, Name = name, MediaType = MediaType, Sealed = Sealed, Washing = Washing, LeftOut = LeftOut, Original = Original };

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FileEntry);

    // Whoever serialises an entry by mistake gets its type's name.
    private sealed class QuietJson : JsonConverter<FileEntry>
    {
        public override FileEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, FileEntry value, JsonSerializerOptions options) => writer.WriteStringValue(nameof(FileEntry));
    }
}

/// <summary>The list of files, as bytes to be sealed into a manifest. Format 2 adds to each entry how it was washed; a list of format 1 reads as before.</summary>
public static class FileManifest
{
    private const byte FirstFormat = 1, FormatVersion = 2;
    private const int LeastEntryLength = 16 + SecretKey.Length + 4 + 4 + 8 + Digest.Length + 8 + Digest.Length;

    /// <summary>Writes the list; the caller wipes the bytes once they are sealed.</summary>
    public static byte[] Write(IReadOnlyList<FileEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var writer = new CanonicalWriter().Byte(FormatVersion).Int32(entries.Count);
        foreach (var e in entries)
        {
            writer.Id(e.File).Fixed(e.Key.Bytes).Text(e.Name).Text(e.MediaType)
                .Int64(e.Sealed.Length).Fixed(e.Sealed.Sha256).Int64(e.Sealed.SealedLength).Fixed(e.Sealed.SealedHash)
                .Byte((byte)e.Washing).Byte((byte)e.LeftOut).Byte(e.Original is null ? (byte)0 : (byte)1);
            if (e.Original is { } original)
                writer.Int64(original.Length).Fixed(original.Sha256);
        }
        return writer.ToBytes();
    }

    /// <summary>Reads the list; no bytes at all are an empty list, anything else that was not written here is an <see cref="EnvelopeDamagedException"/>.</summary>
    public static IReadOnlyList<FileEntry> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return [];
        var reader = new CanonicalReader(bytes);
        var format = reader.Byte();
        if (format is not (FirstFormat or FormatVersion))
            throw new EnvelopeDamagedException();
        var count = reader.Int32();
        if (count < 0 || count > reader.Remaining / LeastEntryLength)
            throw new EnvelopeDamagedException();
        var entries = new List<FileEntry>(count);
        for (var i = 0; i < count; i++)
        {
            var file = reader.Id();
            var key = SecretKey.From(reader.Fixed(SecretKey.Length));
            var name = reader.Text();
            var mediaType = reader.Text();
            var length = reader.Int64();
            var sha256 = reader.Fixed(Digest.Length).ToArray();
            var sealedLength = reader.Int64();
            var sealedHash = reader.Fixed(Digest.Length).ToArray();
            if (length < 0 || length > SealedFileWriter.LargestFile || sealedLength != Segments.OnDisk(length))
                throw new EnvelopeDamagedException();
            var (washing, leftOut, original) = format == FirstFormat ? default : ReadWashing(ref reader);
            entries.Add(new()
            {
                File = file, Key = key, Name = name, MediaType = mediaType, Sealed = new(length, sha256, sealedLength, sealedHash),
                Washing = washing, LeftOut = leftOut, Original = original,
            });
        }
        reader.End();
        return entries;
    }

    private static (Washing, LeftOut, OriginalFile?) ReadWashing(ref CanonicalReader reader)
    {
        var (washing, leftOut, has) = ((Washing)reader.Byte(), (LeftOut)reader.Byte(), reader.Byte());
        if (!Enum.IsDefined(washing) || has > 1 || has == 1 != (washing is Washing.Copy))
            throw new EnvelopeDamagedException();
        var original = has == 1 ? new OriginalFile(reader.Int64(), reader.Fixed(Digest.Length).ToArray()) : null;
        return original?.Length is < 0 or > SealedFileWriter.LargestFile ? throw new EnvelopeDamagedException() : (washing, leftOut, original);
    }
}

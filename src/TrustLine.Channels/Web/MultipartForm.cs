using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace TrustLine.Channels.Web;

/// <summary>Why a body was refused; it never quotes the body.</summary>
public enum BodyFault
{
    /// <summary>Not multipart, or broken off.</summary>
    Broken,
    /// <summary>A text is not UTF-8.</summary>
    NotUtf8,
    /// <summary>More parts than anybody needs, a part without name, or a field twice.</summary>
    Fields,
    /// <summary>A text is longer than what is read at all.</summary>
    Large,
    /// <summary>More files than taken.</summary>
    ManyFiles,
}

/// <summary>A body that cannot be taken, and why.</summary>
public sealed class BodyException(BodyFault fault) : Exception("The body cannot be taken: " + fault)
{
    /// <summary>Why.</summary>
    public BodyFault Fault => fault;
}

/// <summary>
/// A multipart body (RFC 7578) read as it comes: texts are bounded and strictly UTF-8, files go straight to whoever seals them, nothing is buffered on disk.
/// </summary>
public sealed class MultipartForm
{
    private const int LongestName = 64;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private MultipartForm() { }

    /// <summary>The text of a field; null when it was not sent.</summary>
    public string? this[string name] => texts.GetValueOrDefault(name);

    /// <summary>Names of the text fields that came.</summary>
    public IReadOnlyCollection<string> Names => texts.Keys;

    /// <summary>The boundary of a multipart/form-data content type; null when it is another type.</summary>
    public static string? Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary
            ? boundary.Value
            : null;

    /// <summary>
    /// Reads the whole body. <paramref name="file"/> gets the fields that came before it, field name, cleaned file name, media type and bytes of each file in its turn, and reads what it wants of it; a file input left empty is passed over.
    /// <see cref="BodyException"/> for what cannot be taken.
    /// </summary>
    public static async Task<MultipartForm> ReadAsync(Stream body, string boundary, WebOptions bounds, Func<MultipartForm, string, string, string, Stream, Task> file, CancellationToken cancellation)
    {
        var form = new MultipartForm();
        var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        var (parts, files) = (0, 0);
        while (await ReadingAsync(() => reader.ReadNextSectionAsync(cancellation)) is { } section)
        {
            if (++parts > bounds.Parts) throw new BodyException(BodyFault.Fields);
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
                || HeaderUtilities.RemoveQuotes(disposition.Name) is not { Length: > 0 and <= LongestName } name)
                throw new BodyException(BodyFault.Fields);

            if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            {
                var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
                await using var bytes = new FileBody(section.Body);
                if (given.Length == 0 && await bytes.EmptyAsync(cancellation)) continue;
                if (++files > bounds.Files) throw new BodyException(BodyFault.ManyFiles);
                await file(form, name.Value!, FileNames.Clean(given.Value), FileNames.MediaType(section.ContentType), bytes);
                continue;
            }

            var text = await ReadingAsync(() => TextAsync(section.Body, bounds.FieldBytes, cancellation));
            if (!form.texts.TryAdd(name.Value!, text)) throw new BodyException(BodyFault.Fields);
        }

        return form;
    }

    /// <summary>What breaks while reading is the body's fault; a body over the server's own bound keeps its own exception.</summary>
    private static async Task<T> ReadingAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException && broken is not BadHttpRequestException)
        {
            throw new BodyException(BodyFault.Broken);
        }
    }

    private static async Task<string> TextAsync(Stream body, int bound, CancellationToken cancellation)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(bound + 1);
        try
        {
            var length = await body.ReadAtLeastAsync(bytes.AsMemory(0, bound + 1), bound + 1, throwOnEndOfStream: false, cancellation);
            if (length > bound) throw new BodyException(BodyFault.Large);
            return StrictText.TryDecode(bytes.AsSpan(0, length), out var text) ? text : throw new BodyException(BodyFault.NotUtf8);
        }
        finally
        {
            // What a reporter typed does not lie about in a shared pool.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>The bytes of one file part: a first byte can be looked at, and what breaks is told apart from the sealing's own failures.</summary>
    private sealed class FileBody(Stream part) : Stream
    {
        private readonly byte[] first = new byte[1];
        private int pending;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public async Task<bool> EmptyAsync(CancellationToken cancellation) => (pending = await ReadAsync(first.AsMemory(), cancellation)) == 0;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (pending == 0 || buffer.IsEmpty) return await ReadingAsync(() => part.ReadAsync(buffer, cancellationToken).AsTask());
            pending = 0;
            buffer.Span[0] = first[0];
            return 1;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
    }
}

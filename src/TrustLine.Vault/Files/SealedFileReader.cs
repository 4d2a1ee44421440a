using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Files;

/// <summary>Opens a sealed file into a stream, in order, with bounded memory; every segment is checked before a byte of it goes out.</summary>
public static class SealedFileReader
{
    /// <summary>
    /// Copies the whole content. A segment changed, moved, missing or added, or a hash that differs: <see cref="EnvelopeDamagedException"/>,
    /// at once or at the end; the whole file under another key: <see cref="WrongKeyException"/>.
    /// </summary>
    public static async Task CopyAsync(Stream sealedFile, FileEntry entry, Stream destination, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(sealedFile);
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(destination);
        using var segments = new Segments(entry.Key, entry.File);
        using var sealedHash = new RunningDigest();
        using var plainHash = new RunningDigest();
        var sealedBytes = new byte[Segments.SealedLength];
        var plain = new byte[Segments.PlainLength];
        try
        {
            await ReadAsync(Format.HeaderLength);
            if (!Format.Begins(sealedBytes))
                throw new EnvelopeDamagedException();
            var padded = Segments.Padded(entry.Sealed.Length);
            var left = entry.Sealed.Length;
            for (var number = 0L; number * Segments.PlainLength < padded; number++)
            {
                var size = Segments.LengthOf(number, padded);
                var read = await ReadAsync(size + Aead.Overhead);
                if (!segments.TryOpen(number, last: number * Segments.PlainLength + size == padded, sealedBytes.AsSpan(0, read), plain))
                    throw await IsWholeAsync() ? new WrongKeyException() : new EnvelopeDamagedException();
                var content = plain.AsMemory(0, (int)Math.Min(left, size));
                if (plain.AsSpan(content.Length, size - content.Length).IndexOfAnyExcept((byte)0) >= 0)
                    throw new EnvelopeDamagedException();
                left -= content.Length;
                plainHash.Add(content.Span);
                await destination.WriteAsync(content, ct);
            }
            // Nothing may follow the last segment, not even what a forged hash covers.
            if (await sealedFile.ReadAsync(sealedBytes, ct) != 0 || !await IsWholeAsync() || !Digest.Same(plainHash.Finish(), entry.Sealed.Sha256))
                throw new EnvelopeDamagedException();
        }
        finally
        {
            Digest.Wipe(plain);
        }

        async Task<int> ReadAsync(int count)
        {
            var read = await sealedFile.ReadAtLeastAsync(sealedBytes.AsMemory(0, count), count, throwOnEndOfStream: false, ct);
            if (read < count)
                throw new EnvelopeDamagedException();
            sealedHash.Add(sealedBytes.AsSpan(0, count));
            return count;
        }

        async Task<bool> IsWholeAsync()
        {
            for (int read; (read = await sealedFile.ReadAsync(sealedBytes, ct)) > 0;)
                sealedHash.Add(sealedBytes.AsSpan(0, read));
            return Digest.Same(sealedHash.Finish(), entry.Sealed.SealedHash);
        }
    }

    /// <summary>The beginning of the content, as much as the first segment holds, checked as such; what follows is not looked at. <see cref="EnvelopeDamagedException"/> for anything else.</summary>
    public static async Task<byte[]> BeginningAsync(Stream sealedFile, FileEntry entry, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(sealedFile);
        ArgumentNullException.ThrowIfNull(entry);
        using var segments = new Segments(entry.Key, entry.File);
        var padded = Segments.Padded(entry.Sealed.Length);
        var plain = new byte[Segments.LengthOf(0, padded)];
        var sealedBytes = new byte[Format.HeaderLength + plain.Length + Aead.Overhead];
        if (await sealedFile.ReadAtLeastAsync(sealedBytes, sealedBytes.Length, throwOnEndOfStream: false, ct) < sealedBytes.Length
            || !Format.Begins(sealedBytes) || !segments.TryOpen(0, last: plain.Length == padded, sealedBytes.AsSpan(Format.HeaderLength), plain))
            throw new EnvelopeDamagedException();
        return entry.Sealed.Length < plain.Length ? plain[..(int)entry.Sealed.Length] : plain;
    }

    /// <summary>Checks a sealed file whole without giving its content to anybody.</summary>
    public static Task VerifyAsync(Stream sealedFile, FileEntry entry, CancellationToken ct = default) => CopyAsync(sealedFile, entry, Stream.Null, ct);
}

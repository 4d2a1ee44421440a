using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Files;

public sealed class FileTests : IDisposable
{
    private const int Segment = 64 * 1024;
    private readonly Scratch scratch = new();
    private readonly SecretKey key = SecretKey.Fresh();
    private readonly Guid file = Draw.Id();

    public void Dispose() => scratch.Dispose();

    private FileEntry Entry(SealedFile sealedFile) => new() { File = file, Key = key, Name = "n", MediaType = "m", Sealed = sealedFile };

    private Task<SealedFile> WriteAsync(byte[] content, string name = "f", Stream? from = null) =>
        SealedFileWriter.WriteAsync(from ?? new MemoryStream(content), scratch.Path(name), file, key, SealedFileWriter.LargestFile);

    private static async Task<byte[]> ReadAsync(byte[] sealedBytes, FileEntry entry)
    {
        using var output = new MemoryStream();
        await SealedFileReader.CopyAsync(new MemoryStream(sealedBytes), entry, output);
        return output.ToArray();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(Segment - 1)]
    [InlineData(Segment)]
    [InlineData(Segment + 1)]
    [InlineData(2 * Segment)]
    [InlineData(1_000_000)]
    public async Task Files_of_every_size_come_back(int length)
    {
        var content = Bytes.Some(length);
        var result = await WriteAsync(content, from: new Dribble(content));
        Assert.Equal(length, result.Length);
        Assert.Equal(Digest.Sha256(content), result.Sha256);
        var sealedBytes = await File.ReadAllBytesAsync(scratch.Path("f"));
        Assert.Equal(sealedBytes.Length, result.SealedLength);
        Assert.Equal(Digest.Sha256(sealedBytes), result.SealedHash);
        Assert.Equal(content, await ReadAsync(sealedBytes, Entry(result)));
        Assert.Equal([scratch.Path("f")], scratch.Files());
    }

    [Fact]
    public void Length_hides_in_steps_of_a_sixteenth()
    {
        foreach (var length in Enumerable.Range(0, 5_000).Select(i => (long)i * 997).Append(500_000_000).Append(SealedFileWriter.LargestFile))
        {
            var padded = Segments.Padded(length);
            Assert.InRange(padded, length, Math.Max(4096, length + length / 16 + 1));
            Assert.Equal(padded, Segments.Padded(padded));
        }
        Assert.True(Enumerable.Range(1 << 20, 1 << 20).Select(i => Segments.Padded(i)).Distinct().Count() <= 17);
    }

    [Fact]
    public async Task Every_changed_byte_and_every_cut_is_found()
    {
        var content = Bytes.Some(5000);
        var entry = Entry(await WriteAsync(content));
        var sealedBytes = await File.ReadAllBytesAsync(scratch.Path("f"));
        for (var i = 0; i < sealedBytes.Length; i++)
            await Assert.ThrowsAsync<EnvelopeDamagedException>(() => ReadAsync(Bytes.Flipped(sealedBytes, i), entry));
        for (var length = 0; length < sealedBytes.Length; length += 7)
            await Assert.ThrowsAsync<EnvelopeDamagedException>(() => ReadAsync(sealedBytes[..length], entry));
        await Assert.ThrowsAsync<EnvelopeDamagedException>(() => ReadAsync([.. sealedBytes, 0], entry));
    }

    [Fact]
    public async Task Segments_can_be_neither_swapped_left_out_doubled_nor_taken_from_another_file()
    {
        const int header = 2, size = Segment + 28;
        var content = Bytes.Some(4 * Segment);
        var entry = Entry(await WriteAsync(content));
        var bytes = await File.ReadAllBytesAsync(scratch.Path("f"));
        byte[] Part(int n) => bytes[(header + n * size)..(header + (n + 1) * size)];
        byte[][] bad =
        [
            [1, 1, .. Part(1), .. Part(0), .. Part(2), .. Part(3)],
            [1, 1, .. Part(0), .. Part(1), .. Part(3)],
            [1, 1, .. Part(0), .. Part(1), .. Part(2)],
            [1, 1, .. Part(0), .. Part(0), .. Part(2), .. Part(3)],
            [1, 1, .. Part(0), .. Part(1), .. Part(2), .. Part(3), .. Part(3)],
        ];
        foreach (var one in bad)
        {
            await Assert.ThrowsAsync<EnvelopeDamagedException>(() => ReadAsync(one, entry));
            // Also when the hash beside it was forged: then no tag fits.
            var forged = Entry(entry.Sealed with { SealedHash = Digest.Sha256(one) });
            Assert.NotNull(await Record.ExceptionAsync(() => ReadAsync(one, forged)));
        }
        var other = new FileEntry { File = Draw.Id(), Key = key, Name = "n", MediaType = "m", Sealed = entry.Sealed };
        await Assert.ThrowsAsync<WrongKeyException>(() => ReadAsync(bytes, other));
        var stranger = new FileEntry { File = file, Key = SecretKey.Fresh(), Name = "n", MediaType = "m", Sealed = entry.Sealed };
        await Assert.ThrowsAsync<WrongKeyException>(() => ReadAsync(bytes, stranger));
        await Assert.ThrowsAsync<EnvelopeDamagedException>(() => ReadAsync(bytes, Entry(entry.Sealed with { Length = 4 * Segment - 1 })));
        await Assert.ThrowsAsync<EnvelopeDamagedException>(() => ReadAsync(bytes, Entry(entry.Sealed with { Sha256 = new byte[32] })));
        Assert.Equal(content, await ReadAsync(bytes, entry));
    }

    [Fact]
    public async Task Too_much_or_a_broken_line_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<ContentTooLargeException>(() => SealedFileWriter.WriteAsync(new MemoryStream(new byte[100_001]), scratch.Path("f"), file, key, 100_000));
        await Assert.ThrowsAsync<IOException>(() => WriteAsync([], from: new Dribble(new byte[300_000], breakAt: 200_000)));
        Assert.Empty(scratch.Files());
        Assert.Equal(100_000, (await SealedFileWriter.WriteAsync(new MemoryStream(new byte[100_000]), scratch.Path("f"), file, key, 100_000)).Length);
    }

    [Fact]
    public async Task Nothing_on_disk_is_in_clear_while_it_is_written()
    {
        var secret = "Айгүл Сәрсенова"u8.ToArray();
        var content = new byte[300_000];
        for (var at = 0; at + secret.Length < content.Length; at += 1000)
            secret.CopyTo(content, at);
        var upload = new SealedUpload(scratch.Path("u"), file, key, content.Length);
        await Assert.ThrowsAsync<IOException>(() => upload.ReceiveAsync(0, new Dribble(content, breakAt: 250_000)));
        await upload.ReceiveAsync(0, new Dribble(content, watch: () => Assert.All(scratch.Files(), path => Assert.False(Holds(path, secret)))));
        Assert.All(scratch.Files(), path => Assert.False(Holds(path, secret)));
    }

    private static bool Holds(string path, byte[] secret)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(secret) >= 0;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedUpload.PieceLength - 1)]
    [InlineData(SealedUpload.PieceLength)]
    [InlineData(SealedUpload.PieceLength + 1)]
    [InlineData(2 * SealedUpload.PieceLength)]
    [InlineData(3 * SealedUpload.PieceLength + 70_000)]
    public async Task Pieces_doubled_out_of_order_and_cut_off_make_the_file(int length)
    {
        var content = Bytes.Some(length);
        var upload = new SealedUpload(scratch.Path("u"), file, key, length);
        byte[] Piece(int n) => content[(n * SealedUpload.PieceLength)..Math.Min(length, (n + 1) * SealedUpload.PieceLength)];
        for (var n = upload.PieceCount - 1; n >= 0; n--)
        {
            Assert.Equal(PieceFault.CutOff, (await Assert.ThrowsAsync<PieceRefusedException>(() => upload.ReceiveAsync(n, new MemoryStream(Piece(n)[..^1])))).Fault);
            Assert.Equal(PieceFault.TooLong, (await Assert.ThrowsAsync<PieceRefusedException>(() => upload.ReceiveAsync(n, new MemoryStream([.. Piece(n), 0])))).Fault);
            Assert.Equal(Enumerable.Range(0, n + 1), upload.Missing());
            await Assert.ThrowsAsync<UploadIncompleteException>(() => upload.FinishAsync(scratch.Path("f")));
            await upload.ReceiveAsync(n, new Dribble(Piece(n)));
            var before = File.ReadAllBytes(scratch.Path($"u/{n}.piece"));
            // Doubled at the same time: sealed anew, never the same bytes twice.
            await Task.WhenAll(upload.ReceiveAsync(n, new MemoryStream(Piece(n))), upload.ReceiveAsync(n, new MemoryStream(Piece(n))));
            Assert.NotEqual(before, File.ReadAllBytes(scratch.Path($"u/{n}.piece")));
        }
        await Assert.ThrowsAsync<PieceRefusedException>(() => upload.ReceiveAsync(upload.PieceCount, new MemoryStream()));
        await Assert.ThrowsAsync<PieceRefusedException>(() => upload.ReceiveAsync(-1, new MemoryStream()));

        // A restart in between: another object over the same folder.
        var later = new SealedUpload(scratch.Path("u"), file, key, length);
        var result = await later.FinishAsync(scratch.Path("f"));
        result = await later.FinishAsync(scratch.Path("f"));
        later.Discard();
        Assert.Equal(Digest.Sha256(content), result.Sha256);
        Assert.Equal(Segments.OnDisk(length), result.SealedLength);
        Assert.Equal(content, await ReadAsync(File.ReadAllBytes(scratch.Path("f")), Entry(result)));
        Assert.Equal([scratch.Path("f")], scratch.Files());
    }

    [Fact]
    public async Task A_damaged_piece_is_asked_for_again()
    {
        var content = Bytes.Some(SealedUpload.PieceLength + 10);
        var upload = new SealedUpload(scratch.Path("u"), file, key, content.Length);
        await upload.ReceiveAsync(0, new MemoryStream(content[..SealedUpload.PieceLength]));
        await upload.ReceiveAsync(1, new MemoryStream(content[SealedUpload.PieceLength..]));
        var path = scratch.Path("u/0.piece");
        await File.WriteAllBytesAsync(path, Bytes.Flipped(await File.ReadAllBytesAsync(path), 100_000));
        Assert.Equal([0], (await Assert.ThrowsAsync<UploadIncompleteException>(() => upload.FinishAsync(scratch.Path("f")))).Missing);
        Assert.Equal([0], upload.Missing());
        await upload.ReceiveAsync(0, new MemoryStream(content[..SealedUpload.PieceLength]));
        Assert.Equal(Digest.Sha256(content), (await upload.FinishAsync(scratch.Path("f"))).Sha256);
        Assert.False(File.Exists(scratch.Path("f.new")));
    }

    [Fact]
    public void A_manifest_comes_back_and_nothing_else_is_one()
    {
        var entries = Enumerable.Range(0, 3).Select(i => new FileEntry
        {
            File = Draw.Id(), Key = SecretKey.Fresh(), Name = $"сурет {i}.jpg", MediaType = "image/jpeg", Sealed = new(i, Digest.Sha256([]), Segments.OnDisk(i), Digest.Sha256([1])),
        }).ToList();
        var bytes = FileManifest.Write(entries);
        var read = FileManifest.Read(bytes);
        Assert.Equal(entries.Select(e => (e.File, e.Name, e.MediaType, e.Sealed.Length, Bytes.Hex(e.Key.Bytes))), read.Select(e => (e.File, e.Name, e.MediaType, e.Sealed.Length, Bytes.Hex(e.Key.Bytes))));
        Assert.Empty(FileManifest.Read([]));
        Assert.Empty(FileManifest.Read(FileManifest.Write([])));
        for (var length = 1; length < bytes.Length; length++)
            Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read(bytes.AsSpan(0, length)));
        Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read([.. bytes, 0]));
        Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read([1, 0x7f, 0xff, 0xff, 0xff]));
    }

    /// <summary>Gives its bytes in small odd portions, as a network does; may break.</summary>
    private sealed class Dribble(byte[] content, int breakAt = int.MaxValue, Action? watch = null) : Stream
    {
        private int at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            watch?.Invoke();
            if (at >= breakAt)
                throw new IOException("The line broke.");
            var portion = Math.Min(Math.Min(count, 10_007), content.Length - at);
            content.AsSpan(at, portion).CopyTo(buffer.AsSpan(offset));
            at += portion;
            return portion;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Files;

/// <summary>Counts what the whole process allocates, so nothing may run beside it.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public class Alone;

[Collection("Alone")]
public sealed class MemoryTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_large_file_needs_little_memory()
    {
        const long length = 64L * 1024 * 1024;
        var (file, key) = (Draw.Id(), SecretKey.Fresh());
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await SealedFileWriter.WriteAsync(new Zeros(length), scratch.Path("f"), file, key, length);
        await using (var stream = File.OpenRead(scratch.Path("f")))
            await SealedFileReader.VerifyAsync(stream, new() { File = file, Key = key, Name = "n", MediaType = "m", Sealed = result });
        var perMegabyte = (GC.GetTotalAllocatedBytes(precise: true) - before) / 64;
        // What is allocated per segment (associated data, tasks), not the content: that would be a MiB and more.
        Assert.True(perMegabyte < 64 * 1024, $"{perMegabyte} bytes per MiB");
        Assert.Equal(length, result.Length);
    }

    private sealed class Zeros(long length) : Stream
    {
        private long left = length;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var portion = (int)Math.Min(buffer.Length, left);
            buffer[..portion].Clear();
            left -= portion;
            return portion;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

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

using TrustLine.Vault.Files;

namespace TrustLine.Api.Intake;

/// <summary>A file's bytes on their way to the disk: room is taken for them as they come, a little ahead, never for what somebody says will come.</summary>
internal sealed class RoomTakingStream(Stream content, RoomTaken room) : Stream
{
    private const long Ahead = 1 << 20;
    private long read;
    private long taken;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await content.ReadAsync(buffer, cancellationToken);
        read += length;
        if (length == 0 || read <= taken) return length;
        var before = taken;
        taken = (read / Ahead + 1) * Ahead;
        room.Grow(SealedFileWriter.SizeOnDisk(taken) - (before == 0 ? 0 : SealedFileWriter.SizeOnDisk(before)));
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() { }
}

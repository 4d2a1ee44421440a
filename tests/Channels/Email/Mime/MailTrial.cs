using System.Diagnostics;
using TrustLine.Channels.Email.Mime;
using TrustLine.Channels.Web;
using TrustLine.Testing.Mail;

namespace TrustLine.Tests.Channels.Email.Mime;

/// <summary>Reads damaged mails one after another and holds each to what is promised: no exception, no hang, no growth beyond its length, and a result that is whole in itself.</summary>
public static class MailTrial
{
    /// <summary>Bytes that one mail may allocate beyond what its length allows.</summary>
    public const long Fixed = 512 << 10;

    /// <summary>Bytes that each byte of a mail may allocate.</summary>
    public const long PerByte = 200;

    /// <summary>The longest time for one mail; the machine may sleep in between.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with the reading of this input; null when nothing is.</summary>
    public static string? Judge(byte[] mail, out long allocated)
    {
        allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        ReceivedMail read;
        long sunk = 0;
        try
        {
            var task = MailReader.ReadAsync(new MemoryStream(mail), (_, _) => new(new Sunk(n => sunk += n)));
            if (!task.IsCompleted) return "it waits";
            read = task.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // Whatever it is, it is what is looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e.ToString();
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (watch.Elapsed > Longest) return $"{watch.Elapsed.TotalSeconds:0.0} s for {mail.Length} bytes";
        if (allocated > Fixed + (PerByte * mail.Length)) return $"{allocated} bytes allocated for {mail.Length}";
        return Whole(read, mail.Length, sunk);
    }

    private static string? Whole(ReceivedMail read, int length, long sunk)
    {
        if (read.Length != length) return "not all of it was read";
        if (read.Parts.Sum(p => p.Length) != sunk) return "lengths of files are not what the sink got";
        if (!read.Parts.Select(p => p.Head.Number).SequenceEqual(Enumerable.Range(1, read.Parts.Count))) return "files are not numbered";
        foreach (var text in read.Forwarded.Select(f => f.Text).Append(read.Text))
            if (string.Concat(text.Stretches.Select(s => s.Text)) != text.Whole) return "stretches are not the whole";
        foreach (var line in read.From.Concat(read.To).Concat(read.Cc).Concat(read.ReplyTo).SelectMany(c => new[] { c.Name, c.Address, c.Group ?? "" }).Concat(read.Parts.Select(p => p.Name)).Append(read.Subject))
            if (line.Any(c => char.IsControl(c) || StrictText.TurnsDirection(c))) return "a name or subject holds control signs";
        return read.Parts.Any(p => p.Name.Length == 0 || p.Name.Contains('/', StringComparison.Ordinal) || p.Name.Contains('\\', StringComparison.Ordinal)) ? "a file has no clean name" : null;
    }

    private sealed class Sunk(Action<int> count) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => 0;

        public override long Position { get; set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            count(buffer.Length);
            return default;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override long Seek(long offset, SeekOrigin origin) => 0;

        public override void SetLength(long value) { }

        public override void Write(byte[] buffer, int offset, int count) { }
    }
}

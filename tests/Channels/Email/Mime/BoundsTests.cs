using System.Text;
using TrustLine.Channels.Email.Mime;

namespace TrustLine.Tests.Channels.Email.Mime;

/// <summary>What is huge costs time in proportion and memory not at all.</summary>
public class BoundsTests
{
    [Fact]
    public async Task A_file_of_50_MB_costs_a_fixed_buffer()
    {
        var source = new Endless("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords\r\n--b\r\nContent-Type: application/zip; name=big.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n", Encoding.ASCII.GetBytes(new string('A', 76) + "\r\n"), 50 << 20, "--b--\r\n");
        long length = 0;
        await MailReader.ReadAsync(new Endless("", "x\r\n"u8.ToArray(), 1000, ""), (_, _) => new(Stream.Null)); // What is compiled first is no figure.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var task = MailReader.ReadAsync(source, (_, _) => new(new Counting(n => length += n)));
        Assert.True(task.IsCompleted);
        var grown = GC.GetAllocatedBytesForCurrentThread() - before;
        var mail = await task;
        Assert.Equal("Words", mail.Text.Whole);
        Assert.Equal(length, mail.Parts[0].Length);
        Assert.True(length > 36 << 20, $"{length}");
        Assert.True(grown < 1 << 20, $"{grown} bytes allocated");
    }

    [Fact]
    public void A_text_beyond_the_bound_is_shown_in_part_and_kept_whole()
    {
        var words = string.Concat(Enumerable.Repeat("Слова и слова.\n", 1000));
        var (mail, files) = Reading.Of("Content-Type: text/plain; charset=utf-8\n\n" + words, new() { TextBytes = 5001 });
        Assert.StartsWith(mail.Text.Whole.TrimEnd('\uFFFD'), words);
        Assert.InRange(mail.Text.Whole.Length, 2000, 5001);
        Assert.Equal(words, Encoding.UTF8.GetString(Assert.Single(files).Bytes).ReplaceLineEndings("\n"));
        Assert.Contains(Remark.TextCut, mail.Remarks);
    }

    [Fact]
    public void Many_texts_share_one_bound()
    {
        var mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < 100; i++) mail.Append("--b\n\n").Append('x', 1000).Append('\n');
        var (read, files) = Reading.Of(mail.ToString(), new() { TextBytes = 10_500 });
        Assert.InRange(read.Text.Whole.Length, 10_000, 11_000);
        Assert.Equal(90, files.Count);
        Assert.Contains(Remark.TextCut, read.Remarks);
    }

    [Fact]
    public void Thousands_of_parts_end_in_one_file()
    {
        var mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < 20_000; i++) mail.Append("--b\nContent-Type: application/x\n\ny\n");
        var (read, files) = Reading.Of(mail.ToString());
        Assert.Equal(501, files.Count);
        Assert.Contains(Remark.TooManyParts, read.Remarks);
        Assert.True(files[^1].Bytes.Length > 500_000);
    }

    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n")]
    [InlineData("Content-Type: message/rfc822\n\n")]
    public void What_lies_too_deep_is_kept_as_a_file(string level)
    {
        var mail = new StringBuilder();
        for (var i = 0; i < 5000; i++) mail.AppendFormat(null, level, i);
        var (read, files) = Reading.Of(mail + "\nWords\n");
        Assert.Contains(Remark.TooDeep, read.Remarks);
        Assert.Single(files);
        Assert.True(read.Forwarded.Count <= 24);
    }

    [Fact]
    public void Huge_headers_are_cut()
    {
        var mail = Reading.Of("From: a@b.kz\nX-Huge: " + new string('x', 5_000_000) + "\nSubject: one\nReferences: " + string.Concat(Enumerable.Range(0, 5000).Select(i => $"<{i}@x>\n ")) + "\n\nWords").Mail;
        Assert.Equal(("one", "Words"), (mail.Subject, mail.Text.Whole));
        Assert.Equal("0@x", mail.References[0]);
        Assert.Equal(300, mail.References.Count);
        Assert.Contains(Remark.HeadersCut, mail.Remarks);
        Assert.Contains(Remark.TooManyAddresses, mail.Remarks);
        var many = Reading.Of(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"X-{i}: y\n")) + "\nWords").Mail;
        Assert.Equal("Words", many.Text.Whole);
        Assert.Contains(Remark.HeadersCut, many.Remarks);
    }

    public static TheoryData<string, string, int, string> Slow => new()
    {
        { "To: ", "\"", 30_000, "" },
        { "To: ", "\\\"", 15_000, "" },
        { "To: ", "(", 30_000, "" },
        { "To: ", "<", 30_000, "" },
        { "To: ", "<a,", 10_000, "" },
        { "To: ", "a:", 15_000, "" },
        { "To: ", "a@b ", 8_000, "" },
        { "Subject: ", "=?utf-8?Q?", 3_000, "" },
        { "Subject: ", "=?utf-8?Q?a?= ", 2_000, "" },
        { "Content-Type: text/plain; ", "a*1=", 8_000, "" },
        { "Content-Type: text/plain; ", "(;", 15_000, "" },
        { "Authentication-Results: ", "(", 30_000, "" },
        { "Date: ", "1 ", 90, "" },
        { "X: y\n\n", "--\n", 300_000, "" },
        { "X: y\n\n", "> \n", 300_000, "" },
        { "X: y\n\n", "From:\nTo:\n", 90_000, "" },
        { "X: y\n\n", "begin 644 a\n", 80_000, "" },
        { "X: y\n\n", "С уважением,\n\n", 40_000, "" },
        { "X: y\n\n", "12.03.2026 a@b\n", 60_000, "" },
        { "Content-Type: multipart/mixed\n\n", "--a\n", 200_000, "" },
        { "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n", 200_000, "" },
        { "Content-Transfer-Encoding: quoted-printable\n\n", "= ", 300_000, "" },
        { "Content-Transfer-Encoding: base64\n\n", "A=\n", 300_000, "" },
        { "Content-Transfer-Encoding: base64\n\n", "=A", 400_000, "" },
    };

    [Theory]
    [MemberData(nameof(Slow))]
    public void Nothing_takes_long(string start, string piece, int times, string end)
    {
        var bytes = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(piece, times)) + end + "\n");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var mail = Reading.Of(bytes).Mail;
        Assert.Equal(bytes.Length, mail.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Bytes_that_come_one_by_one_are_read_alike()
    {
        foreach (var sample in TrustLine.Testing.Mail.MailCorpus.All.Where((_, i) => i % 10 == 0))
        {
            var whole = Reading.Of(sample.Bytes);
            var slowly = await Reading.OfAsync(new Dripping(sample.Bytes));
            Assert.Equal(whole.Mail.Text.Whole, slowly.Mail.Text.Whole);
            Assert.Equal(whole.Mail.Subject, slowly.Mail.Subject);
            Assert.Equal(whole.Files.Select(f => (f.Name, Convert.ToHexString(f.Bytes))), slowly.Files.Select(f => (f.Name, Convert.ToHexString(f.Bytes))));
        }
    }

    [Fact]
    public async Task A_broken_stream_and_a_refusing_sink_are_the_callers_to_know()
    {
        await Assert.ThrowsAsync<IOException>(() => MailReader.ReadAsync(new Broken(), (_, _) => new(Stream.Null)));
        await Assert.ThrowsAsync<IOException>(() => MailReader.ReadAsync(new MemoryStream("Content-Type: application/x\r\n\r\nx"u8.ToArray()), (_, _) => throw new IOException("full")));
    }

    [Fact]
    public void Nothing_prints_what_it_holds()
    {
        var mail = Reading.Of("From: \"zq7 planted\" <zq7@b.kz>\nTo: zq7@b.kz\nSubject: zq7\nAuthentication-Results: zq7; spf=pass\nX-Failed-Recipients: zq7@b.kz\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nzq7\n--b\nContent-Type: message/rfc822\n\nSubject: zq7\n\nzq7\n--b\nContent-Type: application/pdf; name=zq7.pdf\n\nzq7\n--b--").Mail;
        object[] all = [mail, mail.From[0], mail.Text, mail.Forwarded[0], mail.Parts[0], mail.Parts[0].Head, mail.Authentication[0], mail.Authentication[0].Claims[0], mail.Delivery!, mail.Delivery!.Outcomes[0], mail.Nature];
        Assert.All(all, one => Assert.DoesNotContain("zq7", one.ToString()));
    }

    private sealed class Endless(string before, byte[] line, long length, string after) : MemoryStream(Encoding.ASCII.GetBytes(before))
    {
        private readonly MemoryStream end = new(Encoding.ASCII.GetBytes(after));
        private long left = length / line.Length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length) return new(Read(buffer.Span));
            if (left == 0 || buffer.Length < line.Length) return new(left == 0 ? end.Read(buffer.Span) : Piece(buffer.Span));
            var count = (int)Math.Min(left, buffer.Length / line.Length);
            for (var i = 0; i < count; i++) line.CopyTo(buffer.Span[(i * line.Length)..]);
            left -= count;
            return new(count * line.Length);
        }

        // A buffer smaller than a line gets blanks, which base64 passes over.
        private static int Piece(Span<byte> buffer)
        {
            buffer[0] = (byte)'\n';
            return 1;
        }
    }

    private sealed class Counting(Action<int> count) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            count(buffer.Length);
            return default;
        }
    }

    private sealed class Dripping(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("cut");
    }
}

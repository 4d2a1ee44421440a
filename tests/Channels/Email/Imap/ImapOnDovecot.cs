// The client against a real IMAP server.

using System.Security.Cryptography;
using System.Text;
using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Imap;
using TrustLine.Testing;

namespace TrustLine.Tests.Channels.Email.Imap;

[Collection(DovecotBoxes.Name)]
[Trait("Needs", "dovecot")]
public sealed class ImapOnDovecot(DovecotBox dovecot)
{
    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.None)]
    public async Task A_mail_is_fetched_byte_for_byte_over_either_kind_of_TLS_and_within_this_machine(MailSecurity security)
    {
        await using (await dovecot.FreshAsync()) { }
        var mail = Encoding.UTF8.GetBytes("Subject: \xD0\r\n\r\nҚазақша\r\n.\r\n{5}\r\nT4 OK\r\n" + new string('x', 70_000));
        dovecot.Box.Deliver(mail);
        await using var session = await DovecotBox.OpenAsync(dovecot.Box, security);
        var uid = Assert.Single(await session.SearchAsync("ALL", default));
        var look = Assert.Single(await session.LookAtAsync([uid, 4_000_000], default));
        using var body = new MemoryStream();
        Assert.Equal(look.Size, await session.FetchAsync(uid, body, look.Size, default));
        Assert.Equal(mail, body.ToArray());
        Assert.DoesNotContain("\\Seen", Assert.Single(await session.LookAtAsync([uid], default)).Flags);
        Assert.Null(await session.FetchAsync(4_000_000, body, 10, default)); // Gone is an answer, not a trouble.
        await session.LogoutAsync();
    }

    [Fact]
    public async Task What_is_wrong_with_the_way_in_is_told_apart()
    {
        var box = dovecot.Box;
        Assert.Equal(ImapTrouble.Refused, await TroubleAsync(DovecotBox.Account(box, password: "wrong")));
        Assert.Equal(ImapTrouble.Refused, await TroubleAsync(DovecotBox.Account(box, MailSecurity.StartTls, "wrong")));
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(DovecotBox.Account(box, trusted: false)));
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(DovecotBox.Account(box, MailSecurity.StartTls, trusted: false)));
        var crossed = new MailAccount { Host = "localhost", Port = box.Port, User = "u", Trust = box.Trust, Patience = TimeSpan.FromSeconds(3) };
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(crossed)); // TLS at the port that begins in clear.
    }

    [Theory]
    [InlineData("other.example.kz", -7)]
    [InlineData("localhost", 2)]
    public async Task A_certificate_of_another_name_or_time_is_refused(string host, int endedDaysAgo)
    {
        await using var box = new MailBox(host, endedDaysAgo);
        await box.StartAsync();
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(DovecotBox.Account(box)));
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(DovecotBox.Account(box, MailSecurity.StartTls)));
    }

    [Fact]
    public async Task IDLE_sees_a_delivery_at_once_and_another_one_after_it()
    {
        await using var session = await dovecot.FreshAsync();
        for (var i = 1; i <= 2; i++)
        {
            session.LookFresh();
            var waiting = session.WaitAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), default);
            await Task.Delay(150);
            Assert.False(waiting.IsCompleted);
            dovecot.Box.Deliver($"Subject: {i}\r\n\r\n{i}\r\n");
            Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(5)));
            Assert.Equal(i, (await session.SearchAsync("ALL", default)).Count);
        }

        session.LookFresh();
        Assert.False(await session.WaitAsync(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20), default));
        Assert.Equal(2, (await session.SearchAsync("ALL", default)).Count); // The line is whole after an IDLE that brought nothing.
    }

    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    public async Task A_large_mail_streams_in_little_memory(int megabytes)
    {
        await using (await dovecot.FreshAsync()) { }
        var mail = new byte[megabytes << 20];
        mail.AsSpan().Fill((byte)'A');
        for (var i = 78; i <= mail.Length; i += 78) "\r\n"u8.CopyTo(mail.AsSpan(i - 2));
        "\r\n"u8.CopyTo(mail.AsSpan(mail.Length - 2));
        dovecot.Box.Deliver(mail);
        await using var session = await DovecotBox.OpenAsync(dovecot.Box);
        var uid = Assert.Single(await session.SearchAsync("ALL", default));
        var size = Assert.Single(await session.LookAtAsync([uid], default)).Size;
        using var sum = new Summing();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal(size, await session.FetchAsync(uid, sum, size, default));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 12 << 20);
        Assert.Equal(mail.Length, size);
        Assert.True(sum.Matches(mail));
    }

    [Fact]
    public async Task Messages_are_moved_and_removed_and_only_they()
    {
        await using (await dovecot.FreshAsync()) { }
        for (var i = 0; i < 5; i++) dovecot.Box.Deliver($"Subject: {i}\r\n\r\n{i}\r\n");
        await using var session = await DovecotBox.OpenAsync(dovecot.Box);
        var uids = await session.SearchAsync("ALL", default);
        await session.FlagAsync([uids[4]], "\\Deleted", default); // Somebody else's mark.
        Assert.True(await session.MoveAsync([uids[0], uids[1]], "Өңделді", default));
        Assert.True(await session.ExpungeAsync([uids[2]], default));
        Assert.Equal(uids.Skip(3), await session.SearchAsync("ALL", default));
        Assert.Equal(2, session.Exists);
        Assert.Equal(2, dovecot.Box.CountIn("&BOgEowQ0BDUEOwQ0BFY-"));
        await session.SelectAsync("Өңделді", readOnly: true, default);
        Assert.Equal(ImapTrouble.Denied, (await Assert.ThrowsAsync<ImapTroubleException>(() => session.SelectAsync("Nowhere", false, default))).Trouble); // Dovecot does not say why.
    }

    [Fact]
    public async Task A_server_without_extensions_is_served_as_well()
    {
        await using var box = new MailBox(bare: true);
        await box.StartAsync();
        for (var i = 0; i < 4; i++) box.Deliver($"Subject: {i}\r\n\r\n{i}\r\n");
        await using var session = await DovecotBox.OpenAsync(box);
        Assert.All(["UIDPLUS", "MOVE", "IDLE", "ESEARCH", "SASL-IR", "LITERAL+"], c => Assert.False(session.Can(c), c));
        var uids = await session.SearchAsync("ALL", default);
        Assert.Equal(4, uids.Count);
        Assert.True(await session.MoveAsync([uids[0]], "Done", default));
        Assert.True(await session.ExpungeAsync([uids[1]], default));
        await session.FlagAsync([uids[2]], "\\Deleted", default);
        Assert.False(await session.ExpungeAsync([uids[3]], default)); // Removing ours would remove what somebody else has marked.
        Assert.Equal([uids[2], uids[3]], await session.SearchAsync("ALL", default));
        Assert.Equal(1, box.CountIn("Done"));
        session.LookFresh();
        var waiting = session.WaitAsync(TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), default);
        box.Deliver("Subject: 5\r\n\r\n5\r\n");
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_server_killed_in_the_middle_of_a_body_is_away()
    {
        await using var box = new MailBox();
        await box.StartAsync();
        box.Deliver(new byte[30 << 20].Select(_ => (byte)'x').ToArray());
        await using var session = await DovecotBox.OpenAsync(box);
        using var killing = new Killing(box);
        Assert.Equal(ImapTrouble.Away, (await Assert.ThrowsAsync<ImapTroubleException>(() => session.FetchAsync(1, killing, 40 << 20, default))).Trouble);
    }

    private static async Task<ImapTrouble> TroubleAsync(MailAccount account) => (await Assert.ThrowsAsync<ImapTroubleException>(() => ImapSession.OpenAsync(account, default))).Trouble;

    /// <summary>Takes everything and keeps its hash only.</summary>
    private sealed class Summing : Sink
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public bool Matches(byte[] all) => _hash.GetHashAndReset().AsSpan().SequenceEqual(SHA256.HashData(all));

        public override void Write(ReadOnlySpan<byte> buffer) => _hash.AppendData(buffer);

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Takes the first bytes and then kills the server.</summary>
    private sealed class Killing(MailBox box) : Sink
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await box.KillAsync();

        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();
    }

    private abstract class Sink : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}

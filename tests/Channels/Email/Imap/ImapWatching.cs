// The watch on a real mailbox: everything is handed over, nothing goes before it is committed, and a crash means once more, never none.

using System.Collections.Concurrent;
using System.Text;
using TrustLine.Channels.Email.Imap;
using TrustLine.Testing;

namespace TrustLine.Tests.Channels.Email.Imap;

[Collection(DovecotBoxes.Name)]
[Trait("Needs", "dovecot")]
public sealed class ImapWatching(DovecotBox dovecot)
{
    [Fact]
    public async Task What_waits_and_what_comes_is_taken_and_removed()
    {
        await using (await dovecot.FreshAsync()) { }
        var taken = new ConcurrentBag<string>();
        for (var i = 0; i < 30; i++) dovecot.Box.Deliver(Mail(i));
        await RunUntilAsync(new(Options(dovecot.Box)), Take, async () =>
        {
            await WaitAsync(() => taken.Count == 30 && dovecot.Box.Count == 0);
            for (var i = 30; i < 40; i++) dovecot.Box.Deliver(Mail(i));
            await WaitAsync(() => taken.Count == 40 && dovecot.Box.Count == 0);
        });
        Assert.Equal(Enumerable.Range(0, 40).Select(Mail).Order(), taken.Order());

        async Task<bool> Take(ImapMail mail, CancellationToken cancellation)
        {
            using var body = new MemoryStream();
            Assert.Equal(mail.Size, await mail.CopyToAsync(body, mail.Size));
            await Task.Delay(20, cancellation); // The commit.
            taken.Add(Encoding.UTF8.GetString(body.ToArray()));
            return true;
        }
    }

    [Fact]
    public async Task What_could_not_be_committed_stays_and_comes_again_and_holds_up_nobody()
    {
        await using (await dovecot.FreshAsync()) { }
        for (var i = 0; i < 3; i++) dovecot.Box.Deliver(Mail(i));
        var asked = new ConcurrentQueue<uint>();
        uint stubborn = 0;
        await RunUntilAsync(new(Options(dovecot.Box, "Done")), Take, () => WaitAsync(() => asked.Count(u => u == stubborn) >= 3 && dovecot.Box.Count == 1));
        Assert.Equal(2, dovecot.Box.CountIn("Done"));
        Assert.Equal(2, asked.Count(u => u != stubborn));

        Task<bool> Take(ImapMail mail, CancellationToken cancellation)
        {
            if (stubborn == 0) stubborn = mail.Uid;
            asked.Enqueue(mail.Uid);
            return Task.FromResult(mail.Uid != stubborn); // Looked at and not even read: also that is allowed.
        }
    }

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_loses_nothing()
    {
        await using var box = new MailBox();
        await box.StartAsync();
        for (var i = 0; i < 60; i++) box.Deliver(Mail(i));
        var committed = new ConcurrentDictionary<string, int>();
        var atWork = new ConcurrentDictionary<uint, bool>();
        var watch = new ImapWatch(Options(box));
        var handed = 0;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var troubles = new ConcurrentQueue<ImapTrouble>();
        var running = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await watch.RunAsync(Take, stop.Token);
                }
                catch (ImapTroubleException error)
                {
                    troubles.Enqueue(error.Trouble);
                    if (error.Trouble == ImapTrouble.Away && box.Count > 0 && !stop.IsCancellationRequested) await box.StartAsync();
                }
            }
        });
        await WaitAsync(() => box.Count == 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(Enumerable.Range(0, 60).Select(Mail).Order(), committed.Keys.Order());
        Assert.InRange(troubles.Count, 3, 60);
        Assert.All(troubles, t => Assert.Equal(ImapTrouble.Away, t));

        async Task<bool> Take(ImapMail mail, CancellationToken cancellation)
        {
            Assert.True(atWork.TryAdd(mail.Uid, true), "one message was in two hands");
            try
            {
                using var body = new MemoryStream();
                await mail.CopyToAsync(body, mail.Size);
                await Task.Delay(5, cancellation);
                committed.AddOrUpdate(Encoding.UTF8.GetString(body.ToArray()), 1, (_, n) => n + 1);
                if (Interlocked.Increment(ref handed) is 7 or 20 or 41) await box.KillAsync();
                return true;
            }
            finally
            {
                atWork.TryRemove(mail.Uid, out _);
            }
        }
    }

    [Fact]
    public async Task Another_life_of_the_mailbox_begins_anew()
    {
        await using var box = new MailBox();
        await box.StartAsync();
        for (var i = 0; i < 2; i++) box.Deliver(Mail(i));
        var seen = new ConcurrentQueue<(long Life, uint Uid)>();
        var watch = new ImapWatch(Options(box, again: TimeSpan.FromHours(1)));
        await RunUntilAsync(watch, Take, () => WaitAsync(() => seen.Count == 2));
        await RunUntilAsync(watch, Take, () => Task.Delay(300)); // The same numbers of the same life: known to be left for an hour.
        Assert.Equal(2, seen.Count);
        await box.KillAsync();
        box.Restore();
        await box.StartAsync();
        await RunUntilAsync(watch, Take, () => WaitAsync(() => seen.Count == 4));
        Assert.Equal(2, seen.Select(s => s.Life).Distinct().Count());
        Assert.Equal(seen.Take(2).Select(s => s.Uid), seen.Skip(2).Select(s => s.Uid));

        Task<bool> Take(ImapMail mail, CancellationToken cancellation)
        {
            seen.Enqueue((mail.UidValidity, mail.Uid));
            return Task.FromResult(false);
        }
    }

    private static ImapWatchOptions Options(MailBox box, string? moveTo = null, TimeSpan? again = null) =>
        new() { Account = DovecotBox.Account(box), MoveTo = moveTo, AgainAfter = again ?? TimeSpan.FromMilliseconds(100) };

    private static string Mail(int number) => $"Message-ID: <{number}@example.kz>\r\nSubject: {number}\r\n\r\nхабарлама {number}\r\n";

    private static async Task RunUntilAsync(ImapWatch watch, Func<ImapMail, CancellationToken, Task<bool>> take, Func<Task> until)
    {
        using var stop = new CancellationTokenSource();
        var running = watch.RunAsync(take, stop.Token);
        try
        {
            await until();
        }
        finally
        {
            await stop.CancelAsync(); // Nobody else finds the mailbox watched.
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(watch.Standing);
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (until()) return;
            await Task.Delay(20);
        }

        Assert.Fail("It did not come about within 20 seconds.");
    }
}

namespace TrustLine.Channels.Email.Imap;

/// <summary>
/// Empties a mailbox: hands over every message not yet taken, and removes or moves it only after it was said to be committed. A crash anywhere in between means that it is
/// handed over again, so whoever takes must know a message that he has already taken. Never loses one.
/// </summary>
public sealed class ImapWatch(ImapWatchOptions options)
{
    private readonly ImapWatchOptions options = options;
    private readonly HashSet<uint> taken = []; // Committed, and still there: the server could not remove them.
    private readonly Dictionary<uint, long> left = []; // Not committed: since when.
    private long validity;

    /// <summary>Whether the mailbox stands open to us now.</summary>
    public bool Standing { get; private set; }

    /// <summary>Runs on one connection until it is cancelled or <see cref="ImapTroubleException"/> ends it; then run it again after a pause. What the taker throws ends it too.</summary>
    /// <param name="take">Takes one message: true only when it is committed. Up to <see cref="ImapWatchOptions.Abreast"/> run at once; the mails are read one after the other.</param>
    /// <param name="cancellation">Ends it between two messages, or where it stands.</param>
    public async Task RunAsync(Func<ImapMail, CancellationToken, Task<bool>> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(take);
        await using var session = await ImapSession.OpenAsync(options.Account, cancellation);
        try
        {
            var mailbox = await session.SelectAsync(options.Mailbox, readOnly: false, cancellation);
            if (mailbox.ReadOnly) throw new ImapTroubleException(ImapTrouble.Denied);
            if (mailbox.UidValidity != validity) Forget(mailbox.UidValidity);
            for (Standing = true; ;)
            {
                session.LookFresh();
                var all = await session.SearchAsync("ALL", cancellation);
                taken.IntersectWith(all);
                foreach (var uid in left.Keys.Except(all).ToList()) left.Remove(uid);
                await RemoveAsync(session, [.. taken], cancellation); // What a lost connection, or another's mark, left in it.
                foreach (var some in all.Where(IsDue).ToList().Chunk(options.Abreast * 4)) await new Handing(this, session, take, cancellation).GoAsync(some);
                await session.WaitAsync(left.Count > 0 ? options.AgainAfter : options.IdleFor, options.PollEvery, cancellation);
            }
        }
        finally
        {
            Standing = false;
        }
    }

    private async Task RemoveAsync(ImapSession session, IReadOnlyCollection<uint> uids, CancellationToken cancellation)
    {
        if (uids.Count == 0) return;
        var gone = options.MoveTo is { Length: > 0 } there ? await session.MoveAsync(uids, there, cancellation) : await session.ExpungeAsync(uids, cancellation);
        if (gone) taken.ExceptWith(uids);
    }

    private bool IsDue(uint uid) => !taken.Contains(uid) && (!left.TryGetValue(uid, out var since) || System.Diagnostics.Stopwatch.GetElapsedTime(since) >= options.AgainAfter);

    // Another life of the mailbox: the numbers we knew are other messages now.
    private void Forget(long now)
    {
        taken.Clear();
        left.Clear();
        validity = now;
    }

    /// <summary>Hands over some messages, several abreast, and settles with the server what became of each.</summary>
    private sealed class Handing(ImapWatch watch, ImapSession session, Func<ImapMail, CancellationToken, Task<bool>> take, CancellationToken cancellation)
    {
        private readonly List<(Task<bool> Taking, uint Uid)> inHand = [];

        public async Task GoAsync(IReadOnlyCollection<uint> uids)
        {
            try
            {
                foreach (var message in await session.LookAtAsync(uids, cancellation))
                {
                    while (inHand.Count >= watch.options.Abreast) await SettleAsync();
                    var mail = new ImapMail(message.Uid, watch.validity, message.Size, (to, most) => session.FetchAsync(message.Uid, to, most, cancellation));
                    var taking = take(mail, cancellation);
                    inHand.Add((taking, message.Uid));
                    await Task.WhenAny(taking, mail.Read); // The line carries one message at a time.
                    await mail.CloseAsync();
                }

                while (inHand.Count > 0) await SettleAsync();
            }
            catch
            {
                // Nobody may still be at work on a message that the next connection hands over again.
                await Task.WhenAll(inHand.Select(h => h.Taking)).ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                throw;
            }
        }

        // Whatever is ready by now goes out of the mailbox together.
        private async Task SettleAsync()
        {
            await Task.WhenAny(inHand.Select(h => h.Taking));
            var committed = new List<uint>();
            var ready = inHand.Where(h => h.Taking.IsCompleted).ToList();
            inHand.RemoveAll(h => ready.Contains(h));
            foreach (var (taking, uid) in ready)
            {
                if (await taking) committed.Add(uid);
                else watch.left[uid] = System.Diagnostics.Stopwatch.GetTimestamp();
            }

            if (committed.Count == 0) return;
            foreach (var uid in committed) watch.left.Remove(uid);
            watch.taken.UnionWith(committed);
            await watch.RemoveAsync(session, committed, cancellation);
        }
    }
}

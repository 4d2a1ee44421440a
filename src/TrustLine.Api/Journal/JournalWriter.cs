using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace TrustLine.Api.Journal;

/// <summary>
/// The one pen of the Journal. Acts that arrive together share one durable commit and one signed head;
/// an act that fails is rolled back alone. A task completes only after its transaction is on disk.
/// </summary>
internal sealed class JournalWriter(Database database, LineKeys keys) : IHostedService, IDisposable
{
    private const int LargestCommit = 64;

    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4096) { SingleReader = true });
    private Thread? pen;

    /// <summary>Runs the act inside the next transaction and returns its answer once that transaction is durable.</summary>
    public async Task<T> WriteAsync<T>(Func<JournalAct, T> act, CancellationToken cancellation = default)
    {
        var pending = new Pending<T>(act);
        await queue.Writer.WriteAsync(pending, cancellation);
        return await pending.Answer; // Not cancellable from here on: the act may already be on disk.
    }

    /// <summary>As the other overload, for an act without an answer.</summary>
    public Task WriteAsync(Action<JournalAct> act, CancellationToken cancellation = default) =>
        WriteAsync<object?>(a => { act(a); return null; }, cancellation);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        pen = new Thread(WriteUntilStopped) { IsBackground = true, Name = "journal" };
        pen.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete(); // What is queued is still written; nothing new is taken.
        return Task.Run(() => pen?.Join(), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        pen?.Join();
    }

    private void WriteUntilStopped()
    {
        using var connection = database.OpenWriter();
        var batch = new List<Pending>(LargestCommit);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < LargestCommit && queue.Reader.TryRead(out var next)) batch.Add(next);
            Commit(connection, batch);
        }
    }

    private void Commit(SqliteConnection connection, List<Pending> batch)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            var log = LogTail.Continue(transaction, keys.LogSigner);
            foreach (var pending in batch)
            {
                transaction.Save("act");
                var before = log.Snapshot();
                try
                {
                    using var act = new JournalAct(transaction, log, keys.Cards);
                    pending.Run(act);
                    act.Complete();
                    transaction.Release("act");
                }
#pragma warning disable CA1031 // Whatever went wrong in one act belongs to its caller alone.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    transaction.Rollback("act");
                    log.Restore(before);
                    pending.Failed(error);
                }
            }

            log.SignHead(transaction);
            transaction.Commit();
            foreach (var pending in batch) pending.Done();
        }
#pragma warning disable CA1031 // A commit that failed is told to everyone who waits for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            foreach (var pending in batch) pending.Failed(error);
        }
    }

    private abstract class Pending
    {
        public abstract void Run(JournalAct act);
        public abstract void Done();
        public abstract void Failed(Exception error);
    }

    private sealed class Pending<T>(Func<JournalAct, T> act) : Pending
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T answer = default!;

        public Task<T> Answer => source.Task;
        public override void Run(JournalAct journal) => answer = act(journal);
        public override void Done() => source.TrySetResult(answer);
        public override void Failed(Exception error) => source.TrySetException(error);
    }
}

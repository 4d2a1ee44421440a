using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Inbox;

/// <summary>
/// One person's index and how far it is: the newest reports first, then whatever the Journal says has changed. It is built off the
/// requests' path by copies of the group's private halves, which exist only while it is being built.
/// </summary>
internal sealed class SearchRoom(Role role, CaseDirectory directory, Database database, LineKeys keys, long most, ILogger log) : IDisposable
{
    private const int Batch = 100;
    private static readonly FactKind[] Silent = [FactKind.ReportRead, FactKind.VoiceHeard, FactKind.CodeConfirmed, FactKind.CodeReplaced, FactKind.CodeExchanged, FactKind.ThreadResealed, FactKind.DirectorInformed, FactKind.PackageMade];

    private readonly CancellationTokenSource over = new();
    private readonly SearchIndex index = new(most);
    private long next = -1;
    private int building;

    /// <summary>Whether it is this role's and has not ended.</summary>
    public bool Serves(Role person) => person == role && !over.IsCancellationRequested;

    /// <summary>Reports that have been read in.</summary>
    public int Done => index.Count;

    /// <summary>Reports that the person may read.</summary>
    public int Total => directory.All().Count(c => c.MayRead(role));

    /// <summary>Whether something that this person may read has still to be read in: what else happens on the line is not to be told from it.</summary>
    public bool Behind
    {
        get
        {
            var (from, until) = (Volatile.Read(ref next), directory.Position);
            return !Full && (from < 0 || from < until && directory.Of(Touched(from, until)).Any(c => c.MayRead(role)));
        }
    }

    /// <summary>Whether there was no room for more.</summary>
    public bool Full { get; private set; }

    /// <summary>Found reports that may still be read, the newest first.</summary>
    public IReadOnlyList<CardOfCase> Find(SearchWords words) =>
        [.. directory.Of(index.Find(words.Bytes)).Where(c => c.MayRead(role)).OrderByDescending(c => c.Newest)];

    /// <summary>Goes on where it stopped, with the halves of this visit, unless it is at it; <paramref name="alive"/> is asked between batches.</summary>
    public void Continue(StaffVisit visit, SemaphoreSlim place, Func<bool> alive)
    {
        if (directory.Position == Volatile.Read(ref next) || Interlocked.Exchange(ref building, 1) == 1) return;
        var texts = new ReadableTexts(visit.Group!.Value, database, keys);
        foreach (var (generation, pair) in visit.Generations()) texts.Take(generation, pair);
        new Thread(() => Build(texts, place, alive)) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "search" }.Start();
    }

    /// <summary>Forgets a report until it is read in anew.</summary>
    public void Drop(Guid report) => index.Remove(report);

    /// <summary>Ends it: nothing of the texts or keys stays.</summary>
    public void Dispose()
    {
        over.Cancel();
        index.Dispose();
    }

    private void Build(ReadableTexts texts, SemaphoreSlim place, Func<bool> alive)
    {
        using (texts)
        {
            try
            {
                place.Wait(over.Token); // One at a time: reading in must not take the machine from those who work.
                try
                {
                    Read(texts, alive);
                }
                finally
                {
                    place.Release();
                }
            }
            catch (OperationCanceledException)
            {
                index.Dispose();
            }
#pragma warning disable CA1031 // A search that misses something must not end the service; the next visit goes on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.RequestFailed(log, error.GetType().Name, "search");
            }
            finally
            {
                Volatile.Write(ref building, 0);
            }
        }
    }

    private void Read(ReadableTexts texts, Func<bool> alive)
    {
        var until = directory.Position;
        var wanted = next < 0 ? directory.All().Where(c => c.MayRead(role)).OrderByDescending(c => c.Newest).Select(c => c.Id).ToList() : Touched(next, until);
        foreach (var ids in wanted.Chunk(Batch))
        {
            over.Token.ThrowIfCancellationRequested();
            if (!alive()) over.Cancel();
            over.Token.ThrowIfCancellationRequested();
            var found = texts.Of(ids);
            var open = directory.Of(ids).Where(c => c.MayRead(role)).Select(c => c.Id).ToHashSet();
            foreach (var id in ids)
            {
                if (open.Contains(id) && found.TryGetValue(id, out var text)) Full |= !index.Put(id, text);
                else index.Remove(id);
            }

            if (Full) break;
        }

        over.Token.ThrowIfCancellationRequested();
        Volatile.Write(ref next, until);
    }

    private List<Guid> Touched(long from, long until)
    {
        using var db = database.Read();
        var facts = db.Entries.Where(e => e.Position >= from && e.Position < until && e.Scope == (int)Scope.Report).Select(e => new { e.Subject, e.Card }).ToList();
        return [.. facts.Where(f => !Silent.Contains(keys.Cards.Open(f.Card, CardJson.Default.Fact, f.Subject).Kind)).Select(f => f.Subject).Distinct()];
    }
}

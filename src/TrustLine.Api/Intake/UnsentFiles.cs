using TrustLine.Api.Journal;
using TrustLine.Channels;

namespace TrustLine.Api.Intake;

/// <summary>
/// Files that no report owns yet: what room they take, and who has to make room. Together they have a share of what is left to files; beyond it the
/// one that has taken most for longest goes first. What a report owns, what somebody is writing or sending, and what is not an hour old never goes.
/// </summary>
internal sealed class UnsentFiles(FileFolders folders, DiskRoom room, LineOptions options, Database database, TimeProvider time)
{
    private const long Lag = 128 << 10;
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private Dictionary<Guid, Unsent>? known;
    private long total;
    private long unwritten;

    /// <summary>Begins to take room for a file; whoever writes it disposes this when done.</summary>
    public RoomTaken Take(Guid id)
    {
        lock (gate)
        {
            if (!Known.TryGetValue(id, out var file)) Known.Add(id, file = new(id));
            file.Users++;
            return new(this, file);
        }
    }

    /// <summary>Keeps files from being thrown away, all or none; false when one is not there any more.</summary>
    public bool Hold(IReadOnlyList<Guid> ids)
    {
        lock (gate)
        {
            if (!ids.All(id => File.Exists(folders.Whole(id)))) return false;
            // What is not known here belongs to a report already.
            foreach (var id in ids)
                if (Known.TryGetValue(id, out var file)) Use(file);
            return true;
        }
    }

    /// <summary>Lets files go that were held; those that a report has come to own are no longer counted here.</summary>
    public void Release(IReadOnlyList<Guid> held)
    {
        if (held.Count == 0) return;
        lock (gate)
        {
            var owned = Owned(held);
            foreach (var id in held)
            {
                if (!Known.TryGetValue(id, out var file)) continue;
                file.Users--;
                if (owned.Contains(id)) Forget(file);
            }
        }
    }

    /// <summary>Throws a file and its pieces away, unless a report owns it or somebody is sending it.</summary>
    public void Remove(Guid id)
    {
        lock (gate)
            if (Known.TryGetValue(id, out var file) && file.Users == 0) Delete(file);
    }

    /// <summary>Throws away what was last touched before the moment; returns how many.</summary>
    public int RemoveOlderThan(DateTimeOffset moment)
    {
        lock (gate)
        {
            foreach (var id in Owned([.. Known.Keys])) Forget(Known[id]);
            var old = Known.Values.Where(f => f.Users == 0 && f.Touched < moment).ToList();
            foreach (var file in old) Delete(file);
            return old.Count;
        }
    }

    /// <summary>Some bytes more are about to be written; <see cref="NoRoomException"/> when nothing can make room for them.</summary>
    internal void Grow(Unsent file, RoomTaken taken, long bytes)
    {
        lock (gate)
        {
            Count(file, taken, bytes);
            while (!Fits())
            {
                if (Longest() is { } other) Delete(other);
                else
                {
                    Count(file, taken, 0);
                    Count(file, file.Bytes - bytes);
                    throw new NoRoomException();
                }
            }
        }
    }

    /// <summary>A writer is done: what really lies on disk is what counts.</summary>
    internal void Done(Unsent file, RoomTaken taken)
    {
        lock (gate)
        {
            Count(file, taken, 0);
            file.Users--;
            Measure(file);
        }
    }

    /// <summary>Pieces were thrown away after their file was put together.</summary>
    public void Measure(Guid id)
    {
        lock (gate)
            if (Known.TryGetValue(id, out var file)) Measure(file);
    }

    private Dictionary<Guid, Unsent> Known
    {
        get
        {
            if (known is not null) return known;
            known = [];
            foreach (var (id, touched) in folders.Found())
                if (!known.ContainsKey(id)) known.Add(id, new(id) { Touched = touched });
            foreach (var id in Owned([.. known.Keys])) known.Remove(id);
            foreach (var file in known.Values) Count(file, folders.Size(file.Id));
            return known;
        }
    }

    private bool Fits()
    {
        var left = room.Left() - unwritten;
        return left >= 0 && total <= (left + total) / 100 * options.UnsentPercent;
    }

    // The one that has taken most room for longest.
    private Unsent? Longest()
    {
        var now = time.GetUtcNow();
        return Known.Values.Where(f => f.Users == 0 && now - f.Touched >= Quiet).MaxBy(f => (now - f.Touched).TotalSeconds * f.Bytes);
    }

    private void Delete(Unsent file)
    {
        if (!Owned([file.Id]).Contains(file.Id)) folders.Delete(file.Id);
        Forget(file);
    }

    private void Use(Unsent file) => (file.Users, file.Touched) = (file.Users + 1, time.GetUtcNow());

    private void Measure(Unsent file)
    {
        Count(file, folders.Size(file.Id));
        file.Touched = time.GetUtcNow();
        if (file.Bytes == 0 && file.Users == 0) Forget(file);
    }

    private void Forget(Unsent file)
    {
        Count(file, 0);
        Known.Remove(file.Id);
    }

    private void Count(Unsent file, long bytes) => (total, file.Bytes) = (total + bytes - file.Bytes, bytes);

    // What a writer was given before is on disk by now, but for two segments at most, and the volume itself says so.
    private void Count(Unsent file, RoomTaken taken, long bytes)
    {
        var open = bytes == 0 ? 0 : bytes + Lag;
        unwritten += open - taken.Unwritten;
        taken.Unwritten = open;
        Count(file, file.Bytes + bytes);
    }

    private HashSet<Guid> Owned(IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0) return [];
        using var db = database.Read();
        return [.. db.Files.Where(f => ids.Contains(f.Id)).Select(f => f.Id)];
    }
}

/// <summary>One file that no report owns yet.</summary>
internal sealed class Unsent(Guid id)
{
    public Guid Id => id;
    public long Bytes { get; set; }

    /// <summary>Who writes, sends or shows it now.</summary>
    public int Users { get; set; }

    public DateTimeOffset Touched { get; set; }
}

/// <summary>Room that one writer of a file takes as its bytes come.</summary>
internal sealed class RoomTaken(UnsentFiles files, Unsent file) : IDisposable
{
    /// <summary>Taken last, and perhaps not yet on disk.</summary>
    internal long Unwritten { get; set; }

    /// <summary>Some bytes more are about to be written.</summary>
    public void Grow(long bytes) => files.Grow(file, this, bytes);

    /// <inheritdoc/>
    public void Dispose() => files.Done(file, this);
}

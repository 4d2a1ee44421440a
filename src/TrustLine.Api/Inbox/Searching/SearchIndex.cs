using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Inbox;

/// <summary>
/// The folded texts of the reports that one person may read, side by side in memory, and nowhere else. To search is to run over them:
/// at a hundred thousand reports that is some tens of milliseconds, and there is nothing to keep in order. Wiped when it goes.
/// </summary>
internal sealed class SearchIndex(long most) : IDisposable
{
    private const int ShelfLength = 4 << 20;
    private const int LongestText = 256 << 10;

    private readonly Lock turn = new();
    private readonly List<byte[]> shelves = [];
    private readonly Dictionary<Guid, Place> places = [];
    private int used = ShelfLength;
    private bool over;

    /// <summary>How many reports it holds.</summary>
    public int Count { get { lock (turn) return places.Count; } }

    /// <summary>Takes a report's text, in place of an earlier one; false when there is no room left.</summary>
    public bool Put(Guid id, string folded)
    {
        var length = Math.Min(folded.Length, LongestText);
        lock (turn)
        {
            Clear(id);
            if (over) return false;
            if (used + length > ShelfLength)
            {
                if ((shelves.Count + 1L) * ShelfLength > most) return false;
                shelves.Add(GC.AllocateUninitializedArray<byte>(ShelfLength));
                used = 0;
            }

            Encoding.ASCII.GetBytes(folded.AsSpan(0, length), shelves[^1].AsSpan(used));
            places[id] = new(shelves.Count - 1, used, length);
            used += length;
            return true;
        }
    }

    /// <summary>Forgets a report; its text is overwritten.</summary>
    public void Remove(Guid id)
    {
        lock (turn) Clear(id);
    }

    /// <summary>The reports that hold every one of these, in no order.</summary>
    public List<Guid> Find(IReadOnlyList<byte[]> words)
    {
        var found = new List<Guid>();
        lock (turn)
        {
            foreach (var (id, place) in places)
            {
                var text = shelves[place.Shelf].AsSpan(place.Start, place.Length);
                var all = true;
                foreach (var word in words)
                {
                    if (text.IndexOf(word) >= 0) continue;
                    all = false;
                    break;
                }

                if (all) found.Add(id);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (turn)
        {
            foreach (var shelf in shelves) Digest.Wipe(shelf);
            over = true;
            shelves.Clear();
            places.Clear();
            used = ShelfLength;
        }
    }

    private void Clear(Guid id)
    {
        if (places.Remove(id, out var place)) Digest.Wipe(shelves[place.Shelf].AsSpan(place.Start, place.Length));
    }

    private readonly record struct Place(int Shelf, int Start, int Length);
}

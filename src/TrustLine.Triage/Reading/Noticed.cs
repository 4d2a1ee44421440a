using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>Words First to Last of a passage of the report (0 is the narrative, then the answers).</summary>
internal readonly record struct Place(int Passage, int First, int Last);

/// <summary>What was noticed in a report, each with the places that show it.</summary>
internal sealed class Noticed(IReadOnlyList<(string In, Words Words)> passages)
{
    private const int MostPlaces = 8;
    private readonly Dictionary<string, List<Place>> places = new(StringComparer.Ordinal);

    public IReadOnlyList<(string In, Words Words)> Passages => passages;

    /// <summary>For each passage the sentences that only ask or suppose.</summary>
    public bool[][] Supposed { get; } = [.. passages.Select(p => new bool[p.Words.Questions.Count + 1])];

    public IEnumerable<KeyValuePair<string, List<Place>>> All => places;

    public bool Has(string name) => places.ContainsKey(name);

    public int Count(string name) => places.TryGetValue(name, out var list) ? list.Count : 0;

    public void Add(string name) => places.TryAdd(name, []);

    public void Add(string name, Place place)
    {
        if (!places.TryGetValue(name, out var list)) places[name] = list = [];
        if (list.Count < MostPlaces) list.Add(place);
    }

    /// <summary>The place as evidence for a reason.</summary>
    public Evidence Show(Place place, string why)
    {
        var (passage, words) = passages[place.Passage];
        var start = words.All[place.First].Start;
        var end = words.All[place.Last].End;
        return new Evidence(start, end - start, words.Text[start..end], why, passage);
    }
}

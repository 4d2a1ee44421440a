using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>Words First to Last of a passage of the report (0 is the narrative, then the answers).</summary>
internal readonly record struct Place(int Passage, int First, int Last);

/// <summary>A concept that a report speaks of, with the first places that show it.</summary>
internal sealed class Mention(Concept concept)
{
    private const int MostPlaces = 8;
    private readonly Place[] places = new Place[MostPlaces];

    public Concept Concept => concept;

    /// <summary>How many places are known; 0 for what has no place in a text, such as a channel.</summary>
    public int Count { get; private set; }

    public Place this[int at] => places[at];

    public void Add(Place place)
    {
        if (Count < MostPlaces) places[Count++] = place;
    }
}

/// <summary>What was noticed in a report, each with the places that show it.</summary>
internal sealed class Noticed
{
    private readonly List<Mention> all = [];
    private Mention?[] byConcept = new Mention?[512];

    public Noticed(IReadOnlyList<(string In, Words Words)> passages)
    {
        Passages = passages;
        Supposed = new bool[passages.Count][];
        Denied = new bool[passages.Count][];
        for (var passage = 0; passage < passages.Count; passage++)
        {
            Supposed[passage] = [.. passages[passage].Words.Questions, false];
            Denied[passage] = new bool[passages[passage].Words.All.Length];
        }
    }

    public IReadOnlyList<(string In, Words Words)> Passages { get; }

    /// <summary>For each passage the sentences that only ask or suppose.</summary>
    public bool[][] Supposed { get; }

    /// <summary>For each passage the words that a "no" reaches.</summary>
    public bool[][] Denied { get; }

    /// <summary>In the order in which they were noticed.</summary>
    public IReadOnlyList<Mention> All => all;

    public bool Has(Concept concept) => Of(concept) is not null;

    /// <summary>Said, denied or supposed.</summary>
    public bool HasInAnyScope(Concept concept) => Has(concept) || Has(concept.Denied) || Has(concept.Supposed);

    public int Count(Concept concept) => Of(concept)?.Count ?? 0;

    public void Add(Concept concept) => Mentioned(concept);

    public void Add(Concept concept, Place place) => Mentioned(concept).Add(place);

    /// <summary>The place as evidence for a reason.</summary>
    public Evidence Show(Place place, string why)
    {
        var (passage, words) = Passages[place.Passage];
        var start = words.All[place.First].Start;
        var end = words.All[place.Last].End;
        return new Evidence(start, end - start, words.Text[start..end], why, passage);
    }

    private Mention? Of(Concept concept) => concept.Number < byConcept.Length ? byConcept[concept.Number] : null;

    private Mention Mentioned(Concept concept)
    {
        if (concept.Number >= byConcept.Length) Array.Resize(ref byConcept, 2 * concept.Number);
        if (byConcept[concept.Number] is { } known) return known;
        var mention = new Mention(concept);
        byConcept[concept.Number] = mention;
        all.Add(mention);
        return mention;
    }
}

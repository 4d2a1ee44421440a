namespace TrustLine.Triage.Acceptance;

/// <summary>A place in the text and why it counts. Quiet: it never prints the text.</summary>
/// <param name="Start">First UTF-16 unit in the text named by <paramref name="In"/>.</param>
/// <param name="Length">UTF-16 units; 0 when what counts is no place in a text (a form field, a missing word).</param>
/// <param name="Text">The words at that place; empty when they were cut out as identity.</param>
/// <param name="Why">Key of the reason; <see cref="TrustLine.Triage.Reading.Reasons"/> says it in three languages.</param>
/// <param name="In">"narrative", or the answer's question ("what", "who", ...), or "sender".</param>
public sealed record Evidence(int Start, int Length, string Text, string Why, string In = "narrative")
{
    /// <summary>The name of the type, never the words.</summary>
    public override string ToString() => nameof(Evidence);
}

/// <summary>The answer to one yes/no question, with how likely "yes" is (0 … 1) and what it rests on.</summary>
public sealed record Finding(bool Yes, double Probability, IReadOnlyList<Evidence> Evidence);

using TrustLine.Api.Desk;

namespace TrustLine.Api.Inbox;

/// <summary>How an operator took the report; null when the reporter sent it.</summary>
internal static class TakenFace
{
    public static TakenView? Of(CaseReading of, Func<Guid, string?> name)
    {
        if (of.Sheet.Taken is not { } taken) return null;
        var titles = CallScript.In(of.Visit.Language).Duties.ToDictionary(d => d.Id, d => d.Title);
        return new(
            name(taken.Operator), [.. taken.Said.Where(titles.ContainsKey).Select(id => titles[id])], [.. taken.Unsaid.Where(titles.ContainsKey).Select(id => titles[id])],
            [.. Pages.ReportDraft.IdentityFields.Select(f => ("desk." + f, "taken.field." + taken.Identity.GetValueOrDefault(f, "none")))], EvidenceText.Pieces(taken.Reason ?? ""), EvidenceText.Pieces(taken.Place ?? ""), taken.Came, taken.Incomplete);
    }
}

/// <summary>How a report was taken, in words. Prints nothing.</summary>
/// <param name="Operator">Who typed it.</param>
/// <param name="Said">What was said of the script.</param>
/// <param name="Unsaid">What 10.5 demands and was not said.</param>
/// <param name="Identity">Each field of the identity: keys of its name and of what became of it.</param>
/// <param name="Reason">Why something was not said.</param>
/// <param name="Place">Where it was brought to or found.</param>
/// <param name="Came">The day on which it is said to have come.</param>
/// <param name="Incomplete">The call broke off.</param>
public sealed record TakenView(
    string? Operator, IReadOnlyList<string> Said, IReadOnlyList<string> Unsaid, IReadOnlyList<(string FieldKey, string StateKey)> Identity,
    IReadOnlyList<PieceView> Reason, IReadOnlyList<PieceView> Place, DateOnly? Came, bool Incomplete)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(TakenView);
}

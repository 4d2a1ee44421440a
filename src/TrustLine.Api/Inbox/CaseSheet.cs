using TrustLine.Api.Office;

namespace TrustLine.Api.Inbox;

/// <summary>What every part of a case's page gets: the frame, the report, and the form that was sent last. Prints nothing.</summary>
/// <param name="Frame">What stands around the content.</param>
/// <param name="View">The report.</param>
/// <param name="Done">Key of the act that was just done; null on any other visit.</param>
/// <param name="Wrong">What is wrong with the form that was sent.</param>
/// <param name="Typed">What was typed into it, by field.</param>
public sealed record CaseSheet(OfficeFrame Frame, CaseView View, string? Done, IReadOnlyList<WrongField> Wrong, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>The words.</summary>
    public OfficeTexts T => Frame.T;

    /// <summary>The address of the report; its forms post below it.</summary>
    public string Address => $"/office/reports/{View.Id}";

    /// <summary>Views and list beside the case.</summary>
    public required ListView Sides { get; init; }

    /// <summary>What this browser can still undo; null when there is nothing.</summary>
    public UndoView? Undo { get; init; }

    /// <summary>The place in the inbox, which every form carries along.</summary>
    public InboxPlace Place => Sides.Place;

    /// <summary>What was typed into a field; empty when nothing was.</summary>
    public string Said(string field) => Typed.TryGetValue(field, out var value) ? value : "";

    /// <summary>Whether one of these fields is wrong.</summary>
    public bool IsWrong(params string[] fields) => Wrong.Any(w => fields.Contains(w.Field));

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(CaseSheet);
}

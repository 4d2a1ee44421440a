using TrustLine.Channels.Web;

namespace TrustLine.Api.Pages;

/// <summary>The four steps of the form: their order, and what each insists on.</summary>
internal static class ReportSteps
{
    private static readonly string[] Order = ["story", "facts", "you", "check"];

    public static bool Knows(string? step) => step is not null && Order.Contains(step);

    public static string After(string step) => Order[Math.Min(Array.IndexOf(Order, step) + 1, Order.Length - 1)];

    public static string Before(string step) => Order[Math.Max(Array.IndexOf(Order, step) - 1, 0)];

    /// <summary>The first step that is not in order, with its errors; none when the report can be sent.</summary>
    public static (string Step, IReadOnlyList<FieldError> Errors)? FirstWrong(ReportDraft draft, LineTexts t, WebOptions bounds)
    {
        foreach (var step in Order)
            if (Wrong(step, draft, t, bounds) is { Count: > 0 } errors) return (step, errors);
        return null;
    }

    /// <summary>What is wrong on one page, in the order of its fields.</summary>
    public static IReadOnlyList<FieldError> Wrong(string step, ReportDraft draft, LineTexts t, WebOptions bounds) => step switch
    {
        "story" => [.. Story(draft, t, bounds)],
        "facts" => [.. TooLong(ReportDraft.Questions, "facts.", draft, t, bounds.AnswerChars)],
        "you" => [.. You(draft, t), .. draft.Way == "confidential" ? TooLong(ReportDraft.IdentityFields, "you.", draft, t, bounds.IdentityChars) : []],
        _ => [],
    };

    private static IEnumerable<FieldError> Story(ReportDraft draft, LineTexts t, WebOptions bounds)
    {
        if (!StrictText.Says(draft.Narrative)) yield return new("narrative", t["story.empty"]);
        else if (StrictText.Bytes(draft.Narrative) > bounds.NarrativeBytes)
            yield return new("narrative", t.With("story.long", ("limit", t.Number(bounds.NarrativeBytes))));
        if (draft.Files.Count > bounds.Files) yield return new("files", t.With("files.many", ("count", t.Number(bounds.Files))));
    }

    private static IEnumerable<FieldError> You(ReportDraft draft, LineTexts t)
    {
        if (draft.Way is null) yield return new("way", t["you.choose"]);
        if (draft.Way != "confidential") yield break;
        if (draft.FullName is null) yield return new("fullName", t["you.name.empty"]);
        // Only what cannot be an address at all: the rules of RFC 5321 are for the mail server.
        if (draft.Email is { } email && (email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == email.Length - 1 || email.Contains(' ', StringComparison.Ordinal))))
            yield return new("email", t["you.email.wrong"]);
    }

    private static IEnumerable<FieldError> TooLong(IEnumerable<string> fields, string room, ReportDraft draft, LineTexts t, int limit) =>
        fields.Where(f => draft[f]?.Length > limit)
            .Select(f => new FieldError(f, t.With("facts.long", ("field", t[room + f]), ("limit", t.Number(limit)))));
}

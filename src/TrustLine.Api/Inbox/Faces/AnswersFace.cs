using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>The reporter's answers, as the page shows them.</summary>
internal static class AnswersFace
{
    /// <summary>The answers in words, with what was noticed in them.</summary>
    public static IReadOnlyList<AnswerView> Written(CaseReading of) =>
        [.. of.Sheet.Answers.Written().Select(a => new AnswerView("answer." + a.Question, EvidenceText.Pieces(a.Text, a.Question, of.Sheet.Assessment, of.Visit.Language)))];

    /// <summary>The yes and no answers that were given.</summary>
    public static IEnumerable<(string Key, bool Yes)> Marks(Answers answers)
    {
        if (answers.Danger is { } danger) yield return ("answer.danger", danger);
        if (answers.AboutDirector is { } director) yield return ("answer.aboutDirector", director);
        if (answers.AboutOfficer is { } officer) yield return ("answer.aboutOfficer", officer);
    }
}

/// <summary>One answered question. Prints nothing.</summary>
public sealed record AnswerView(string Key, IReadOnlyList<PieceView> Pieces)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AnswerView);
}

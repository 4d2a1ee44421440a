namespace TrustLine.Triage.Reports;

/// <summary>The reporter's answers to the skippable questions of the form or the operator. Quiet: it never prints an answer.</summary>
public sealed record Answers(
    string? What = null,
    string? Who = null,
    string? When = null,
    string? Where = null,
    string? HowMuch = null,
    string? Evidence = null,
    bool? Danger = null,
    bool? AboutDirector = null,
    bool? AboutOfficer = null)
{
    /// <summary>Every question skipped.</summary>
    public static Answers None { get; } = new();

    /// <summary>The written answers with the name of their question, in the order of the form; skipped ones left out.</summary>
    public IEnumerable<(string Question, string Text)> Written()
    {
        if (!string.IsNullOrWhiteSpace(What)) yield return ("what", What);
        if (!string.IsNullOrWhiteSpace(Who)) yield return ("who", Who);
        if (!string.IsNullOrWhiteSpace(When)) yield return ("when", When);
        if (!string.IsNullOrWhiteSpace(Where)) yield return ("where", Where);
        if (!string.IsNullOrWhiteSpace(HowMuch)) yield return ("howMuch", HowMuch);
        if (!string.IsNullOrWhiteSpace(Evidence)) yield return ("evidence", Evidence);
    }

    /// <summary>The name of the type, never an answer.</summary>
    public override string ToString() => nameof(Answers);
}

namespace TrustLine.Triage.Reports;

/// <summary>What the reporter tells, as it arrived. Quiet: it never prints itself, compares by reference and is never logged.</summary>
public sealed class Narrative(string text)
{
    /// <summary>The words, untouched; may be empty, hold control characters or broken surrogates.</summary>
    public string Text { get; } = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>The name of the type, never the story.</summary>
    public override string ToString() => nameof(Narrative);
}

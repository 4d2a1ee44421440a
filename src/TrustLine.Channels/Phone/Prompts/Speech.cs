namespace TrustLine.Channels.Phone.Prompts;

/// <summary>What is said to a caller: prompts and pieces in their order, with the pause after each. A code may be in it, so it prints nothing.</summary>
public sealed record Speech(IReadOnlyList<SpeechPart> Parts)
{
    /// <summary>This, and then that.</summary>
    public Speech Then(Speech next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new([.. Parts, .. next.Parts]);
    }

    /// <summary>This, and then these prompts.</summary>
    public Speech Then(params string[] ids) => Then(Say.Prompt(ids));

    /// <inheritdoc/>
    public override string ToString() => nameof(Speech);
}

/// <summary>One prompt or piece by its id, and the silence after it. Prints nothing: the id of a digit is a digit.</summary>
public readonly record struct SpeechPart(string Prompt, int PauseAfterMs)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(SpeechPart);
}

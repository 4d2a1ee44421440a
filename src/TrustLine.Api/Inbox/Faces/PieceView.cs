namespace TrustLine.Api.Inbox;

/// <summary>A piece of a text: noticed by the engine (with the reasons), cut out as identity, or plain. Prints nothing.</summary>
public sealed record PieceView(string Text, string? Why, bool Cut)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PieceView);
}

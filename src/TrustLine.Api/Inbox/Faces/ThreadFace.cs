using TrustLine.Api.Intake;

namespace TrustLine.Api.Inbox;

/// <summary>The messages of a case as the page shows them.</summary>
internal static class ThreadFace
{
    public static IReadOnlyList<MessageView> Of(CaseReading of) =>
        [.. of.Thread.Select(m => new MessageView(m.Sheet.From == MessageAuthor.Office, of.Name(m.Sheet.Member), m.Sheet.At, EvidenceText.Pieces(m.Sheet.Text), m.Sheet.Asks, FilesFace.Of(m.Files)))];
}

/// <summary>One message of the thread. Prints nothing.</summary>
public sealed record MessageView(bool FromOffice, string? By, DateTimeOffset At, IReadOnlyList<PieceView> Text, bool Asks, IReadOnlyList<FileOfCase> Files)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MessageView);
}

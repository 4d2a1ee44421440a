using TrustLine.Api.Intake;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Inbox;

/// <summary>The messages of a case and the notes of those who read it, in the order in which they were written.</summary>
internal static class ThreadFace
{
    public static IReadOnlyList<MessageView> Of(CaseReading of, IReadOnlyDictionary<Guid, VoiceView> voices, DateTimeOffset now)
    {
        var takenBack = of.Facts.Where(f => f.Fact.Kind == FactKind.ActUndone).Select(f => f.Fact.About).ToHashSet();
        var letters = of.Facts.Where(f => f.Fact.Kind is FactKind.LetterSent or FactKind.LetterRefused && f.Fact.About is not null).ToLookup(f => f.Fact.About!.Value, f => f.Fact);
        var messages = of.Thread.Select(m => new MessageView(
            m.Sheet.From == MessageAuthor.Office ? Voice.Office : Voice.Reporter, of.Name(m.Sheet.Member), m.Sheet.At, EvidenceText.Pieces(m.Sheet.Text), m.Sheet.Asks, FilesFace.Of(m.Files, voices))
        {
            TakenBack = takenBack.Contains(m.Id),
            LetterKey = letters[m.Id].LastOrDefault()?.Kind switch { FactKind.LetterSent => "case.letter.sent", FactKind.LetterRefused => "case.letter.refused", _ => null },
            OfVoice = m.Sheet.Voice is not null,
            HeldBack = m.Sheet.ShownFrom > now && !takenBack.Contains(m.Id),
        });
        var notes = of.Facts.Where(f => f.Fact.Kind == FactKind.NoteWritten)
            .Select(f => new MessageView(Voice.Note, of.Name(f.Fact.By), f.Fact.At, EvidenceText.Pieces(of.Opened.Words(f.Entry) ?? ""), false, []));
        return [.. messages.Concat(notes).OrderBy(m => m.At)];
    }
}

/// <summary>Who speaks, and to whom.</summary>
public enum Voice
{
    /// <summary>The reporter to the office.</summary>
    Reporter,

    /// <summary>The office to the reporter.</summary>
    Office,

    /// <summary>A member of the staff to those who read the case; never the reporter.</summary>
    Note,
}

/// <summary>One message of the thread, or one note. Prints nothing.</summary>
public sealed record MessageView(Voice Voice, string? By, DateTimeOffset At, IReadOnlyList<PieceView> Text, bool Asks, IReadOnlyList<FileOfCase> Files)
{
    /// <summary>It was undone before the reporter was shown it.</summary>
    public bool TakenBack { get; init; }

    /// <summary>What became of the letter that tells the reporter of it; null when none was sent.</summary>
    public string? LetterKey { get; init; }

    /// <summary>It is the written text of a voice, or the reporter's answer to that.</summary>
    public bool OfVoice { get; init; }

    /// <summary>It can still be undone: the reporter is not shown it yet.</summary>
    public bool HeldBack { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MessageView);
}

using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Email.Letters;

/// <summary>A letter of ours before it has its shape on the line: what it says, to whom, and which letter it answers. Prints nothing.</summary>
public sealed class LetterDraft
{
    /// <summary>Our address.</summary>
    public required EmailAddress From { get; init; }

    /// <summary>What we are called; empty for the bare address.</summary>
    public string FromName { get; init; } = "";

    /// <summary>Who gets it: one only, so that nobody learns of another.</summary>
    public required EmailAddress To { get; init; }

    /// <summary>Where an answer goes, when not to <see cref="From"/>: the address with the token of a thread.</summary>
    public EmailAddress? ReplyTo { get; init; }

    /// <summary>The subject, one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The words, as plain text; the HTML is made of them and says the same.</summary>
    public required string Text { get; init; }

    /// <summary>Language of the words.</summary>
    public required Language Language { get; init; }

    /// <summary>The moment, shown in Astana's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The Message-ID that this answers; null when none. What is no Message-ID is left out.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The thread so far, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Who wrote it.</summary>
    public LetterAuthor Author { get; init; } = LetterAuthor.Person;

    /// <inheritdoc/>
    public override string ToString() => nameof(LetterDraft);
}

/// <summary>Who wrote a letter (RFC 3834 5): a machine's is marked, so that no other machine answers it.</summary>
public enum LetterAuthor
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>This service, by itself.</summary>
    Service,

    /// <summary>This service, in answer to a letter: sent from the null sender.</summary>
    ServiceInAnswer,
}

/// <summary>A letter as it goes over the line. Prints nothing.</summary>
public sealed class ComposedLetter
{
    internal ComposedLetter(string messageId, byte[] bytes) => (MessageId, Bytes) = (messageId, bytes);

    /// <summary>Its Message-ID, in angle brackets: an answer or a bounce names it.</summary>
    public string MessageId { get; }

    /// <summary>Header and body.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <inheritdoc/>
    public override string ToString() => nameof(ComposedLetter);
}

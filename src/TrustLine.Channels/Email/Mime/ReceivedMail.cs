namespace TrustLine.Channels.Email.Mime;

/// <summary>A mail as it was read: who writes, to whom, when, what, and what came with it. It is foreign: shown, never trusted. Prints nothing.</summary>
public sealed record ReceivedMail
{
    /// <summary>The sender's id of this mail, without brackets; null when there is none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Ids of the mails that this one answers.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>Ids of the thread, the oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Who writes, by the mail's own word.</summary>
    public IReadOnlyList<Correspondent> From { get; init; } = [];

    /// <summary>Who sent it for them.</summary>
    public IReadOnlyList<Correspondent> Sender { get; init; } = [];

    /// <summary>Where answers are wanted.</summary>
    public IReadOnlyList<Correspondent> ReplyTo { get; init; } = [];

    /// <summary>To whom it was written.</summary>
    public IReadOnlyList<Correspondent> To { get; init; } = [];

    /// <summary>To whom it was written for knowledge.</summary>
    public IReadOnlyList<Correspondent> Cc { get; init; } = [];

    /// <summary>The mailboxes into which it was laid, as the servers wrote them (Delivered-To, X-Original-To, Envelope-To).</summary>
    public IReadOnlyList<string> DeliveredTo { get; init; } = [];

    /// <summary>The envelope's sender (Return-Path): empty for the null sender, null when no server wrote it.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>When it was written, by the sender's clock; null when not told or unreadable.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The subject, one line.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The subject read by the other charset that it may be written in.</summary>
    public string? OtherSubject { get; init; }

    /// <summary>Languages told by the sender (Content-Language, RFC 3282).</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What the text says.</summary>
    public MailText Text { get; init; } = MailText.None;

    /// <summary>Mails that came inside this one.</summary>
    public IReadOnlyList<ForwardedMail> Forwarded { get; init; } = [];

    /// <summary>Files, in their order; their bytes went to the sink.</summary>
    public IReadOnlyList<ReceivedPart> Parts { get; init; } = [];

    /// <summary>Whether a person wrote it, and on what that rests.</summary>
    public MailNature Nature { get; init; } = MailNature.Personal;

    /// <summary>What a server says of a mail that could not be delivered, or that was read; null for any other mail.</summary>
    public DeliveryReport? Delivery { get; init; }

    /// <summary>What servers say of the sender (Authentication-Results), the last server first. Anybody can write such a header: only our own server's word counts.</summary>
    public IReadOnlyList<AuthenticationResults> Authentication { get; init; } = [];

    /// <summary>What was noticed.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>How many bytes the mail has.</summary>
    public long Length { get; init; }

    /// <summary>
    /// What stays the same when one mail comes twice by different ways: date, senders, subject, words and files; not what servers add.
    /// <paramref name="digest"/> is the hash of a file as the sink took it. To be hashed under a key, never kept.
    /// </summary>
    public IEnumerable<string> Content(Func<ReceivedPart, string> digest)
    {
        yield return Date?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? "";
        foreach (var from in From) yield return from.Address.ToLowerInvariant();
        yield return Squeezed(Subject);
        yield return Squeezed(Text.Whole);
        foreach (var inside in Forwarded) yield return Squeezed(inside.Subject + "\n" + inside.Text.Whole);
        foreach (var part in Parts) yield return part.Name + "\n" + digest(part);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ReceivedMail);

    // Servers wrap, trim and re-encode lines: only what is seen counts.
    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>A person or box in a header: display name and address as written; either may be empty. Prints nothing.</summary>
public sealed record Correspondent(string Name, string Address)
{
    /// <summary>The name read by the other charset that it may be written in.</summary>
    public string? OtherName { get; init; }

    /// <summary>The group that the address stands in (RFC 5322, 3.4); null for none.</summary>
    public string? Group { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(Correspondent);
}

/// <summary>A mail that came inside another. Prints nothing.</summary>
public sealed record ForwardedMail
{
    /// <summary>Its number, from 1; parts name it.</summary>
    public required int Number { get; init; }

    /// <summary>Its id.</summary>
    public string? MessageId { get; init; }

    /// <summary>Who wrote it.</summary>
    public IReadOnlyList<Correspondent> From { get; init; } = [];

    /// <summary>To whom.</summary>
    public IReadOnlyList<Correspondent> To { get; init; } = [];

    /// <summary>When.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Its subject.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What it says.</summary>
    public MailText Text { get; init; } = MailText.None;

    /// <inheritdoc/>
    public override string ToString() => nameof(ForwardedMail);
}

namespace TrustLine.Triage.Reports;

/// <summary>By which road a report came (10.1, 10.15, 10.16; desk = typed by an operator or taken from paper).</summary>
public enum Channel
{
    /// <summary>The phone of trust (10.4, 10.5).</summary>
    Phone,
    /// <summary>The special mailbox (10.15).</summary>
    Email,
    /// <summary>The form of the site, or the API.</summary>
    Web,
    /// <summary>The Telegram bot.</summary>
    Telegram,
    /// <summary>The call desk: an operator types what is said or brought.</summary>
    Desk,
}

/// <summary>What the channel itself says of the sender, apart from the text. Quiet: it never prints a name.</summary>
/// <param name="FullName">The name field of the form or the display name of the mail, as given; whether it is a full name is for the reading to say.</param>
/// <param name="HasReplyAddress">The channel supplies an address to answer at (sender address, caller's number, chat, contact field).</param>
/// <param name="Channel">The road.</param>
/// <param name="Organisation">The organisation field of the form; people write their names there too.</param>
/// <param name="Voice">What is told was said and nobody has heard it yet: whether the caller chose to give the name. Null when it was written.</param>
public sealed record SenderSignals(string? FullName, bool HasReplyAddress, Channel Channel, string? Organisation = null, bool? Voice = null)
{
    /// <summary>The name of the type, never the sender.</summary>
    public override string ToString() => nameof(SenderSignals);
}

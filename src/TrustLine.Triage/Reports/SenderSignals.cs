namespace TrustLine.Triage.Reports;

/// <summary>By which road a report came (10.1, 10.15, 10.16). The last four are typed by an operator at the call desk.</summary>
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
    /// <summary>A call that an operator took and typed, on any phone on a desk.</summary>
    Desk,
    /// <summary>Somebody who came in person.</summary>
    Visitor,
    /// <summary>A letter on paper.</summary>
    Paper,
    /// <summary>A sheet from the box on the wall.</summary>
    Box,
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

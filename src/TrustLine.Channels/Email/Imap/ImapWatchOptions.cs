namespace TrustLine.Channels.Email.Imap;

/// <summary>Which mailbox is emptied, and what becomes of a message that was taken.</summary>
public sealed class ImapWatchOptions
{
    /// <summary>The server and who we are there.</summary>
    public required MailAccount Account { get; init; }

    /// <summary>The mailbox that is emptied.</summary>
    public string Mailbox { get; init; } = "INBOX";

    /// <summary>Where messages go that were taken; null: they are removed for good.</summary>
    public string? MoveTo { get; init; }

    /// <summary>How many may be under way at once between "read" and "committed".</summary>
    public int Abreast { get; init; } = 4;

    /// <summary>How long one IDLE lasts: RFC 2177 says below 29 minutes, and many a router on the way forgets a silent line after ten.</summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>How often a server without IDLE is asked.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After how long a message that could not be committed is handed over again.</summary>
    public TimeSpan AgainAfter { get; init; } = TimeSpan.FromMinutes(1);
}

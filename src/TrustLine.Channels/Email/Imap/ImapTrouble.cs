namespace TrustLine.Channels.Email.Imap;

/// <summary>The mailbox could not do what was asked; says of which kind the trouble is, and nothing of any message, address or password.</summary>
public sealed class ImapTroubleException(ImapTrouble trouble) : Exception("The mailbox: " + trouble)
{
    /// <summary>Of which kind.</summary>
    public ImapTrouble Trouble => trouble;

    internal static Exception Of(LineTrouble line) => new ImapTroubleException(line switch
    {
        LineTrouble.Away => ImapTrouble.Away,
        LineTrouble.Silent => ImapTrouble.Silent,
        LineTrouble.Insecure => ImapTrouble.Insecure,
        _ => ImapTrouble.Broken,
    });
}

/// <summary>Why the mailbox did not do it.</summary>
public enum ImapTrouble
{
    /// <summary>The server is not there, has said farewell, or says itself that it cannot now.</summary>
    Away,

    /// <summary>It does not answer in time.</summary>
    Silent,

    /// <summary>The line cannot be protected: no TLS, a certificate that is not its own, or words put in before TLS.</summary>
    Insecure,

    /// <summary>It does not take our name and password.</summary>
    Refused,

    /// <summary>It has no such mailbox.</summary>
    Missing,

    /// <summary>It says no to what was asked: a right, a quota, a mailbox that can only be read.</summary>
    Denied,

    /// <summary>What it says is not IMAP, or has no bounds.</summary>
    Broken,
}

namespace TrustLine.Channels.Email.Smtp;

/// <summary>The mail server did not take a letter; says of which kind the trouble is and the reply's numbers, never its words, an address or a password.</summary>
public sealed class SmtpTroubleException : Exception
{
    /// <summary>Trouble of this kind; with the reply that it came from, when one did.</summary>
    public SmtpTroubleException(SmtpTrouble trouble, int reply = 0, string status = "")
        : base("The mail server: " + trouble + (reply == 0 ? "" : $" {reply} {status}".TrimEnd())) => (Trouble, Reply, Status) = (trouble, reply, status);

    /// <summary>Of which kind.</summary>
    public SmtpTrouble Trouble { get; }

    /// <summary>The reply's code (RFC 5321 4.2), as 550; 0 when there was none.</summary>
    public int Reply { get; }

    /// <summary>The enhanced status (RFC 3463), as <c>5.1.1</c>; empty when there was none.</summary>
    public string Status { get; }

    /// <summary>Whether the same letter may leave a little later, with nobody doing anything.</summary>
    public bool Passes => Trouble is SmtpTrouble.Away or SmtpTrouble.Silent or SmtpTrouble.Passing;

    internal static Exception Of(LineTrouble line) => new SmtpTroubleException(line switch
    {
        LineTrouble.Away => SmtpTrouble.Away,
        LineTrouble.Silent => SmtpTrouble.Silent,
        LineTrouble.Insecure => SmtpTrouble.Insecure,
        _ => SmtpTrouble.Broken,
    });
}

/// <summary>Why the mail server did not take a letter.</summary>
public enum SmtpTrouble
{
    /// <summary>It is not there, or says itself that it goes (421).</summary>
    Away,

    /// <summary>It does not answer in time.</summary>
    Silent,

    /// <summary>The line cannot be protected: no TLS, a certificate that is not its own, or words put in before TLS.</summary>
    Insecure,

    /// <summary>It does not take our name and password.</summary>
    Login,

    /// <summary>It does not take this address, now or ever: ask for another.</summary>
    Address,

    /// <summary>It does not take the letter now (4yz): the same may succeed later.</summary>
    Passing,

    /// <summary>It does not take the letter (5yz): the same will not succeed.</summary>
    Final,

    /// <summary>What it says is not SMTP, or has no bounds.</summary>
    Broken,
}

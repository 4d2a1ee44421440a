namespace TrustLine.Channels.Email;

/// <summary>Settings of the e-mail channel, section <c>Channels:Email</c>.</summary>
public sealed class EmailOptions
{
    /// <summary>Whether letters are taken.</summary>
    public bool Enabled { get; set; }

    /// <summary>The line's own address.</summary>
    public string Address { get; set; } = "";
}

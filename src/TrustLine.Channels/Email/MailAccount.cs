using System.Net;
using System.Net.Security;

namespace TrustLine.Channels.Email;

/// <summary>A mail server, how the line to it is protected, and who we are there. Prints nothing.</summary>
public sealed class MailAccount
{
    /// <summary>Name of the server; its certificate must carry it.</summary>
    public required string Host { get; init; }

    /// <summary>Port: by custom 993 and 465 for <see cref="MailSecurity.Tls"/>, 143 and 587 for <see cref="MailSecurity.StartTls"/>.</summary>
    public required int Port { get; init; }

    /// <summary>How the line is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.Tls;

    /// <summary>The login name; null or empty when the server asks for none.</summary>
    public string? User { get; init; }

    /// <summary>The password; a secret.</summary>
    public string? Password { get; init; }

    /// <summary>How long the server may take for one answer, or leave us without a byte.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whose certificates are believed; null: the roots of this machine (<c>SSL_CERT_FILE</c> adds an organisation's own).</summary>
    internal Func<SslClientAuthenticationOptions>? Trust { get; init; }

    /// <summary>Whether this name is this machine: only then may a line go unprotected.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <inheritdoc/>
    public override string ToString() => nameof(MailAccount);
}

/// <summary>How the line to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Begins in clear and must go over to TLS before anything is said (RFC 3207, RFC 9051 6.2.1).</summary>
    StartTls,

    /// <summary>In clear: refused unless the server is this machine.</summary>
    None,
}
